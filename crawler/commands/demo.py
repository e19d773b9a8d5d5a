"""``pressfacts demo``: the main job on the built-in site, without a network."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crawler.commands.folders import chosen_folder, told_plainly
from crawler.commands.problem import complain
from crawler.commands.progress import showing

if TYPE_CHECKING:
    from corpus.folder import DataFolder
    from corpus.summary import Row, Summary
    from crawler.running.report import CrawlReport

HELP = "run everything once on a built-in demonstration site, without a network"
EXAMPLE = "  pressfacts demo"
_DATA = "demo-data"
_SURE = {
    "exact": "",
    "more_than": "more than ",
    "nearly": "nearly ",
    "about": "about ",
    "at_least": "at least ",
    "up_to": "up to ",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--data", metavar="DIR", default=_DATA, help=f"folder to use (default: {_DATA})"
    )


def run(args: argparse.Namespace) -> int:
    """Crawl, archive, read and store the demonstration; then say what it holds."""
    from corpus.summary import summary
    from crawler.building import build_folder
    from crawler.demo import run_demo

    print("Demonstration, not evidence: invented newspapers, answered by this machine itself.")
    with told_plainly():
        folder = chosen_folder(args)
        with showing(in_pipes=False) as tell:
            report = run_demo(folder, tell=tell)
            built = build_folder(folder, tell=tell)
        found = summary(folder.facts, place="VN", currency="USD")
    for problem in built.problems:
        complain(problem)
    print("\n".join(_lines(folder, report, found)))
    return 1 if built.problems else 0


def _lines(folder: DataFolder, report: CrawlReport, found: Summary) -> Iterator[str]:
    yield _crawl_line(report)
    yield ""
    yield "What foreign NGOs gave Vietnam, by year, as the newspapers print it:"
    yield ""
    yield from _table(_best(found.money_by_year), money=True)
    yield ""
    yield "How many foreign NGOs there were in Vietnam:"
    yield ""
    yield from _table(found.organisations, money=False)
    yield ""
    yield from _conflict_lines(found)
    totals = found.totals
    yield (
        f"In all: {totals['figures']} figures from {totals['articles']} articles of "
        f"{totals['outlets']} newspapers ({totals['independent_texts']} independent texts; the "
        f"others are reprints and translations); {totals['set_aside']} numbers were looked at and "
        "set aside."
    )
    yield f"The files are in {folder.root}/: facts.db (figures), warc/ (pages as received)."
    yield ""
    yield "Next, to see each figure with its words marked on the page:"
    yield f"  pressfacts serve --data {folder.root}"
    yield "and to read reports of your own:"
    yield "  pressfacts read FILE"


def _crawl_line(report: CrawlReport) -> str:
    return (
        f"Asked {len(report.sources)} newspapers: {report.total('fetched')} pages fetched, "
        f"{report.total('unchanged')} unchanged, {report.total('forbidden')} closed by robots.txt."
    )


def _best(rows: Iterable[Row]) -> list[Row]:
    """Keep for each year the series that most independent texts support."""
    best: dict[str, Row] = {}
    for row in rows:
        kept = best.get(row.period)
        if kept is None or row.independent_texts > kept.independent_texts:
            best[row.period] = row
    return [best[year] for year in sorted(best)]


def _table(rows: Iterable[Row], *, money: bool) -> Iterator[str]:
    yield f"  {'when':24} {'how much' if money else 'how many':>26}   independent texts"
    for row in rows:
        value = f"{row.value / 1e6:,.1f} million USD" if money else f"{row.value:,.0f}"
        note = "   others contradict" if row.conflict else ""
        value = _SURE[row.qualifier] + value
        yield f"  {_when(row.period):24} {value:>26}   {row.independent_texts}{note}"


def _when(period: str) -> str:
    start, slash, end = period.partition("/")
    if not slash:
        return start
    if start == "..":
        return f"as of {end}"
    return f"since {start}" if end == ".." else f"{start} to {end}"


def _conflict_lines(found: Summary) -> Iterator[str]:
    rows = [row for row in (*found.money_by_year, *found.organisations) if row.conflict]
    if rows:
        when = ", ".join(dict.fromkeys(_when(row.period) for row in rows))
        yield f"Newspapers contradict each other for: {when}."
        yield ""
