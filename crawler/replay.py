"""From the archive to articles: a record becomes the response it was, a page object reads it.

The page object is the one its source declares. Records that hold no article
(robots.txt, sitemaps, lists, errors) give nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from scrapy.http import JsonResponse, TextResponse

from corpus.folder import DataFolder
from corpus.model import Article, Snapshot
from corpus.visits import TAKEN_FROM, run_of
from corpus.warc import Record, all_records
from crawler import sources
from crawler.decode import UndecodableError, decoded
from crawler.live import as_captured, live_response
from crawler.pages.generic import GenericPage, article_of_html
from crawler.spider import NewsSpider
from crawler.urls import canonical
from extract.text import normalise

log = logging.getLogger(__name__)

Seen = Callable[[Record, Sequence[Article]], None]
PLAIN_TEXT = "text/plain"

_NO_PAGE = (ValueError, LookupError, RecursionError)
"""What parsers raise on bytes that are unlike any page; one such page must not stop a build."""


def replay(
    folder: DataFolder, *, modules: Sequence[str] | None = None, seen: Seen | None = None
) -> Iterator[tuple[Snapshot, Article]]:
    """Yield what the archive of ``folder`` holds, in the order of capture within each file.

    ``modules`` are the packages of source files; not given, those whose pages
    the folder holds. ``seen`` is told of every page read and of its articles.

    A body is read when it differs from the address's last one, so the last text
    of an article is always among them. Of a feed's items, an article is yielded
    when its text differs from its last one.
    An unreadable page is told on the log and passed over.
    """
    spiders = sources.load(modules or sources.modules_for(folder))
    bodies: dict[str | None, str | None] = {}
    texts: dict[str, str] = {}
    for record in all_records(folder.warc):
        if not _holds_body(record) or bodies.get(record.url) == record.digest:
            continue
        bodies[record.url] = record.digest
        found = articles_of(record, spiders)
        if seen is not None:
            seen(record, found)
        for article in found:
            if texts.get(article.canonical_url) != article.text:
                texts[article.canonical_url] = article.text
                yield snapshot_of(record, article), article


def articles_of(record: Record, spiders: Mapping[str, type[NewsSpider]]) -> list[Article]:
    """Return the articles of one record; of an unreadable page none, with a line on the log."""
    try:
        return _articles(record, spiders)
    except (UndecodableError, *_NO_PAGE) as error:
        log.warning("%s: not read: %s", record.url, error)
        return []


def _articles(record: Record, spiders: Mapping[str, type[NewsSpider]]) -> list[Article]:
    if record.type == "resource" or TAKEN_FROM in record.notes:
        article = _added(record, spiders)
        return [article] if article.text.strip() else []
    spider = spiders.get(record.notes.get("source", ""))
    if spider is None:
        return []
    if record.source_uri is not None:
        return _captured(record, spider)
    if not spider.is_article(record.url or ""):
        return []
    response = decoded(live_response(record))
    if not isinstance(response, TextResponse) or isinstance(response, JsonResponse):
        log.warning("%s: not read: no page but %s", record.url, type(response).__name__)
        return []
    return list(spider.page(response, spider.site()).articles())


def _captured(record: Record, spider: type[NewsSpider]) -> list[Article]:
    """A page that a web archive captured: chosen by its address when it was asked for.

    An old layout is read by the generic page object; then the page class says so.
    """
    response = as_captured(record)
    if not isinstance(response, TextResponse):
        log.warning("%s: not read: no text but %s", record.url, type(response).__name__)
        return []
    found = list(spider.page(response, spider.site()).articles())
    if found or issubclass(spider.page, GenericPage):
        return found
    return [
        replace(article, page_class=f"{article.page_class}, no {spider.page.__name__}")
        for article in GenericPage(response, spider.site()).articles()
    ]


def snapshot_of(record: Record, article: Article) -> Snapshot:
    """Return the snapshot that ``article`` was read on."""
    return Snapshot(
        url=record.url or "",
        captured=record.captured,
        status=record.head.status if record.head else 200,
        digest=record.digest or "",
        warc_file=record.position.file,
        offset=record.position.offset,
        length=record.position.length,
        source=article.source,
        run=run_of(record.position.file),
        archive_url=record.source_uri,
    )


def _holds_body(record: Record) -> bool:
    if record.type == "resource":
        return True
    if "kind" in record.notes and record.source_uri is None:
        # What a web archive said of its holdings, or in place of a capture.
        return False
    status = record.head.status if record.head else 0
    return (
        record.type == "response"
        and status == 200
        and record.notes.get("state", "fetched") == "fetched"
    )


def _added(record: Record, spiders: Mapping[str, type[NewsSpider]]) -> Article:
    """A saved page or text: read by the page object of its host's source, else by the generic one.

    What was said of it when it was added is stronger than what the page says.
    """
    url, source = record.url or "", record.notes.get("source", "")
    if record.content_type == PLAIN_TEXT:
        text = normalise(record.body.decode("utf-8"))
        article = Article(source, url, canonical(url), None, text=text, segments=())
    else:
        article = _saved_page(record, spiders, source)
    published = record.notes.get("published")
    if published is None:
        return article
    return replace(article, published=published, published_witness="given")


def _saved_page(record: Record, spiders: Mapping[str, type[NewsSpider]], source: str) -> Article:
    url = record.url or ""
    name = sources.covering(url, dict(spiders))
    response = as_captured(record) if TAKEN_FROM in record.notes else live_response(record)
    own = spiders[name] if name is not None else None
    if own and not issubclass(own.page, GenericPage) and isinstance(response, TextResponse):
        for article in own.page(response, replace(own.site(), source=source)).articles():
            return article
    told = response.headers.get("Content-Type") or b""
    return article_of_html(
        response.body, url, source=source, content_type=told.decode("latin-1") or None
    )
