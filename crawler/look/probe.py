"""``check SOURCE``: what a look found, field by field, and what differs from the source's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from scrapy.http import TextResponse

from corpus.model import Article
from crawler.discovery import Entry, Feed, Seed, Sitemap, read
from crawler.discovery.xml import NotXmlError
from crawler.look.gathered import Gathered, family_of
from crawler.look.links import has_headline
from crawler.pages.dates import from_feed, zone
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider
from extract.language import decide

_EXPECTED = ("title", "body", "date")
"""Fields that every article has to have."""

_LEAST = 200
"""Letters below which a body is a summary rather than the text."""

_SURE = ("seen", "checked", "configured")


@dataclass(slots=True)
class Probe:
    """Lines for people: what was found, and what differs from the file."""

    found: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


def probe(source: type[NewsSpider], look: Gathered) -> Probe:
    """Return what ``look`` says of ``source``."""
    told = Probe()
    _robots(source, look, told)
    entries = [(seed, _announced(seed, look)) for seed in source.discovery]
    for seed, announced in entries:
        if announced is None:
            told.differs.append(f"discovery {seed.url}: {_missing(seed.url, look)}")
        else:
            _discovery(source, seed, announced, told)
    _misses(source, [entry for _, some in entries for entry in some or ()], told)
    pages = [page for url, page in look.answers.items() if source.is_article(url)]
    articles = [(page, list(source.page(page, source.site()).articles())) for page in pages]
    for page, some in articles:
        _article(source, page, some, told)
    _fields(source, [article for _, some in articles for article in some], told)
    return told


def _robots(source: type[NewsSpider], look: Gathered, told: Probe) -> None:
    for origin, verdict in look.robots.items():
        closed = verdict.closed or ("closed to us" if verdict.forbids(f"{origin}/") else "open")
        asks = f", asks for {verdict.delay:g} s between requests" if verdict.delay else ""
        told.found.append(f"{origin}/robots.txt: {closed}{asks}")
        if closed != "open":
            told.differs.append(f"robots.txt of {origin}: {closed}; nothing is crawled there")


def _announced(seed: Seed, look: Gathered) -> list[Entry] | None:
    """Return the entries of a seed and of the sitemap followed from it; ``None``: no answer."""
    document = look.answer(seed.url)
    if document is None:
        return None
    entries = _entries(document, seed)
    if isinstance(seed, Sitemap):
        inside = (look.answer(one.url) for one in entries)
        entries += [entry for page in inside if page for entry in _entries(page, seed)]
    return [entry for entry in entries if not entry.is_sitemap]


def _entries(page: TextResponse, seed: Seed) -> list[Entry]:
    try:
        return [entry for entry in read(page, seed) if entry and entry.url]
    except NotXmlError:
        return []


def _missing(url: str, look: Gathered) -> str:
    end = look.end_of(url)
    return "no usable answer" if end == url else f"leads to {end}, which gave no usable answer"


def _discovery(source: type[NewsSpider], seed: Seed, entries: list[Entry], told: Probe) -> None:
    kind = type(seed).__name__.lower()
    ours = [entry for entry in entries if source.is_article(entry.url)]
    topic = source.topic
    on_topic = [e for e in ours if topic is None or topic.matches(e.url, e.title, e.summary)]
    days = sorted(day for entry in ours if (day := _day(source, entry)))
    reach = f", dated {days[0]} to {days[-1]}" if days else ", without dates"
    told.found.append(
        f"{kind} {seed.url}: {len(entries)} links, {len(ours)} of articles, "
        f"{len(on_topic)} on the topic{reach}"
    )
    whole = isinstance(seed, Feed) and seed.full_text
    if not ours and not whole:
        told.differs.append(f"discovery {seed.url}: no link matches the article pattern")
    if days and not isinstance(seed, Sitemap):
        span = (date.fromisoformat(days[-1][:10]) - date.fromisoformat(days[0][:10])).days + 1
        if span < source.every_days:
            told.differs.append(
                f"discovery {seed.url}: reaches back {span} days, the source is asked every "
                f"{source.every_days:g}; articles between are lost"
            )


def _day(source: type[NewsSpider], entry: Entry) -> str | None:
    day = from_feed(entry.dated, local=zone(source.zone_hours)) if entry.dated else None
    return day if day and len(day) == 10 else None


def _misses(source: type[NewsSpider], entries: Iterable[Entry], told: Probe) -> None:
    """Links on the source's hosts that look like articles and do not match its pattern."""
    headlines = {e.url for e in entries if source.covers(e.url) and has_headline(e.url)}
    missed = sorted(url for url in headlines if not source.is_article(url))
    if len(missed) * 2 > len(headlines):
        told.differs.append(
            f"article: {len(missed)} of {len(headlines)} links that look like articles do not "
            f"match the pattern, such as {missed[0]}"
        )


def _article(
    source: type[NewsSpider], page: TextResponse, articles: Sequence[Article], told: Probe
) -> None:
    told.found.append(f"article {page.url}")
    family = family_of(page.text)
    if family is not None and not issubclass(source.page, family):
        told.differs.append(
            f"page: {page.url} has the marks of {family.__name__}, the file says "
            f"{source.page.__name__}"
        )
    elif family is None and source.page.marks:
        told.differs.append(f"page: {page.url} has not the marks of {source.page.__name__}")
    if not articles:
        told.differs.append(f"page: {source.page.__name__} finds no article on {page.url}")
    for article in articles[:1]:
        told.found += [f"  {name:9} {words}" for name, words in _shown(article)]


def _shown(article: Article) -> Iterator[tuple[str, str]]:
    parts = _parts(article)
    body = parts["body"]
    language = decide(article.text)
    witness = f" ({article.published_witness})" if article.published else ""
    yield "title", article.title or "none"
    yield "lead", " ".join(parts["lead"]) or "none"
    yield "body", f"{sum(map(len, body))} letters in {len(body)} paragraphs"
    yield "byline", " ".join(parts["byline"]) or "none"
    yield "date", f"{article.published or 'none'}{witness}"
    yield "language", f"{language.lang} ({language.probability:.2f})"
    yield "credit", article.credit or "none"
    yield "class", article.page_class


def _parts(article: Article) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {"lead": [], "body": [], "byline": []}
    for segment in article.segments:
        if segment.role in parts:
            parts[segment.role].append(article.text[segment.start : segment.end])
    return parts


def _fields(source: type[NewsSpider], articles: Sequence[Article], told: Probe) -> None:
    """Hold what was found in all articles against what the file claims and expects."""
    if not articles:
        told.differs.append("no article could be read")
        return
    has = {
        "title": any(article.title for article in articles),
        "lead": any(_parts(article)["lead"] for article in articles),
        "body": any(sum(map(len, _parts(article)["body"])) >= _LEAST for article in articles),
        "byline": any(_parts(article)["byline"] for article in articles),
        "date": any(article.published for article in articles),
    }
    marks = {name: one.mark for one in source.evidence for name in one.fields.split()}
    for name, found in has.items():
        mark = marks.get(name, "unknown")
        if not found and (name in _EXPECTED or mark in _SURE):
            told.differs.append(f"{name}: found in no article; the file says {mark}")
        elif found and mark not in _SURE and not issubclass(source.page, GenericPage):
            told.found.append(f"{name}: seen now; the file says {mark}")
    other = {decide(article.text).lang for article in articles} - set(source.languages) - {"und"}
    if other:
        told.differs.append(
            f"languages: {', '.join(sorted(other))}, the file says {', '.join(source.languages)}"
        )
