"""``pressfacts export``: what may be given away."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from crawler.commands.folders import chosen_folder, data_argument, told_plainly
from crawler.commands.problem import Problem

HELP = "write a database without whole articles, or a table of figures"
EXAMPLE = "  pressfacts export public.db\n  pressfacts export --csv figures > figures.csv"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("target", nargs="?", metavar="FILE.db", type=Path, help="database to write")
    what.add_argument("--csv", choices=("figures", "reconciled"), help="table, to standard output")
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Write the database or the table."""
    from corpus.export import publish, write_csv

    with told_plainly():
        folder = chosen_folder(args)
        if args.csv:
            write_csv(folder.facts, args.csv, sys.stdout)
        else:
            _check_target(args.target)
            publish(folder.facts, args.target)
            print(f"{args.target}: figures with their sentences, without whole articles")
    return 0


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise Problem(f"{target}: a folder, expected a file to write")
    if not target.parent.is_dir():
        raise Problem(f"{target}: {target.parent} is no folder, expected one that exists")
