"""``pressfacts build``: the database, anew from the archive."""

from __future__ import annotations

import argparse

from crawler.commands.folders import build_and_tell, chosen_folder, data_argument, told_plainly
from crawler.commands.problem import Problem

HELP = "make the database of figures anew from the archived pages"
EXAMPLE = "  pressfacts build\n  pressfacts build --rebuild --data mydata"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    data_argument(parser)
    parser.add_argument(
        "--rebuild", action="store_true", help="forget what was built before (always so today)"
    )


def run(args: argparse.Namespace) -> int:
    """Build; 1 when an article could not be stored, 2 when there is no archive."""
    with told_plainly():
        folder = chosen_folder(args)
        if not folder.warc.is_dir():
            raise Problem(f"{folder.warc}: no archive, expected one; crawl or add pages first")
        return build_and_tell(folder)
