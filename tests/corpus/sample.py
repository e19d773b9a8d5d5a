"""Articles, facts and a small reader for the tests of the store.

The reader knows one sentence pattern, ``<place>: <qualifier> <number> <unit> <status> <year>.``,
so that these tests stand on their own feet; the real reader has its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sqlite_utils import Database

from corpus.folder import DataFolder
from corpus.model import Article, Snapshot
from corpus.store import BuildReport, build
from extract.model import Document, Fact, Reading, Rejection, Segment, Span

CAPTURED = "2025-12-04T03:00:00Z"

FACT = Fact(
    measure="aid_amount", value=Decimal(228700000), value_max=None, unit="USD",
    qualifier="exact", value_low=Decimal(228650000), value_high=Decimal(228750000),
    bounds_rule="rounding", kind="level", direction=None, base_period=None, per=None,
    status="disbursed", donors=None, scope="total", part=None, period="2023",
    period_start="2023-01-01", period_end="2023-12-31", period_basis="stated", place="VN",
    place_name="Việt Nam", place_level="country", place_asof="2023-12-31", attribution=None,
    conference=None, equivalent=None, sentence="x", quote="x", start=0, end=1, anchors={},
    repeats=(), rule="sample", confidence=0.9, flags=(),
)  # fmt: skip


def fact(**changes: object) -> Fact:
    """Return ``FACT`` with ``changes``; bounds follow the value unless given."""
    if "value" in changes:
        changes["value"] = Decimal(str(changes["value"]))
        low = changes.setdefault("value_low", changes["value"])
        changes.setdefault("value_high", low)
    for name in ("value_low", "value_high"):
        if changes.get(name) is not None:
            changes[name] = Decimal(str(changes[name]))
    return replace(FACT, **changes)  # type: ignore[arg-type]


def article(
    text: str, *, source: str = "tin", number: str | None = "1", **changes: object
) -> Article:
    """Return an article whose title is its first line and whose body is the rest."""
    head, _, _ = text.partition("\n")
    url = f"http://{source}.example/bai-post{number}.html"
    values: dict[str, object] = {
        "source": source, "url": url, "canonical_url": url, "title": head, "text": text,
        "segments": (
            Segment("title", 0, len(head)), Segment("body", len(head) + 1, len(text)),
        ),
        "published": "2024-04-12", "published_witness": "meta", "post_number": number,
    }  # fmt: skip
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def snapshot(
    of: Article, *, captured: str = CAPTURED, run: str = "r1", offset: int = 700
) -> Snapshot:
    """Return a snapshot of an article."""
    digest = hashlib.sha256(of.text.encode()).hexdigest()
    return Snapshot(
        of.url, captured, 200, f"sha256:{digest}", f"{run}-00001.warc.gz", offset, 400,
        of.source, run,
    )  # fmt: skip


def pair(of: Article, **options: object) -> tuple[Snapshot, Article]:
    """Return an article with its snapshot."""
    return snapshot(of, **options), of  # type: ignore[arg-type]


_SENTENCE = re.compile(
    r"(?P<place>Việt Nam|Sơn La): (?:(?P<qualifier>hơn) )?(?P<number>[\d.,]+) (?P<unit>USD|tổ chức)"
    r" (?P<status>giải ngân|đăng ký) (?P<year>\d{4})\."
)
_PERCENT = re.compile(r"[\d,]+ %")
_PLACES = {"Việt Nam": "VN", "Sơn La": "VN-05"}


def read(document: Document) -> Reading:
    """Read every sentence of the one pattern; percentages are rejections."""
    text = document.text
    facts = tuple(_fact(match) for match in _SENTENCE.finditer(text))
    rejections = tuple(
        Rejection(m.start(), m.end(), m.group(), m.group(), "other_percentage", "sample")
        for m in _PERCENT.finditer(text)
    )
    return Reading(
        text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest(), lang="vi",
        lang_probability=0.99, published=document.published, segments=document.segments or (),
        facts=facts, rejections=rejections, rejection_counts={"date": len(facts)},
    )  # fmt: skip


def _fact(match: re.Match[str]) -> Fact:
    value = Decimal(match["number"].replace(".", "").replace(",", "."))
    money = match["unit"] == "USD"
    start = match.start("qualifier") if match["qualifier"] else match.start("number")
    end = match.end("unit")
    spans = {name: (Span(*match.span(name), match[name]),) for name in ("status", "place")}
    return replace(
        FACT,
        measure="aid_amount" if money else "ngo_count", unit="USD" if money else "organization",
        value=value, value_low=value, value_high=None if match["qualifier"] else value,
        bounds_rule="open_above" if match["qualifier"] else "point",
        qualifier="more_than" if match["qualifier"] else "exact",
        status="disbursed" if match["status"] == "giải ngân" else "registered",
        period=match["year"], period_start=f"{match['year']}-01-01",
        period_end=f"{match['year']}-12-31", place=_PLACES[match["place"]],
        place_name=match["place"], place_level="country" if match["place"] == "Việt Nam" else
        "province", sentence=match.group(), quote=match.string[start:end], start=start, end=end,
        anchors=spans,
    )  # fmt: skip


NATIONAL = article(
    "Hội nghị tổng kết\nViệt Nam: hơn 228 USD giải ngân 2023. Tăng 81 % so với 2022. "
    "Sơn La: 31 tổ chức đăng ký 2023. Các đại biểu trao đổi thêm."
)
LATER = article("Viện trợ năm qua\nTin từ Hà Nội. Việt Nam: 228,7 USD giải ngân 2023.", number="2")
LATER = replace(LATER, source="nhip", published="2024-05-01")
THIRD = article("Con số khác\nViệt Nam: 200 USD giải ngân 2023.", number="3", source="khac")
PAIRS = [pair(NATIONAL), pair(LATER), pair(THIRD, run="r2")]


def built(
    root: Path, pairs: list[tuple[Snapshot, Article]] | None = None, at: str = CAPTURED
) -> BuildReport:
    return build(DataFolder(root), PAIRS if pairs is None else pairs, read, built_at=at)


def rows(database: Database, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in database.query(sql)]
