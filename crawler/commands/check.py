"""``pressfacts check``: does the database hold what it promises."""

from __future__ import annotations

import argparse

from crawler.commands.folders import chosen_folder, data_argument, told_plainly
from crawler.commands.problem import complain

HELP = "check the database against its archive: quotes, records, references"
EXAMPLE = "  pressfacts check --data demo-data"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Check; 1 when something promised does not hold."""
    from corpus.check import check

    with told_plainly():
        folder = chosen_folder(args)
        problems = check(folder)
    for problem in problems:
        complain(problem)
    if not problems:
        print(f"{folder.facts}: every figure has its words, its page and its archive record")
    return 1 if problems else 0
