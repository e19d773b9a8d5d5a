"""The data folder option, and what commands that change the folder have in common."""

from __future__ import annotations

import argparse
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crawler.commands.problem import Problem, complain
from crawler.commands.progress import showing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.folder import DataFolder
    from corpus.store import BuildReport


def data_argument(parser: argparse.ArgumentParser) -> None:
    """Declare ``--data``."""
    parser.add_argument(
        "--data", metavar="DIR", help="data folder (default: PRESSFACTS_DATA or ./data)"
    )


def contact_argument(parser: argparse.ArgumentParser) -> None:
    """Declare ``--contact``."""
    parser.add_argument(
        "--contact",
        default=os.environ.get("PRESSFACTS_CONTACT"),
        help="your mail or web address, sent with every request (or PRESSFACTS_CONTACT)",
    )


def jobs_argument(parser: argparse.ArgumentParser) -> None:
    """Declare ``--jobs``."""
    parser.add_argument(
        "--jobs",
        type=_count,
        metavar="N",
        help="sources crawled at the same time (default: by free memory and cores)",
    )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: no number from 1")
    return int(text)


def chosen_folder(args: argparse.Namespace) -> DataFolder:
    """Return the folder that option, environment or default name."""
    from corpus.folder import data_folder

    return data_folder(args.data, os.environ)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn errors of the crawl and the store into one line and exit status 2."""
    from corpus.errors import CorpusError
    from crawler.errors import CrawlError

    try:
        yield
    except (CorpusError, CrawlError) as error:
        raise Problem(str(error)) from error


def build_and_tell(folder: DataFolder, *, in_pipes: bool = False) -> int:
    """Build ``folder`` and print a line; 1 where an article could not be stored as read.

    ``in_pipes``: whether progress is told where standard error is no terminal.
    """
    from crawler.building import build_folder

    with showing(in_pipes=in_pipes) as tell:
        report = build_folder(folder, tell=tell)
    print(_line(report, folder))
    for problem in report.problems:
        complain(problem)
    return 1 if report.problems else 0


def _line(report: BuildReport, folder: DataFolder) -> str:
    rows = report.rows
    return (
        f"{folder.facts}: {rows['fact']} figures in {rows['article']} articles, "
        f"{rows['rejection']} numbers set aside; contents {report.dump_digest[:16]}"
    )
