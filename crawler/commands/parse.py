"""``pressfacts parse``: single numbers, amounts and periods, one a line."""

from __future__ import annotations

import argparse
import sys

from crawler.commands.dates import check_date
from crawler.commands.problem import Problem
from extract.records import to_json

HELP = "read single numbers, amounts of money or periods, one a line on standard input"
EXAMPLE = (
    "  echo 'gần 3,5 tỷ USD' | pressfacts parse money --lang vi\n"
    "  echo '6 tháng đầu năm 2021' | pressfacts parse period --lang vi --anchor 2021-10-22"
)
_KEYS = ("value", "value_max", "unit", "qualifier", "per", "edtf", "start", "end")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("what", choices=("number", "money", "period"))
    parser.add_argument("--lang", required=True, help="vi, ms, id, ...")
    parser.add_argument("--anchor", metavar="DATE", help="day the words were written, for periods")


def run(args: argparse.Namespace) -> int:
    """Print one JSON object for each line; a line not wholly understood has ``read`` false."""
    from extract.lexicon import languages

    if args.lang not in languages():
        known = ", ".join(languages())
        raise Problem(f"--lang {args.lang}: unknown language, expected one of {known}")
    check_date("--anchor", args.anchor)
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", errors="surrogateescape").rstrip("\r\n")
        shown = line.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
        found = _period(line, args) if args.what == "period" else _amount(line, args)
        record = {"text": shown, "read": found is not None}
        print(to_json(record | dict.fromkeys(_KEYS) | (found or {})))
    return 0


def _amount(line: str, args: argparse.Namespace) -> dict[str, object] | None:
    from extract.parse import read_money, read_number

    parsed = (read_money if args.what == "money" else read_number)(line, args.lang)
    if parsed is None:
        return None
    return {
        "value": parsed.value,
        "value_max": parsed.value_max,
        "unit": parsed.unit,
        "qualifier": parsed.qualifier,
        "per": parsed.per,
    }


def _period(line: str, args: argparse.Namespace) -> dict[str, object] | None:
    from extract import edtf
    from extract.periods import read_period

    period = read_period(line, args.lang, anchor=args.anchor)
    if period is None or period.edtf is None:
        return None
    days = edtf.parse(period.edtf)
    return {
        "edtf": period.edtf,
        "start": days.first.isoformat() if days.first else None,
        "end": days.last.isoformat() if days.last else None,
    }
