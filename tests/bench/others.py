"""What one would put together from libraries: the other side of each ratio."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import dateparser
from dateparser.search import search_dates
from langdetect.detector_factory import DetectorFactory, detect

from extract.model import Document

DetectorFactory.seed = 0

Amount = tuple[str, str | None, datetime | None]
"""Digits, unit and date."""

_SETTINGS = {"DATE_ORDER": "DMY"}
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
    return str(detect(text))  # type: ignore[no-untyped-call]


def date(text: str, lang: str) -> datetime | None:
    """Return the date of ``text`` as dateparser reads it when told the language."""
    return dateparser.parse(text, languages=[lang], settings=_SETTINGS)


def plain_reading(document: Document) -> list[Amount]:
    """Return amounts and the date before each: langdetect, two expressions, dateparser.

    It says nothing of status, scope, place, attribution or of what is no figure.
    """
    languages = _languages(document)
    days = [
        (found.start(), dateparser.parse(found.group(), languages=languages, settings=_SETTINGS))
        for found in _DATE.finditer(document.text)
    ]
    return _dated(document.text, days)


def searching_reading(document: Document) -> list[Amount]:
    """Return the same, with dateparser looking for the dates itself."""
    days, at = [], 0
    found = search_dates(document.text, languages=_languages(document), settings=_SETTINGS)
    for words, day in found or ():
        at = max(document.text.find(words, at), at)
        days.append((at, day))
    return _dated(document.text, days)


def _languages(document: Document) -> list[str]:
    return _KNOWN.get(language(document.text), ["ms", "id"])


def _dated(text: str, days: Sequence[tuple[int, datetime | None]]) -> list[Amount]:
    amounts = []
    for found in _AMOUNT.finditer(text):
        if found["unit"] or found["before"]:
            earlier = [day for start, day in days if start < found.start()]
            amounts.append((found["number"], found["unit"], earlier[-1] if earlier else None))
    return amounts
