"""What an answer says of itself: the words of ``signs.toml``, looked for where they mean it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from scrapy.http import TextResponse

from crawler.live import legible

_UNSEEN = re.compile(
    # What is never closed goes on to the end: tried again at each, it would take for ever.
    r"<(script|style|noscript|template|svg|nav|footer|header)\b(?:.*?</\1\s*>|.*)"
    r"|<!--(?:.*?-->|.*)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_HEADLINE = re.compile(r"<(title|h1)\b[^<>]*>(.{0,1000}?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_LARGEST = 300_000
"""Letters of HTML that are looked at."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of a page, roughly: text without menus, titles, and whether it scripts."""

    text: str
    titles: str
    scripts: bool


@dataclass(frozen=True, slots=True)
class _Signs:
    markup: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, _Signs]:
    found = tomllib.loads(files("crawler.monitor").joinpath("signs.toml").read_text("utf-8"))
    return {
        cause: _Signs(**{place: tuple(words) for place, words in places.items()})
        for cause, places in found.items()
    }


def shown(response: TextResponse) -> Shown:
    """Return what is seen of ``response``."""
    html = legible(response).text[:_LARGEST]
    titles = " ".join(_squeeze(match[2]) for match in _HEADLINE.finditer(html))
    return Shown(_squeeze(_UNSEEN.sub(" ", html)), titles, "<script" in html.lower())


def named_by(response: TextResponse, causes: Sequence[str], *, most: int) -> str | None:
    """Return the first of ``causes`` that the page names itself, or ``None``.

    Only of a page that shows at most ``most`` letters: an article may write of
    maintenance and show a form for logging in.
    """
    html = legible(response).text[:_LARGEST].lower().replace(" ", "")
    suspected = [cause for cause in causes if _hints(cause, html)]
    if not suspected:
        return None
    seen = shown(response)
    if len(seen.text) > most:
        return None
    return next((cause for cause in suspected if _says(cause, seen, html)), None)


def _hints(cause: str, squeezed: str) -> bool:
    """Say whether any word of ``cause`` stands anywhere: cheap, and mostly a no."""
    signs = _signs()[cause]
    words = (*signs.markup, *signs.title, *signs.text)
    return any(word.replace(" ", "") in squeezed for word in words)


def _says(cause: str, seen: Shown, squeezed: str) -> bool:
    signs, titles, text = _signs()[cause], seen.titles.lower(), seen.text.lower()
    return (
        any(sign.replace(" ", "") in squeezed for sign in signs.markup)
        or any(sign in titles for sign in signs.title)
        or any(sign in text for sign in signs.text)
    )


def _squeeze(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())
