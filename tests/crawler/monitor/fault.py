"""One fault of a newspaper: what it answers in its second week, and what must be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.crawler.loopback import Answer, html
from tests.crawler.monitor.weeks import FIRST, SECOND, News, served, week

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Fault:
    """A source with one fault, named by its host; ``cause`` is what must be found.

    ``change`` takes the articles of the second week and gives the answers that
    differ from those of a sound newspaper. ``told`` are further attributes of the
    source, ``count`` its articles a week, ``later`` those of the second if others;
    ``sections`` are where they stand, and ``beside`` gives what it answers besides in
    sound weeks, of the articles that it shows.
    """

    name: str
    cause: str | None
    change: Callable[[Sequence[News]], Answers]
    seed: str = "feed"
    count: int = 8
    told: Mapping[str, Any] = field(default_factory=dict)
    later: int | None = None
    sections: tuple[str, ...] = ("",)
    beside: Callable[[Sequence[News]], Answers] = lambda shown: {}

    @property
    def host(self) -> str:
        return f"{self.name.replace('_', '-')}.example"

    @property
    def document(self) -> str:
        return f"http://{self.host}/{self.seed}"

    def first(self) -> Answers:
        """What it answers in its first week."""
        news = week(self.host, FIRST, self.count, self.sections)
        return {**served(self.host, self.seed, news, news), **self.beside(news)}

    def second(self) -> Answers:
        """What it answers in its second week."""
        old = week(self.host, FIRST, self.count, self.sections)
        new = week(self.host, SECOND, self.later or self.count, self.sections)
        shown = [*new, *old]
        sound = {**served(self.host, self.seed, shown, shown), **self.beside(shown)}
        return {**sound, **self.change(new)}


def small(title: str, words: str = "", head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{words}</body></html>".encode()


def document(answer: Answer) -> Callable[[Sequence[News]], Answers]:
    """The feed itself answers something else."""

    def change(news: Sequence[News]) -> Answers:
        return {f"http://{news[0].host}/feed": answer}

    return change


def pages(make: Callable[[News], Answer]) -> Callable[[Sequence[News]], Answers]:
    """Every article answers something else."""
    return lambda news: {one.url: make(one) for one in news}


def status(number: int, body: bytes = b"no", *headers: tuple[str, str]) -> Answer:
    return html(body, *headers, status=number)


def robots(rules: bytes, status: int = 200) -> Callable[[Sequence[News]], Answers]:
    return lambda news: {f"http://{news[0].host}/robots.txt": Answer(status, rules)}


def to(target: str) -> Callable[[Sequence[News]], Answers]:
    """Every article redirects to ``target``; ``{host}`` is its own."""
    return pages(lambda one: status(302, b"", ("Location", target.format(host=one.host))))


def everything(make: Callable[[str], Answer], front: Answer) -> Callable[[Sequence[News]], Answers]:
    """All that is asked for answers alike, robots.txt included, ``front`` excepted, the front page.

    ``make`` takes the host's address.
    """

    def change(news: Sequence[News]) -> Answers:
        host = f"http://{news[0].host}"
        asked = (f"{host}/robots.txt", f"{host}/feed", *(one.url for one in news))
        return {**dict.fromkeys(asked, make(host)), f"{host}/": front}

    return change
