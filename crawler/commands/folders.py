"""The data folder option, and what commands that change the folder have in common."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crawler.commands.problem import Problem, complain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.folder import DataFolder
    from corpus.store import BuildReport

Progress = Callable[[str, Mapping[str, int]], None]


def data_argument(parser: argparse.ArgumentParser) -> None:
    """Declare ``--data``."""
    parser.add_argument(
        "--data", metavar="DIR", help="data folder (default: PRESSFACTS_DATA or ./data)"
    )


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


def build_and_tell(folder: DataFolder) -> int:
    """Build ``folder`` and print a line; 1 where an article could not be stored as read."""
    from crawler.building import build_folder

    report = build_folder(folder)
    print(_line(report, folder))
    for problem in report.problems:
        complain(problem)
    return 1 if report.problems else 0


def show_progress() -> Progress | None:
    """Return a live line for a terminal, nothing for a pipe."""
    if not sys.stderr.isatty():
        return None

    def show(source: str, counts: Mapping[str, int]) -> None:
        pages = counts.get("fetched", 0) + counts.get("unchanged", 0)
        print(f"\r\x1b[K{source}: {pages} pages", end="", file=sys.stderr, flush=True)

    return show


def end_progress() -> None:
    """Close the live line, if there is one."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _line(report: BuildReport, folder: DataFolder) -> str:
    rows = report.rows
    return (
        f"{folder.facts}: {rows['fact']} figures in {rows['article']} articles, "
        f"{rows['rejection']} numbers set aside; contents {report.dump_digest[:16]}"
    )
