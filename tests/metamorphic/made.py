"""A small case made by hand, to try the rewrites on."""

from __future__ import annotations

from decimal import Decimal

from editing import Case

from extract.model import Equivalent, Fact, Segment, Span

TITLE = "Sơn La: gần 4,9 triệu USD viện trợ"
BODY = (
    "Năm 2023, Sơn La tiếp nhận 6 dự án với tổng vốn gần 4,9 triệu USD (tương đương 120 tỷ đồng)."
    " Trẻ nhỏ vui chơi trong sân trường rợp bóng cây."
)
TEXT = f"{TITLE}\n\n{BODY}"
SENTENCE = BODY[: BODY.index(" Trẻ")]


def span(words: str, *, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words), words)


def fact(quote: str, **given: object) -> Fact:
    """Return a fact of the body with the fields that all of them share."""
    own = span(quote, after=len(TITLE))
    fields: dict[str, object] = {
        "measure": "aid_amount", "value": Decimal(0), "value_max": None, "unit": "USD",
        "qualifier": "exact", "value_low": None, "value_high": None, "bounds_rule": "point",
        "kind": "level", "direction": None, "base_period": None, "per": None,
        "status": "committed", "donors": None, "scope": "total", "part": None, "period": "2023",
        "period_start": "2023-01-01", "period_end": "2023-12-31", "period_basis": "stated",
        "place": "VN-05", "place_name": "Sơn La", "place_level": "province",
        "place_asof": "2023-12-31", "attribution": None, "conference": None, "equivalent": None,
        "sentence": SENTENCE, "quote": quote, "start": own.start, "end": own.end,
        "anchors": {}, "repeats": (), "rule": "", "confidence": 1.0, "flags": (),
    }  # fmt: skip
    return Fact(**{**fields, **given})  # type: ignore[arg-type]


def anchors(value: str, unit: str, qualifier: str | None = None) -> dict[str, tuple[Span, ...]]:
    behind = len(TITLE)
    found: dict[str, tuple[Span, ...]] = {
        "value": (span(value, after=behind),),
        "unit": (span(unit, after=behind),),
        "period": (span("Năm 2023", after=behind),),
        "place": (span("Sơn La", after=behind),),
    }
    if qualifier is not None:
        found["qualifier"] = (span(qualifier, after=behind),)
    return found


def case() -> Case:
    """Return two figures: a count of projects, and an amount that the headline repeats."""
    projects = fact(
        "6 dự án", measure="project_count", unit="project", value=Decimal(6), value_low=Decimal(6),
        value_high=Decimal(6), anchors=anchors("6", "6 dự án"),
    )  # fmt: skip
    amount = fact(
        "gần 4,9 triệu USD", value=Decimal(4900000), qualifier="nearly",
        value_low=Decimal(4410000), value_high=Decimal(4900000), bounds_rule="nearly_tenth",
        equivalent=Equivalent(Decimal(120000000000), None, "VND", "exact"),
        anchors={
            **anchors("4,9 triệu", "4,9 triệu USD", "gần"),
            "equivalent": (span("120 tỷ đồng"),),
        },
        repeats=(span("gần 4,9 triệu USD"),),
    )  # fmt: skip
    return Case(
        name="made",
        lang="vi",
        text=TEXT,
        hint="2024-04-12",
        published="2024-04-12",
        segments=(Segment("title", 0, len(TITLE)), Segment("body", len(TITLE) + 2, len(TEXT))),
        facts=(projects, amount),
    )
