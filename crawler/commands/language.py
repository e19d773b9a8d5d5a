"""``pressfacts language``: the language of texts or lines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from crawler.commands.inputs import load
from crawler.commands.problem import Problem, complain
from extract.records import to_json

HELP = "tell the language of texts: vi, ms, id, another, or und when in doubt"
EXAMPLE = "  pressfacts language report.txt\n  pressfacts language --lines - < titles.txt"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "files", nargs="*", default=["-"], metavar="FILE", help="- is standard input"
    )
    parser.add_argument("--lines", action="store_true", help="decide for each line by itself")


def run(args: argparse.Namespace) -> int:
    """Print one JSON object a text or line; 2 when an input could not be read."""
    from extract.language import decide

    status = 0
    for name in args.files:
        try:
            text = load(name).text
        except Problem as problem:
            complain(problem)
            status = 2
            continue
        for number, stretch in _stretches(text, by_line=args.lines):
            decision = decide(stretch)
            print(
                to_json(
                    {
                        "file": name,
                        "line": number,
                        "lang": decision.lang,
                        "probability": round(float(decision.probability), 4),
                    }
                )
            )
    return status


def _stretches(text: str, *, by_line: bool) -> Iterator[tuple[int | None, str]]:
    if by_line:
        yield from enumerate(text.splitlines(), 1)
    else:
        yield None, text
