"""``pressfacts crawl``: fetch what sources have that is new, archive it, build."""

from __future__ import annotations

import argparse

from crawler.commands.dates import check_day
from crawler.commands.folders import (
    build_and_tell,
    chosen_folder,
    contact_argument,
    data_argument,
    told_plainly,
)
from crawler.commands.problem import complain
from crawler.commands.progress import showing

HELP = "fetch and archive new pages of the sources, then build the database"
EXAMPLE = (
    "  pressfacts crawl vietnam_vn --contact you@university.example\n"
    "  pressfacts crawl --since 2024-01-01"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("wanted", nargs="*", metavar="SOURCE|URL", help="all sources if none")
    contact_argument(parser)
    parser.add_argument(
        "--since", metavar="DATE", help="nothing published before this day, YYYY-MM-DD"
    )
    parser.add_argument("--no-build", action="store_true", help="only fetch and archive")
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Crawl and build; 1 when a source answered with trouble, 2 when it could not start."""
    from crawler.run import crawl

    check_day("--since", args.since)
    with told_plainly():
        folder = chosen_folder(args)
        with showing() as tell:
            report = crawl(args.wanted, folder, contact=args.contact, since=args.since, tell=tell)
        troubled = False
        for name, source in report.sources.items():
            counts = ", ".join(f"{count} {what}" for what, count in sorted(source.counts.items()))
            print(f"{name}: {counts or 'nothing asked'}")
            for problem in source.problems:
                complain(f"{name}: {problem.url}: {problem.what}")
            troubled |= bool(source.counts["failed"] or source.counts["blocked"])
        built = 0 if args.no_build else build_and_tell(folder, in_pipes=True)
    return 1 if troubled else built
