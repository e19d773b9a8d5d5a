"""``pressfacts check``: does the database hold what it promises, and how do the sources stand."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from crawler.commands.dates import check_day
from crawler.commands.folders import (
    chosen_folder,
    contact_argument,
    data_argument,
    told_plainly,
)
from crawler.commands.health import acknowledge, print_table, tell
from crawler.commands.looking import look_at_source
from crawler.commands.problem import Problem, complain

if TYPE_CHECKING:
    from corpus.folder import DataFolder

HELP = "check the database, how each source stands, or a source against its live site"
EXAMPLE = (
    "  pressfacts check --data demo-data\n"
    "  pressfacts check thoidai\n"
    "  pressfacts check --on-trouble 'mail -s pressfacts you@university.example'\n"
    "  pressfacts check --acknowledge sonla --until 2026-12-31"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "source", nargs="?", metavar="SOURCE", help="look at its live site with a few requests"
    )
    contact_argument(parser)
    parser.add_argument(
        "--acknowledge", metavar="SOURCE", help="its present trouble is known and rings no more"
    )
    parser.add_argument("--until", metavar="DATE", help="but from the day after this one on")
    parser.add_argument(
        "--on-trouble",
        metavar="COMMAND",
        help="run it, without a shell, with the troubles on standard input, a JSON object a line",
    )
    parser.add_argument(
        "--format", choices=("table", "jsonl"), default="table", help="how the sources are printed"
    )
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Check; 1 when something promised does not hold or a source is in trouble."""
    check_day("--until", args.until)
    if args.until is not None and args.acknowledge is None:
        raise Problem("--until: expected together with --acknowledge SOURCE")
    with told_plainly():
        folder = chosen_folder(args)
        if args.acknowledge is not None:
            acknowledge(folder, args.acknowledge, until=args.until)
        if args.source is not None:
            rings = _check_sources(folder, args)
            return int(not look_at_source(folder, args.source, contact=args.contact) or rings)
        broken = _check_database(folder, told=args.format == "table")
        return int(_check_sources(folder, args) or broken)


def _check_database(folder: DataFolder, *, told: bool) -> bool:
    """Print what does not hold between database, archive and reviews."""
    from corpus.check import check

    problems = check(folder)
    for problem in problems:
        complain(problem)
    if told and not problems:
        print(f"{folder.facts}: every figure has its words, its page and its archive record")
    return bool(problems)


def _check_sources(folder: DataFolder, args: argparse.Namespace) -> bool:
    """Print how all sources stand, or the one named; say whether one rings."""
    from crawler.clock import SYSTEM
    from crawler.monitor.assessment import assess

    found = assess(folder, at=SYSTEM.stamp())
    chosen = [health for health in found if args.source in (None, health.source)]
    print_table(chosen, form=args.format)
    return tell([health for health in chosen if health.rings], command=args.on_trouble)
