"""What is measured on: the demonstration's articles, and single strings as the press writes them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from crawler.demo.resource import DemoArticle, articles
from extract.model import Document

LANGUAGES = ("vi", "ms", "id")
_CASES = Path(__file__).parents[1] / "extract" / "cases"
_MONTHS = {
    "vi": [f"tháng {number}" for number in range(1, 13)],
    "ms": ["Januari", "Februari", "Mac", "April", "Mei", "Jun", "Julai", "Ogos", "September", "Oktober", "November", "Disember"],
    "id": ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A string and its language."""

    lang: str
    text: str


def documents() -> list[Document]:
    """Return the demonstration's articles as plain texts, title first."""
    return [Document(_plain(article)) for article in articles()]


def amounts(kind: str) -> list[Text]:
    """Return the whole strings of the cases of ``kind``, numbers or money."""
    found = []
    for lang in LANGUAGES:
        content = tomllib.loads((_CASES / f"{kind}-{lang}.toml").read_text("utf-8"))
        found += [Text(lang, text) for text in content["money" if kind == "money" else "number"]]
    return found


def dates() -> list[Text]:
    """Return days, months and years, as dateparser reads them too."""
    found = []
    for lang, months in _MONTHS.items():
        for step in range(24):
            day = date(2015, 1, 9) + timedelta(days=173 * step)
            month = months[day.month - 1]
            year = f"năm {day.year}" if lang == "vi" else f"{day.year}"
            named = (
                f"ngày {day.day} {month} {year}" if lang == "vi" else f"{day.day} {month} {year}"
            )
            found += [
                Text(lang, named),
                Text(lang, f"{month} {year}"),
                Text(lang, f"{day:%d/%m/%Y}"),
            ]
    return found


def _plain(article: DemoArticle) -> str:
    return "\n\n".join((article.title, article.lead, *article.body, *article.captions)) + "\n"
