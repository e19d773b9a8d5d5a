"""Runs and their names."""

from __future__ import annotations

import subprocess
import sys

import pytest

from crawler.running.crawlrun import new_run_id


@pytest.mark.parametrize("count", [2, 200])
def test_names_of_runs_sort_by_time(count: int) -> None:
    """Also within one second: the archive is replayed in the order of its file names."""
    names = [new_run_id() for _ in range(count)]
    assert names == sorted(names, key=lambda name: name.split("-")[0])
    assert len({name.split("-")[1] for name in names}) > 1
    assert all(len(name.split("-")[0]) == len("20261126T001500.000000Z") for name in names)


def test_the_crawling_process_loads_neither_store_nor_readers() -> None:
    """They cost a second and half the memory, in every process."""
    code = (
        "import sys, crawler.running.process, crawler.fetching.handler, crawler.fetching.archive, crawler.fetching.manners; "
        "heavy = {'pandas', 'sqlite_utils', 'datasette', 'spacy', 'trafilatura'}; "
        "print(*(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"\n")
