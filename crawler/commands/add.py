"""``pressfacts add``: saved pages and texts, archived and built like crawled ones."""

from __future__ import annotations

import argparse
from pathlib import Path

from crawler.commands.dates import check_date
from crawler.commands.folders import build_and_tell, chosen_folder, data_argument, told_plainly
from crawler.commands.problem import Problem, complain

HELP = "archive saved pages, texts or the pages of WARC files, and add their figures"
EXAMPLE = (
    "  pressfacts add report.txt\n"
    "  pressfacts add page.html --url https://paper.example/a1.html --published 2024-04-12\n"
    "  pressfacts add their-crawl.warc.gz"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="text, HTML or WARC")
    parser.add_argument("--url", help="the address a single file was saved from")
    parser.add_argument("--published", metavar="DATE", help="of publication, YYYY-MM-DD")
    parser.add_argument("--source", metavar="NAME", help="a name for the outlet")
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Archive and build; 2 when a file could not be used (the others are added)."""
    from crawler.filing.add import add

    if args.url and len(args.files) > 1:
        raise Problem(f"--url {args.url}: {len(args.files)} files given, expected one")
    check_date("--published", args.published)
    with told_plainly():
        folder = chosen_folder(args)
        report = add(args.files, folder, url=args.url, published=args.published, source=args.source)
        for problem in report.problems:
            complain(problem)
        for name in report.known:
            print(f"{name}: already in the archive")
        for line in report.archives:
            print(line)
        if not report.added and not report.known and report.problems:
            return 2
        built = build_and_tell(folder)
    return 2 if report.problems else built
