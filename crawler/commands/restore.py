"""``pressfacts restore``: a data folder from a backup, with its proof."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.commands.folders import chosen_folder, data_argument, told_plainly
from crawler.commands.problem import complain
from crawler.commands.progress import showing

if TYPE_CHECKING:
    from crawler.safekeeping import Restored

HELP = "make an empty data folder what a backup says it was, and prove it"
EXAMPLE = "  pressfacts restore /media/disk/pressfacts --data restored"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("place", metavar="DIR", type=Path, help="folder that `backup` wrote")
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Restore; 1 when something is lost or the contents differ, 2 when it could not be done."""
    from crawler.safekeeping import restore

    with told_plainly():
        folder = chosen_folder(args)
        with showing(in_pipes=False) as tell:
            found = restore(args.place, folder, tell=tell)
    for problem in (*found.lost, *found.built.problems):
        complain(problem)
    rows = found.built.rows
    print(f"{folder.facts}: {rows['fact']} figures in {rows['article']} articles; {_proof(found)}")
    return 1 if found.lost or found.agrees is False else 0


def _proof(found: Restored) -> str:
    contents = found.built.dump_digest[:16]
    if found.agrees is None:
        return f"contents {contents}, nothing to compare with"
    if found.agrees:
        return f"contents {contents}, as recorded"
    return f"contents {contents}, expected {(found.manifest.contents or '')[:16]}"
