"""``pressfacts backfill``: a source's early years, from a web archive."""

from __future__ import annotations

import argparse

from crawler.commands.folders import (
    build_and_tell,
    chosen_folder,
    contact_argument,
    data_argument,
    told_plainly,
)
from crawler.commands.problem import complain
from crawler.commands.progress import showing

HELP = "fetch a source's early years from a web archive, then build the database"
EXAMPLE = "  pressfacts backfill vietnamplus --from wayback --years 2008-2015"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("source", metavar="SOURCE", help="name of a source")
    parser.add_argument(
        "--from", dest="archive", required=True, metavar="ARCHIVE", help="wayback or commoncrawl"
    )
    parser.add_argument("--years", required=True, help="of capture, as 2003-2015 or 2004,2007")
    contact_argument(parser)
    parser.add_argument("--no-build", action="store_true", help="only fetch and archive")
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Fetch and build; 1 when the archive answered with trouble, 2 when it could not start."""
    from crawler.backfill.run import backfill, years_of
    from crawler.clock import SYSTEM

    with told_plainly():
        folder = chosen_folder(args)
        years = years_of(args.years, last=SYSTEM.now().year)
        with showing() as tell:
            report = backfill(
                args.source,
                folder,
                archive=args.archive,
                years=years,
                contact=args.contact,
                tell=tell,
            )
        source = report.sources[args.source]
        counts = ", ".join(f"{count} {what}" for what, count in sorted(source.counts.items()))
        print(f"{args.source}, {args.years}: {counts}")
        for problem in source.problems:
            complain(f"{args.source}: {problem.url}: {problem.what}")
        built = 0 if args.no_build else build_and_tell(folder, in_pipes=True)
    return 1 if source.problems else built
