"""Numbers, periods, places and languages in words for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name

from corpus.amounts import loaded, written
from corpus.codebook import codebook
from extract.places import place_of_code

_ENGLISH = "en"
_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_COUNTED = {"organization": ("organisation", "organisations"), "project": ("project", "projects")}
_OPEN = ".."


def number(value: int | float) -> str:
    """Return ``value`` with commas between thousands: ``2,350,000,000``."""
    whole, point, rest = written(_decimal(value)).partition(".")
    return f"{int(whole):,}{point}{rest}"


def in_words(value: int | float) -> str | None:
    """Return ``2.35 billion``; ``about`` stands before a rounded one; ``None`` below a million."""
    exact = _decimal(value)
    for size, name in _SCALES:
        if exact >= size:
            rounded = (exact / size).quantize(Decimal("0.001"))
            about = "" if rounded * size == exact else "about "
            return f"{about}{written(rounded)} {name}"
    return None


def amount(row: Mapping[str, Any]) -> str:
    """Return ``more than 231,500,000 USD`` from value, value_max, unit and qualifier of ``row``."""
    top = row["value_max"]
    value = number(row["value"]) + ("" if top is None else f" to {number(top)}")
    qualifier = spaced(row["qualifier"])
    return f"{value} {unit(row)}" if qualifier == "exact" else f"{qualifier} {value} {unit(row)}"


def amount_hint(row: Mapping[str, Any]) -> str | None:
    """Return ``231.5 million US dollars`` for large money, else ``None``."""
    words = in_words(row["value"])
    if words is None:
        return None
    top = None if row["value_max"] is None else in_words(row["value_max"])
    return f"{words if top is None else f'{words} to {top}'} {unit_name(row['unit'])}"


def unit(row: Mapping[str, Any]) -> str:
    """Return the unit as it stands behind a number; a currency stays a code."""
    name: str = row["unit"]
    if name == "percent":
        return "%"
    one, many = _COUNTED.get(name, (name, name))
    return one if row["value"] == 1 and row["value_max"] is None else many


def unit_name(code: str) -> str:
    """Return ``US dollars`` for ``USD``; other units as they are."""
    if code in codebook().lists["unit"].values:
        return spaced(code)
    return str(get_currency_name(code, count=2, locale=_ENGLISH))


def bounds(low: int | float | None, high: int | float | None) -> str:
    """Return the interval as ``231,450,000 to 231,550,000``, ``231,500,000 or more`` and so on."""
    if low is None and high is None:
        return "open on both sides"
    if high is None:
        return f"{number(low or 0)} or more"
    if low is None:
        return f"at most {number(high)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def period(edtf: str) -> str:
    """Return an EDTF text as words: ``April to June 2023``, ``up to 12 April 2024``."""
    left, slash, right = edtf.partition("/")
    if not slash:
        return _point(left)
    if left == _OPEN:
        return f"up to {_point(right)}"
    if right == _OPEN:
        return f"since {_point(left)}"
    first, last = _point(left), _point(right)
    if left[:4] == right[:4] and len(left) == len(right) and len(left) > 4:
        first = first.removesuffix(f" {left[:4]}")
    return f"{first} to {last}"


def moment(utc: str) -> str:
    """Return a time such as ``2025-12-04T03:00:00Z`` as ``4 December 2025, 03:00 UTC``."""
    time = datetime.fromisoformat(utc)
    return f"{_day(time.date())}, {time:%H:%M} UTC"


def language(code: str) -> str:
    """Return the English name of an ISO 639-1 code; ``und`` is ``not decided``."""
    if code == "und":
        return "not decided"
    return str(_locale().languages.get(code, code))


def place(code: str) -> str:
    """Return the English name of a country, the own name of a province; else the code."""
    if len(code) == 2:
        return str(_locale().territories.get(code, code))
    known = place_of_code(code)
    return code if known is None else known.name


def headline(row: Mapping[str, Any]) -> str:
    """Return state, kind, place, period and scope of a figure on one line."""
    kind, direction = row["kind"], row["direction"]
    return " · ".join(
        part
        for part in (
            None if row["status"] == "unspecified" else spaced(row["status"]),
            None if kind == "level" else f"{kind} {direction or ''}".rstrip(),
            row["place_name"] or (place(row["place"]) if row["place"] else "no place stated"),
            period(row["period"]) if row["period"] else "no period stated",
            None if row["scope"] == "total" else spaced(row["scope"]),
        )
        if part
    )


def spaced(code: str) -> str:
    """Return a code of the codebook with spaces for underscores."""
    return code.replace("_", " ")


def listed(codes: str) -> str:
    """Return a JSON list of codes as words with commas between."""
    return ", ".join(spaced(code) for code in json.loads(codes))


def measure_heading(name: str) -> str:
    """Return the codebook's meaning of a measure without its final stop."""
    values = codebook().lists["measure"].values
    return values.get(name, spaced(name).capitalize()).rstrip(".")


def reason(code: str) -> str:
    """Return the codebook's meaning of a reason for setting a number aside."""
    return codebook().lists["reason"].values.get(code, "")


def _point(text: str) -> str:
    if text.endswith("X"):
        return f"the {text[:-1]}0s"
    match text.split("-"):
        case [year, month, day]:
            return _day(date(int(year), int(month), int(day)))
        case [year, month]:
            return f"{_month(int(month))} {year}"
    return text


def _day(day: date) -> str:
    return f"{day.day} {_month(day.month)} {day.year}"


def _month(month: int) -> str:
    return str(_locale().months["format"]["wide"][month])


def _decimal(value: int | float) -> Decimal:
    exact = loaded(value)
    return Decimal(0) if exact is None else exact


@lru_cache(maxsize=1)
def _locale() -> Locale:
    return Locale.parse(_ENGLISH)
