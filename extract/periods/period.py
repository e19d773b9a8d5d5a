"""The value that a period in text is read into, and the base of a comparison."""

from __future__ import annotations

from dataclasses import dataclass

from extract import edtf


@dataclass(frozen=True, slots=True)
class Period:
    """A period said by tokens ``start`` to ``end`` (half-open).

    ``edtf`` is ``None`` where the words and the publication do not settle it.
    ``form`` is one of those listed in ``extract.periods``; ``granularity`` the
    printed precision: day, month, year, decade or ``None``. ``year`` and
    ``shift`` say, for the base of a comparison, its year, or how many years it
    lies from the period that is compared.
    """

    edtf: str | None
    start: int
    end: int
    form: str
    granularity: str | None = None
    year: int | None = None
    shift: int | None = None


def same_period_of(period: Period, compared: str | None) -> str | None:
    """Return the EDTF of the base of a comparison, from the period that is compared.

    ``period`` is one with a ``year`` or ``shift`` ("cùng kỳ năm 2022", "năm
    trước"), ``compared`` EDTF. ``None`` where the compared period does not lie
    in years that can be moved. Several years move by their own number alone
    ("lima tahun sebelumnya").
    """
    known = edtf.read(compared) if compared else None
    days = [day for day in (known.first, known.last) if day] if known else []
    if known is None or "X" in known.text:
        return None
    years = days[-1].year - days[0].year
    if years and abs(period.shift or 0) != years + 1:
        return None
    if period.form == "same_year":
        return edtf.write(days[0].year)
    if period.year is not None:
        years = period.year - days[0].year
    elif period.form == "same_period" or period.shift is not None:
        years = period.shift if period.shift is not None else -1
    else:
        return None
    ends = [_moved(point, years) for point in known.text.split("/")]
    return None if None in ends else "/".join(end for end in ends if end)


def _moved(point: str, years: int) -> str | None:
    if point == "..":
        return point
    year, *rest = (int(part) for part in point.split("-"))
    return edtf.write(year + years, *rest)
