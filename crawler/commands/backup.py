"""``pressfacts backup``: what can't be made again, copied and proved."""

from __future__ import annotations

import argparse
from pathlib import Path

from crawler.commands.folders import chosen_folder, data_argument, told_plainly
from crawler.commands.progress import showing

HELP = "copy what can't be made again to another place, and prove that it can be restored"
EXAMPLE = "  pressfacts backup /media/disk/pressfacts"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("place", metavar="DIR", type=Path, help="folder for the copy")
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Copy what is new since the last time; 2 when it could not be done."""
    from crawler.safekeeping import back_up

    with told_plainly():
        folder = chosen_folder(args)
        with showing(in_pipes=False) as tell:
            manifest = back_up(folder, args.place, tell=tell)
    size = sum(file.bytes for file in manifest.files)
    contents = (manifest.contents or "")[:16]
    print(f"{args.place}: {len(manifest.files)} files, {size} bytes; contents {contents}")
    return 0
