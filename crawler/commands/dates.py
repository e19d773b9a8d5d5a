"""Dates given as options."""

from __future__ import annotations

from datetime import date

from crawler.commands.problem import Problem


def check_date(option: str, text: str | None) -> None:
    """Raise ``Problem`` unless ``text`` is a day, month or year in EDTF, or not given."""
    from extract.edtf import EdtfError
    from extract.periods.anchor import read_anchor

    try:
        read_anchor(text)
    except EdtfError as error:
        expected = "expected YYYY-MM-DD, YYYY-MM or YYYY"
        raise Problem(f"{option} {text}: no date, {expected}") from error


def check_day(option: str, text: str | None) -> None:
    """Raise ``Problem`` unless ``text`` is a day as YYYY-MM-DD, or not given."""
    if text is None:
        return
    try:
        written = date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Problem(f"{option} {text}: no day, expected YYYY-MM-DD") from error
    if written != text:
        raise Problem(f"{option} {text}: another way of writing {written}, expected YYYY-MM-DD")
