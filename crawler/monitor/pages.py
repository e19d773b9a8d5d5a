"""What the pages of each source and run held, counted while the archive is replayed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from corpus.model import Article
from corpus.source_pages import NOT_FREE, SourcePages
from corpus.store import Reader
from corpus.visits import TAKEN_FROM, run_of
from corpus.warc import Record
from crawler.decode import UndecodableError, decoded
from crawler.live import live_response
from crawler.monitor.barriers import is_scrambled, page_cause, says_paid
from crawler.spider import NewsSpider
from extract.model import Document, Reading

# UTF-8 read as windows-1252: "Viá»‡t", "Ä‘á»“ng", "phÃ¡t".
_MISREAD = re.compile(
    "[\u00c3\u00c4\u00c5\u00c6][\u0080-\u00bf\u2018-\u201d\u2020-\u2026]|\u00e1[\u00ba\u00bb]"
)
_MOST_DAMAGED = 3
_TEASER_LETTERS = 1_500
"""Letters below which a text may be the beginning of one that is sold."""

_TEXT_ROLES = frozenset({"lead", "body"})


@dataclass(slots=True)
class _Counts:
    """Running counts of one source and run."""

    captured: str
    unread: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, int] = field(default_factory=dict)
    texts: list[int] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)


class PageCounts:
    """Counts pages by source and run. Give it to ``replay`` as ``seen``.

    ``spiders`` are the sources by name. What language a text is in is told by the
    reader that :meth:`listening` returns.
    """

    def __init__(self, spiders: Mapping[str, type[NewsSpider]]) -> None:
        self._spiders = spiders
        self._counts: dict[tuple[str, str], _Counts] = {}
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
        if not articles or min(len(article.text) for article in articles) < _TEASER_LETTERS:
            self._count_page(counted, record, found=bool(articles))
        for article in articles:
            _count_article(counted, article, record.captured[:10])

    def _count_page(self, counted: _Counts, record: Record, *, found: bool) -> None:
        try:
            response = decoded(live_response(record))
        except UndecodableError:
            counted.causes["undecodable"] += 1
        else:
            if found:
                counted.causes[NOT_FREE] += says_paid(response)
            else:
                counted.causes[page_cause(response)] += 1
        counted.unread += not found

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
            pages=counted.unread + len(counted.letters),
            unread=counted.unread,
            same_day=max(counted.days.values(), default=0),
            repeated=sum(count for count in times.values() if count > 1),
            same_title=max(counted.titles.values(), default=0),
            other_language=sum(
                self._languages[text] not in own
                for text in counted.texts
                if text in self._languages
            ),
            letters=round(median(counted.letters)) if counted.letters else 0,
            newest=max(counted.days, default=None),
            causes=dict(+counted.causes),
            **{name: counted.counts[name] for name in _COUNTED},
        )


_COUNTED = ("untitled", "undated", "in_future", "on_capture_day", "garbled", "scrambled")


def _count_article(counted: _Counts, article: Article, captured: str) -> None:
    body = "\n".join(
        article.text[part.start : part.end] for part in article.segments if part.role in _TEXT_ROLES
    )
    counted.texts.append(hash(article.text))
    counted.letters.append(len(body))
    counted.bodies[article.canonical_url] = hash(body)
    counted.titles[article.title or ""] += bool(article.title)
    counted.counts["untitled"] += not article.title
    counted.counts["undated"] += article.published is None
    counted.counts["garbled"] += _is_garbled(body)
    counted.counts["scrambled"] += is_scrambled(body)
    if article.published and len(article.published) == 10:
        latest = (date.fromisoformat(captured) + timedelta(days=1)).isoformat()
        counted.days[article.published] += 1
        counted.counts["in_future"] += article.published > latest
        counted.counts["on_capture_day"] += article.published == captured


def _is_garbled(text: str) -> bool:
    return text.count("\ufffd") + len(_MISREAD.findall(text)) > _MOST_DAMAGED
