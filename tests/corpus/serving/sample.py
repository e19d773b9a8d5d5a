"""A small data folder with archive and database: two papers that disagree, a reprint, a hostile page.

Readings are written by hand: each text with its figures, whose words are looked up in it.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import httpx

from corpus.folder import DataFolder
from corpus.model import Article, Snapshot, Source
from corpus.schema import open_facts
from corpus.serving.opening import open_site
from corpus.serving.site import FactsDatasette
from corpus.store import build
from corpus.warc import Head, WarcWriter, digest_of
from extract.model import Conference, Document, Equivalent, Fact, Reading, Rejection, Segment, Span
from tests.corpus.sample import fact

CAPTURED = "2025-12-04T03:00:00Z"

SENTENCE = (
    "Năm 2023, các tổ chức phi chính phủ nước ngoài giải ngân hơn 228,7 triệu USD tại Việt Nam, "
    "tương đương khoảng 5.600 tỷ đồng."
)
VI = (
    "Viện trợ phi chính phủ nước ngoài tăng trở lại\n"
    "Hội nghị tổng kết công tác phi chính phủ nước ngoài diễn ra sáng 12/4 tại Hà Nội.\n"
    f"{SENTENCE} Trước đó, năm 2022, con số này là 223,7 triệu USD.\n"
    "Cùng chuyên mục\n"
    "Đón 3 triệu lượt khách\n"
    "Khai mạc hội sách\n"
    "Mưa lớn ở miền Trung"
)
OTHER = (
    "Tổng kết công tác viện trợ năm 2023\n"
    "Theo báo cáo, viện trợ phi chính phủ nước ngoài giải ngân tại Việt Nam năm 2023 "
    "đạt 228,6 triệu USD; mục tiêu năm 2024 là 240 triệu USD."
)
HOSTILE = (
    "<script>document.title='pwned'</script>Tin \"nóng\"\n"
    "Năm 2024, <img src=x onerror=\"document.title='pwned'\"> có 31 tổ chức <b>'phi chính phủ'</b> "
    "đăng ký tại Sơn La & vùng lân cận."
)
PLAIN = "Bản lưu văn bản thuần.\nKhông có con số nào ở đây.\n"

PAGE = (
    "<!DOCTYPE html><html><head><title>Bài lưu</title>"
    "<script>document.title='pwned'</script></head>"
    "<body><p>Bản lưu của bài báo: hơn 228,7 triệu USD</p>"
    "<img src='http://127.0.0.1:9/x.png' onerror=\"document.title='pwned'\"></body></html>"
).encode()


def make(folder: Path, *, demonstration: bool = False, with_hostile: bool = True) -> DataFolder:
    """Write archive and database into ``folder`` and return it."""
    data = DataFolder(folder)
    data.claim(demonstration=demonstration)
    articles = list(_ARTICLES if with_hostile else _ARTICLES[:-1])
    with WarcWriter(data.warc, "r1", info={"software": "test"}, started=CAPTURED) as writer:
        pairs = [(_archived(writer, article), article) for article in articles]
    report = build(
        data, pairs, read, built_at=CAPTURED, demonstration=demonstration, sources=_SOURCES
    )
    assert report.problems == ()
    return data


def get(site: FactsDatasette, path: str, **options: Any) -> httpx.Response:
    """Return the answer of the application to a GET, without a network."""
    answer: httpx.Response = asyncio.run(site.client.get(path, **options))
    return answer


def page(site: FactsDatasette, path: str) -> str:
    """Return the text of a page that must be there."""
    answer = get(site, path)
    assert answer.status_code == 200, answer.text[:300]
    return str(answer.text)


def opened(folder: DataFolder) -> FactsDatasette:
    """Return the application over ``folder``."""
    return open_site(folder)


def ask(folder: DataFolder, sql: str, *params: str) -> str:
    """Return the first cell of a query on ``facts.db``."""
    database = open_facts(folder.facts)
    try:
        row = database.execute(sql, params).fetchone()
        assert row is not None
        return str(row[0])
    finally:
        database.close()


def fact_of(folder: DataFolder, words: str) -> str:
    """Return the id of the figure whose quote contains ``words``; of a reprint, the original's."""
    return ask(
        folder,
        """SELECT fact.id FROM fact JOIN version ON version.id = fact.version
        JOIN article ON article.id = version.article
        WHERE fact.quote LIKE ? AND article.source != 'lai'""",
        f"%{words}%",
    )


def read(document: Document) -> Reading:
    """Return the hand-written reading of a text of this sample."""
    text = document.text
    facts, rejections = _READINGS[text]
    return Reading(
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang="vi",
        lang_probability=0.99,
        published=document.published,
        segments=document.segments or (),
        facts=tuple(_fact(text, changes) for changes in facts),
        rejections=tuple(_rejection(text, *found) for found in rejections),
        rejection_counts={"date": 1},
    )


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def _fact(text: str, changes: Mapping[str, object]) -> Fact:
    """A fact whose ``quote`` and words of ``anchors`` are found in the text."""
    given = dict(changes)
    anchors: Mapping[str, str] = given.pop("anchors", {})  # type: ignore[assignment]
    repeats: tuple[str, ...] = given.pop("repeated", ())  # type: ignore[assignment]
    quote = _span(text, str(given["quote"]))
    found = fact(**given)
    return replace(
        found,
        start=quote.start,
        end=quote.end,
        anchors={name: (_span(text, words),) for name, words in anchors.items()},
        repeats=tuple(_span(text, words) for words in repeats),
    )


def _rejection(text: str, words: str, sentence: str, reason: str) -> Rejection:
    span = _span(text, words)
    return Rejection(span.start, span.end, words, sentence, reason, "sample")


def _article(source: str, text: str, **changes: object) -> Article:
    """An article whose lines are title, then body; ``Cùng chuyên mục`` begins the furniture."""
    segments, at, role = [], 0, "title"
    for line in text.split("\n"):
        if line == "Cùng chuyên mục":
            role = "related"
        segments.append(Segment(role, at, at + len(line)))
        at += len(line) + 1
        role = "related" if role == "related" else "body"
    url = f"https://{source}.example/bai-1.html"
    values: dict[str, object] = {
        "source": source, "url": url, "canonical_url": url, "title": text.partition("\n")[0],
        "text": text, "segments": tuple(segments), "published": "2024-04-12",
        "published_witness": "meta", "post_number": "1", "page_class": "test",
    }  # fmt: skip
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def _archived(writer: WarcWriter, article: Article) -> Snapshot:
    if article.text == PLAIN:
        body = PLAIN.encode()
        position = writer.resource(
            article.url, body, captured=CAPTURED, content_type="text/plain",
            notes={"source": article.source},
        )  # fmt: skip
    else:
        body = gzip.compress(PAGE, mtime=0)
        headers = ((b"Content-Type", b"text/html; charset=utf-8"), (b"Content-Encoding", b"gzip"))
        position = writer.response(
            article.url, Head.of(200, "OK", headers), body, captured=CAPTURED,
            notes={"source": article.source},
        )  # fmt: skip
    return Snapshot(
        article.url, CAPTURED, 200, digest_of(body), position.file, position.offset,
        position.length, article.source, "r1",
    )  # fmt: skip


_MONEY: dict[str, object] = {
    "value": 228700000, "value_low": 228700000, "value_high": None, "bounds_rule": "open_above",
    "qualifier": "more_than", "quote": "hơn 228,7 triệu USD", "sentence": SENTENCE,
    "equivalent": Equivalent(fact(value=5600000000000).value, None, "VND", "about"),
    "rule": "value=money status=status.disbursed", "flags": ("mismatch", "place_assumed"),
    "conference": Conference("Hội nghị tổng kết", 3, "2024-04-12", "Hà Nội"),
    "anchors": {
        "value": "228,7 triệu", "unit": "228,7 triệu USD", "qualifier": "hơn",
        "status": "giải ngân", "period": "Năm 2023", "place": "Việt Nam",
        "donors": "các tổ chức phi chính phủ nước ngoài", "equivalent": "5.600 tỷ đồng",
    },
}  # fmt: skip
_BEFORE: dict[str, object] = {
    "value": 223700000, "quote": "223,7 triệu USD", "period": "2022",
    "period_start": "2022-01-01", "period_end": "2022-12-31",
    "sentence": "Trước đó, năm 2022, con số này là 223,7 triệu USD.",
    "anchors": {"value": "223,7 triệu", "unit": "223,7 triệu USD", "period": "năm 2022"},
}  # fmt: skip
_LESS: dict[str, object] = {
    "value": 228600000, "value_low": 228550000, "value_high": 228650000,
    "quote": "228,6 triệu USD", "sentence": OTHER.partition("\n")[2],
    "anchors": {"value": "228,6 triệu", "unit": "228,6 triệu USD", "status": "giải ngân",
                "place": "Việt Nam"},
}  # fmt: skip
_COUNT: dict[str, object] = {
    "measure": "ngo_count", "unit": "organization", "value": 31, "status": "registered",
    "bounds_rule": "point", "period": "../2024", "period_start": None, "period_end": "2024-12-31",
    "place": "VN-05", "place_name": "Sơn La & vùng lân cận", "place_level": "province",
    "quote": "31 tổ chức <b>'phi chính phủ'</b>", "sentence": HOSTILE.partition("\n")[2],
    "attribution": '<img src=x onerror="document.title=\'pwned\'">',
    "anchors": {
        "value": "31", "unit": "31 tổ chức <b>'phi chính phủ'</b>", "status": "đăng ký",
        "attribution": "<img src=x onerror=\"document.title='pwned'\">",
    },
}  # fmt: skip

_READINGS: dict[str, tuple[list[dict[str, object]], list[tuple[str, str, str]]]] = {
    VI: ([_MONEY, _BEFORE], []),
    OTHER: ([_LESS], [("240 triệu USD", OTHER.partition("\n")[2], "target")]),
    HOSTILE: ([_COUNT], []),
    PLAIN: ([], []),
}

_SOURCES = (
    Source("tin", "Tin Viện Trợ", home="https://tin.example/", country="VN"),
    Source("bao", "Báo Tổng Kết", home="javascript:alert(1)"),
    Source("xau", '<script>document.title="pwned"</script>Xấu'),
)

_ARTICLES = (
    _article("tin", VI),
    _article("lai", VI, credit="Tin Viện Trợ", credit_url="https://tin.example/bai-1.html"),
    _article("bao", OTHER, published="2024-04-13"),
    _article("van", PLAIN, url="urn:sha256:00", canonical_url="urn:sha256:00", published=None),
    _article(
        "xau", HOSTILE, url="javascript:alert(document.domain)//x",
        credit="<i>tin</i>", credit_url="javascript:alert(2)",
    ),
)  # fmt: skip


def words_of(html: str) -> str:
    """The text of a page with white space run together."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def links_in(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', html)]
