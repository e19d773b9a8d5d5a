"""``pressfacts crawl``: fetch what sources have that is new, archive it, build."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from crawler.commands.dates import check_day
from crawler.commands.dropped import print_dropped
from crawler.commands.folders import (
    build_and_tell,
    chosen_folder,
    contact_argument,
    data_argument,
    jobs_argument,
    told_plainly,
)
from crawler.commands.plan import plan_lines
from crawler.commands.problem import Problem, complain
from crawler.commands.progress import showing

if TYPE_CHECKING:
    from corpus.folder import DataFolder
    from crawler.running.report import CrawlReport

HELP = "fetch and archive new pages of the sources, then build the database"
EXAMPLE = (
    "  pressfacts crawl vietnam_vn --contact you@university.example\n"
    "  pressfacts crawl --since 2024-01-01\n"
    "  pressfacts crawl --plan vietnam_vn --contact you@university.example\n"
    "  pressfacts crawl --print-timer cron --contact you@university.example\n"
    "  pressfacts crawl --dropped vietnam_vn"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("wanted", nargs="*", metavar="SOURCE|URL", help="all sources if none")
    contact_argument(parser)
    parser.add_argument(
        "--since", metavar="DATE", help="nothing published before this day, YYYY-MM-DD"
    )
    parser.add_argument(
        "--due", action="store_true", help="the sources whose time has come, as `update` does"
    )
    jobs_argument(parser)
    parser.add_argument(
        "--print-timer",
        nargs="?",
        const="systemd",
        choices=("systemd", "cron"),
        help="print what calls `update` every night with this contact and folder, and do nothing",
    )
    parser.add_argument("--no-build", action="store_true", help="only fetch and archive")
    parser.add_argument(
        "--plan",
        action="store_true",
        help="fetch no article: say how many addresses, hours and megabytes it would take",
    )
    parser.add_argument(
        "--dropped",
        action="store_true",
        help="fetch nothing: list the links that the topic filter dropped",
    )
    parser.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="of plan and list: a line each",
    )
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Crawl and build; 1 when a source answered with trouble, 2 when it could not start."""
    if args.print_timer:
        return _print_timer(args)
    check_day("--since", args.since)
    with told_plainly():
        folder = chosen_folder(args)
        if args.dropped:
            return print_dropped(folder, args.wanted, as_json=args.format == "jsonl")
        if args.plan:
            return _plan(args, folder)
        if args.due:
            reports, untroubled = _crawl_due(args, folder)
        else:
            from crawler.running.run import crawl

            with showing() as tell:
                report = crawl(
                    args.wanted, folder, contact=args.contact, since=args.since, tell=tell
                )
            reports, untroubled = [report], True
        for one in reports:
            untroubled &= _tell(one)
        built = 0 if args.no_build else build_and_tell(folder, in_pipes=True)
    return built if untroubled else 1


def _plan(args: argparse.Namespace, folder: DataFolder) -> int:
    from crawler.running.run import crawl

    if args.due:
        raise Problem("--plan: of sources or addresses, expected no --due")
    with showing() as tell:
        report = crawl(
            args.wanted, folder, contact=args.contact, since=args.since, plan=True, tell=tell
        )
    for line in plan_lines(report.plans, as_json=args.format == "jsonl"):
        print(line)
    return 0 if _complain_of(report) else 1


def _tell(report: CrawlReport) -> bool:
    """Print what came of each source; return whether there was no trouble."""
    for name, source in report.sources.items():
        counts = ", ".join(f"{count} {what}" for what, count in sorted(source.counts.items()))
        print(f"{name}: {counts or 'nothing asked'}")
    return _complain_of(report)


def _complain_of(report: CrawlReport) -> bool:
    """Tell the problems of each source; return whether there was no trouble."""
    troubled = False
    for name, source in report.sources.items():
        for problem in source.problems:
            complain(f"{name}: {problem.url}: {problem.what}")
        troubled |= bool(source.counts["failed"] or source.counts["blocked"])
    return not troubled


def _crawl_due(args: argparse.Namespace, folder: DataFolder) -> tuple[list[CrawlReport], bool]:
    from crawler.weekly.crawling import crawl_due, web_of

    if args.wanted or args.since:
        raise Problem("--due: knows its sources and days, expected no SOURCE and no --since")
    with web_of(folder, args.contact) as web, showing() as tell:
        found = crawl_due(folder, web, jobs=args.jobs, tell=tell)
    for what in (*found.faulty, *(f"{name}: {line}" for name, line in found.failures.items())):
        complain(what)
    print(f"{len(found.later)} sources are not due yet")
    return list(found.reports.values()), not (found.failures or found.faulty)


def _print_timer(args: argparse.Namespace) -> int:
    from crawler.running.run import usable_contact
    from crawler.weekly.timer import crontab_line, systemd_units

    with told_plainly():
        folder = chosen_folder(args)
        contact = None if folder.demonstration else usable_contact(args.contact)
        write = crontab_line if args.print_timer == "cron" else systemd_units
        print(write(folder, contact))
    return 0
