"""What the pages of each source and run held, counted while the archive is replayed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from urllib.parse import urlsplit

from corpus.model import Article
from corpus.source_pages import NOT_FREE, SourcePages
from corpus.store import Reader
from corpus.visits import TAKEN_FROM, WITNESS, run_of
from corpus.warc import Record
from crawler.decode import UndecodableError, decoded
from crawler.live import live_response
from crawler.monitor.barriers import page_cause, says_paid
from crawler.monitor.held import Held, held, lost
from crawler.spider import NewsSpider
from crawler.urls import host_of
from extract.model import Document, Reading

_TEASER_LETTERS = 1_500
"""Letters below which a text may be the beginning of one that is sold."""

_SECTIONS = 30
"""So many sections are told of a run, those with the most pages."""


@dataclass(slots=True)
class _Counts:
    """Running counts of one source and run."""

    captured: str
    counts: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, int] = field(default_factory=dict)
    new: list[Held] = field(default_factory=list)
    again: list[tuple[Held, Held]] = field(default_factory=list)
    sections: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


class PageCounts:
    """Counts pages by source and run. Give it to ``replay`` as ``seen``.

    ``spiders`` are the sources by name. What language a text is in is told by the
    reader that :meth:`listening` returns.
    """

    def __init__(self, spiders: Mapping[str, type[NewsSpider]]) -> None:
        self._spiders = spiders
        self._counts: dict[tuple[str, str], _Counts] = {}
        self._held: dict[str, Held] = {}
        self._languages: dict[int, str | None] = {}

    def __call__(self, record: Record, articles: Sequence[Article]) -> None:
        """Count a page of the archive and the ``articles`` found in it."""
        spider = self._spiders.get(record.notes.get("source", ""))
        live = record.type == "response" and TAKEN_FROM not in record.notes
        if not live or spider is None or record.url is None:
            return
        announces = any(record.url == seed.url for seed in spider.discovery)
        if not articles and (announces or not spider.is_article(record.url)):
            return
        key = (spider.name, run_of(record.position.file))
        counted = self._counts.setdefault(key, _Counts(record.captured[:10]))
        counted.captured = min(counted.captured, record.captured[:10])
        if not articles:
            self._count_unread(counted, record, record.url)
        free = not articles or _is_free(record, articles)
        for article in articles:
            # An address may change with the markup, where the page itself gives it.
            url = article.canonical_url if announces else record.url
            now, before = held(article, free=free), self._held.get(url)
            self._held[url] = now
            if before is None:
                _count_article(counted, article, now, url, captured=record.captured[:10])
            elif WITNESS in record.notes:
                counted.again.append((before, now))
                counted.lost.update(lost(before, now, captured=record.captured[:10]))

    def _count_unread(self, counted: _Counts, record: Record, url: str) -> None:
        try:
            cause = page_cause(decoded(live_response(record)))
        except UndecodableError:
            cause = "undecodable"
        if WITNESS in record.notes and url in self._held:
            counted.counts["again_unread"] += 1
            counted.lost[cause] += 1
        elif url not in self._held:
            counted.counts["unread"] += 1
            counted.causes[cause] += 1
            counted.sections[section_of(url)].update(("pages", "unread"))

    def listening(self, read: Reader) -> Reader:
        """Return ``read``, noting the language of each text on the way."""

        def reader(document: Document) -> Reading:
            reading = read(document)
            self._languages[hash(document.text)] = reading.lang
            return reading

        return reader

    def rows(self) -> list[SourcePages]:
        """Return what was counted, by source and run."""
        return [
            self._row(source, run, counted)
            for (source, run), counted in sorted(self._counts.items())
        ]

    def _row(self, source: str, run: str, counted: _Counts) -> SourcePages:
        own = self._spiders[source].languages
        times = Counter(counted.bodies.values())
        return SourcePages(
            source=source,
            run=run,
            captured=counted.captured,
            pages=counted.counts["unread"] + len(counted.new),
            same_day=max(counted.days.values(), default=0),
            repeated=sum(count for count in times.values() if count > 1),
            same_title=max(counted.titles.values(), default=0),
            other_language=sum(self._is_foreign(now, own) for now in counted.new),
            letters=round(median(now.letters for now in counted.new)) if counted.new else 0,
            newest=max(counted.days, default=None),
            again=counted.counts["again_unread"] + len(counted.again),
            lost=dict(+(counted.lost + self._lost_together(counted, own))),
            sections=_largest(counted.sections),
            causes=dict(+counted.causes),
            **{name: counted.counts[name] for name in _COUNTED},
        )

    def _lost_together(self, counted: _Counts, own: Sequence[str]) -> Counter[str]:
        """Count what only all pages of a run together tell, or their reader."""
        times = Counter(now.body for _, now in counted.again)
        changed = [(before, now) for before, now in counted.again if before.text != now.text]
        return Counter(
            wrong_language=sum(
                self._is_foreign(now, own) and not self._is_foreign(before, own)
                for before, now in changed
            ),
            repeated_body=sum(
                times[now.body] > 1 and now.body != before.body for before, now in changed
            ),
        )

    def _is_foreign(self, article: Held, own: Sequence[str]) -> bool:
        return article.text in self._languages and self._languages[article.text] not in own


_COUNTED = (
    "unread", "untitled", "undated", "in_future", "on_capture_day", "garbled", "scrambled",
)  # fmt: skip


def section_of(url: str) -> str:
    """Return the section of the site an address lies in: its host, and its first part if any."""
    first, _, rest = urlsplit(url).path.lstrip("/").partition("/")
    return f"{host_of(url)}/{first}" if rest else host_of(url)


def _is_free(record: Record, articles: Sequence[Article]) -> bool:
    """Say whether the page does not call itself sold; a long text is there, whatever it says."""
    if min(len(article.text) for article in articles) >= _TEASER_LETTERS:
        return True
    try:
        return not says_paid(decoded(live_response(record)))
    except UndecodableError:
        return True


def _count_article(
    counted: _Counts, article: Article, now: Held, url: str, *, captured: str
) -> None:
    counted.new.append(now)
    counted.bodies[article.canonical_url] = now.body
    counted.titles[article.title or ""] += bool(article.title)
    counted.causes[NOT_FREE] += not now.free
    odd = {
        "untitled": not now.titled,
        "undated": not now.dated,
        "garbled": now.garbled,
        "scrambled": now.scrambled,
    }
    if now.day is not None:
        latest = (date.fromisoformat(captured) + timedelta(days=1)).isoformat()
        counted.days[now.day] += 1
        odd |= {"in_future": now.day > latest, "on_capture_day": now.day == captured}
    counted.counts.update(odd)
    section = counted.sections[section_of(url)]
    section.update(pages=1, untitled=not now.titled, undated=not now.dated)


def _largest(sections: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    ordered = sorted(sections.items(), key=lambda item: (-item[1]["pages"], item[0]))
    return {name: dict(+counts) for name, counts in ordered[:_SECTIONS]}
