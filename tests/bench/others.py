"""What one would put together from libraries: the other side of each ratio."""

from __future__ import annotations

import re
from datetime import datetime

import dateparser
from langdetect import DetectorFactory, detect

from extract.model import Document

DetectorFactory.seed = 0

# langdetect knows no Malay: its texts come out as Indonesian or anything else.
_KNOWN = {"vi": ["vi"], "id": ["id", "ms"]}
_AMOUNT = re.compile(
    r"(?P<before>(?:US|AS)?\$|RM|Rp)?\s?(?P<number>\d+(?:[.,]\d+)*)\s*"
    r"(?P<multiplier>triệu|tỷ|nghìn|juta|bilion|miliar|ribu)?\s*"
    r"(?P<unit>USD|đồng|ringgit|rupiah|dolar(?: AS)?|tổ chức|dự án|pertubuhan|projek|organisasi|proyek|LSM|NGO)?"
)
_DATE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{4}|(?:tháng \d{1,2}[/ ])?năm \d{4}|\d{1,2} [A-Z]\w+ \d{4}|\b(?:19|20)\d\d\b"
)


def language(text: str) -> str:
    """Return the language as langdetect sees it, the same at every call."""
    return detect(text)


def date(text: str, lang: str) -> datetime | None:
    """Return the date of ``text`` as dateparser reads it when told the language."""
    return dateparser.parse(text, languages=[lang], settings={"DATE_ORDER": "DMY"})


def plain_reading(document: Document) -> list[tuple[str, str | None, datetime | None]]:
    """Return amounts and the date before each: a language, two expressions, dateparser.

    It says nothing of status, scope, place, attribution or of what is no figure.
    """
    text = document.text
    languages = _KNOWN.get(language(text), ["ms", "id"])
    days = [
        (
            found.start(),
            dateparser.parse(found.group(), languages=languages, settings={"DATE_ORDER": "DMY"}),
        )
        for found in _DATE.finditer(text)
    ]
    facts = []
    for found in _AMOUNT.finditer(text):
        if found["unit"] or found["before"]:
            earlier = [day for start, day in days if start < found.start()]
            facts.append((found["number"], found["unit"], earlier[-1] if earlier else None))
    return facts
