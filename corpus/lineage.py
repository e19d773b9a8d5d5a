"""Lineages: which articles are one text, however often reprinted or translated.

Links are found pair by pair, each with its reason; linked articles make one
lineage, named after its first article. Whether an article is about the same
conference as another is no reason: two reporters are two texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from corpus.folding import plain, plain_words
from corpus.shingles import similar_pairs
from extract.model import Fact

SAME_FIGURES = 3
"""So many equal figures, and none that differs, make a text in another language a translation."""

_HOST_PREFIXES = ("www.", "m.", "amp.")
_CREDITED_HOST = re.compile(
    r"""\s*\(\s*            # (sonla.gov.vn) Ngày 12/4/2024, ...
    ([a-z0-9-]+(?:\.[a-z0-9-]+)+)
    \s*\)""",
    re.VERBOSE | re.IGNORECASE,
)
_POST_NUMBER = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class Text:
    """What lineages look at in the newest version of an article.

    ``words`` is title, lead, body and captions; ``lead`` the beginning of the
    running text; ``published`` EDTF or ``None``.
    """

    article: str
    source: str
    url: str
    lang: str
    published: str | None
    post_number: str | None
    edition_slug: str | None
    credit: str | None
    credit_url: str | None
    lead: str
    words: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles that are one text; ``article`` is the smaller id."""

    article: str
    other: str
    reason: str
    detail: str


def links(texts: Iterable[Text]) -> list[Link]:
    """Return every link between ``texts``, in order of articles and reason."""
    ordered = sorted(texts, key=lambda text: text.article)
    finders: tuple[Callable[[Sequence[Text]], Iterator[Link]], ...] = (
        _same_post_number,
        _same_edition_slug,
        _credited,
        _near_duplicates,
        _translations,
    )
    found = {link for finder in finders for link in finder(ordered)}
    return sorted(found, key=lambda link: (link.article, link.other, link.reason, link.detail))


def lineages(texts: Iterable[Text], found: Iterable[Link]) -> dict[str, str]:
    """Return the lineage of each article: the id of its earliest published article."""
    by_id = {text.article: text for text in texts}
    parent = {article: article for article in by_id}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for link in found:
        parent[root(link.other)] = root(link.article)
    groups: defaultdict[str, list[Text]] = defaultdict(list)
    for article, text in by_id.items():
        groups[root(article)].append(text)
    named = {top: min(group, key=_first).article for top, group in groups.items()}
    return {article: named[root(article)] for article in by_id}


def host_of(url: str) -> str:
    """Return the host of ``url`` without prefixes that name only a form of the site."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    for prefix in _HOST_PREFIXES:
        host = host.removeprefix(prefix)
    return host


def _first(text: Text) -> tuple[str, str]:
    return (text.published or "9999", text.article)


def _same_post_number(texts: Sequence[Text]) -> Iterator[Link]:
    """One outlet's number on several of its hosts or under several source names."""
    groups: defaultdict[tuple[str, str, str], list[Text]] = defaultdict(list)
    for text in texts:
        if text.post_number and host_of(text.url):
            groups[host_of(text.url), text.post_number, text.lang].append(text)
    for (host, number, _), group in groups.items():
        yield from _linked(group, "post_number", f"{host} {number}")


def _same_edition_slug(texts: Sequence[Text]) -> Iterator[Link]:
    groups: defaultdict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in texts:
        if text.edition_slug:
            groups[host_of(text.url) or text.source, text.edition_slug].append(text)
    for (_, slug), group in groups.items():
        yield from _linked(group, "edition_slug", slug)


def _credited(texts: Sequence[Text]) -> Iterator[Link]:
    """A printed address of the origin: host and number count, the slug may be garbled.

    Such addresses may point at another article, so figures must not speak against it.
    """
    by_number = {
        (host_of(text.url), text.post_number): text for text in reversed(texts) if text.post_number
    }
    for text in texts:
        if not text.credit_url:
            continue
        host = host_of(text.credit_url)
        for number in _POST_NUMBER.findall(urlsplit(text.credit_url).path):
            origin = by_number.get((host, number))
            if origin is not None and origin is not text and _may_be_one(text, origin):
                yield from _linked([text, origin], "credit_url", f"{host} {number}")


def _may_be_one(one: Text, other: Text) -> bool:
    """Whether the figures allow it: none in either, or at least one in both."""
    if not one.facts or not other.facts:
        return not one.facts and not other.facts
    return any(_same_figure(a, b) for a in one.facts for b in other.facts)


def _near_duplicates(texts: Sequence[Text]) -> Iterator[Link]:
    for one, other, similarity in similar_pairs([plain_words(text.words) for text in texts]):
        yield from _linked([texts[one], texts[other]], "near_duplicate", f"{similarity:.2f}")


def _translations(texts: Sequence[Text]) -> Iterator[Link]:
    groups: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts:
        if len(text.facts) >= SAME_FIGURES:
            for origin in _origins(text):
                groups[origin].append(text)
    seen: set[tuple[str, str]] = set()
    for origin, group in sorted(groups.items()):
        for one, other in combinations(group, 2):
            if (one.article, other.article) in seen or one.lang == other.lang:
                continue
            seen.add((one.article, other.article))
            same = _figures_in_common(one.facts, other.facts) if _same_day(one, other) else 0
            if same >= SAME_FIGURES:
                yield from _linked([one, other], "translation", f"{origin}, {same} figures")


def _origins(text: Text) -> set[str]:
    """Names and hosts the article may come from: credited, in front of the lead, its own."""
    found = {host_of(text.url), host_of(text.credit_url or ""), plain(text.credit or "").strip()}
    credited = _CREDITED_HOST.match(text.lead)
    if credited:
        found.add(host_of(f"//{credited.group(1)}"))
    return found - {""}


def _same_day(one: Text, other: Text) -> bool:
    return one.published is None or other.published is None or one.published == other.published


def _figures_in_common(ours: Sequence[Fact], theirs: Sequence[Fact]) -> int:
    """How many of our figures they have too; 0 if the same thing has another value there."""
    shared = [fact for fact in ours if any(_same_figure(fact, other) for other in theirs)]
    matched = [fact for fact in theirs if any(_same_figure(fact, other) for other in ours)]
    alone = [fact for fact in ours if fact not in shared]
    alone_there = [fact for fact in theirs if fact not in matched]
    if any(_same_thing(fact, other) for fact in alone for other in alone_there):
        return 0
    return len(shared)


def _same_figure(one: Fact, other: Fact) -> bool:
    return one.value == other.value and _same_thing(one, other)


def _same_thing(one: Fact, other: Fact) -> bool:
    dated = "publication" not in (one.period_basis, other.period_basis)
    if dated and (one.period_start, one.period_end) != (other.period_start, other.period_end):
        return False
    return (one.measure, one.unit, one.kind, one.place, one.direction) == (
        other.measure, other.unit, other.kind, other.place, other.direction,
    )  # fmt: skip


def _linked(group: Sequence[Text], reason: str, detail: str) -> Iterator[Link]:
    """Link the first of the group to each other one."""
    first, *others = sorted(group, key=lambda text: text.article)
    for other in others:
        yield Link(first.article, other.article, reason, detail)
