"""``pressfacts check``: does the database hold what it promises."""

from __future__ import annotations

import argparse
import os

from crawler.commands.folders import chosen_folder, data_argument, told_plainly
from crawler.commands.looking import look_at_source
from crawler.commands.problem import complain

HELP = "check the database against its archive, or a source against its live site"
EXAMPLE = "  pressfacts check --data demo-data\n  pressfacts check thoidai"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "source", nargs="?", metavar="SOURCE", help="look at its live site with a few requests"
    )
    parser.add_argument(
        "--contact",
        default=os.environ.get("PRESSFACTS_CONTACT"),
        help="your mail or web address, sent with every request (or PRESSFACTS_CONTACT)",
    )
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Check; 1 when something promised does not hold."""
    from corpus.check import check

    with told_plainly():
        folder = chosen_folder(args)
        if args.source is not None:
            return 0 if look_at_source(folder, args.source, contact=args.contact) else 1
        problems = check(folder)
    for problem in problems:
        complain(problem)
    if not problems:
        print(f"{folder.facts}: every figure has its words, its page and its archive record")
    return 1 if problems else 0
