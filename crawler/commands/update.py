"""``pressfacts update``: the week in one command."""

from __future__ import annotations

import argparse
import json

from crawler.commands.folders import (
    chosen_folder,
    contact_argument,
    data_argument,
    jobs_argument,
    told_plainly,
)
from crawler.commands.problem import complain
from crawler.commands.progress import showing

HELP = "crawl what is due, build and check a new database, put it in place, say what changed"
EXAMPLE = (
    "  pressfacts update --contact you@university.example\n"
    "  pressfacts update --data demo-data --format json"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    contact_argument(parser)
    jobs_argument(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="the report in words (default), or as the line kept in updates.jsonl",
    )
    parser.add_argument(
        "--on-trouble",
        metavar="COMMAND",
        help="run it, without a shell, with the troubles on standard input, a JSON object a line",
    )
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Update; 1 when something is not as it should be, 2 when it could not be done."""
    from crawler.monitor.telling import tell_command
    from crawler.weekly.crawling import web_of
    from crawler.weekly.update import UnsoundError, update
    from crawler.weekly.words import lines

    with told_plainly():
        folder = chosen_folder(args)
        with web_of(folder, args.contact) as web, showing(in_pipes=False) as tell:
            try:
                found = update(folder, web, jobs=args.jobs, tell=tell)
            except UnsoundError as error:
                for problem in error.problems:
                    complain(problem)
                complain(error)
                return 1
    if args.format == "json":
        print(json.dumps(found.record, ensure_ascii=False))
    else:
        print("\n".join(lines(found)))
    troubles = [health for health in found.health if health.rings]
    if troubles and args.on_trouble is not None:
        with told_plainly():
            tell_command(args.on_trouble, troubles)
    return 0 if found.is_well else 1
