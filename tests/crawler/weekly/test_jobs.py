"""Tasks at the same time: not too many, never two for one host, all of them done."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from crawler.weekly.jobs import JOB_BYTES, Task, in_turn, most_jobs


class Watched:
    """Tasks that note who runs beside them; each waits for a partner where one is told."""

    def __init__(self) -> None:
        self.together: list[frozenset[str]] = []
        self._running: set[str] = set()
        self._lock = threading.Lock()

    def task(self, name: str, *hosts: str, meet: threading.Barrier | None = None) -> Task[str]:
        def call() -> str:
            with self._lock:
                self._running.add(name)
                self.together.append(frozenset(self._running))
            if meet is not None:
                meet.wait(30)
            with self._lock:
                self._running.discard(name)
            return name.upper()

        return Task(name, frozenset(hosts), call)


def test_two_of_different_hosts_run_beside_each_other_and_no_third() -> None:
    """Each of the first two ends only when the other has begun."""
    watched, both = Watched(), threading.Barrier(2)
    tasks = [
        watched.task("a", "a.example", meet=both),
        watched.task("b", "b.example", meet=both),
        watched.task("c", "c.example"),
    ]
    assert {name: ended.result() for name, ended in in_turn(tasks, 2)} == {
        "a": "A",
        "b": "B",
        "c": "C",
    }
    assert frozenset("ab") in watched.together
    assert max(map(len, watched.together)) == 2


def test_two_of_one_host_never_run_beside_each_other() -> None:
    """A subdomain is its host's; others pass by meanwhile."""
    watched, both = Watched(), threading.Barrier(2)
    tasks = [
        watched.task("a", "tin.example", meet=both),
        watched.task("b", "en.tin.example", "khac.example"),
        watched.task("c", "nhip.example", meet=both),
        watched.task("d", "khac.example"),
    ]
    assert len(list(in_turn(tasks, 4))) == 4
    for pair in ("ab", "bd"):
        assert not any(set(pair) <= names for names in watched.together)


def test_one_that_fails_leaves_the_others() -> None:
    def broken() -> str:
        raise ValueError("no")

    tasks = [Task("x", frozenset({"x"}), broken), Watched().task("a", "a.example")]
    outcome = dict(in_turn(tasks, 1))
    assert str(outcome["x"].exception()) == "no"
    assert outcome["a"].result() == "A"


@pytest.mark.parametrize(
    ("free", "cores", "expected"),
    [(8 * JOB_BYTES, 2, 2), (8 * JOB_BYTES, 16, 8), (JOB_BYTES // 2, 4, 1)],
)
def test_memory_and_cores_say_how_many(
    tmp_path: Path, free: int, cores: int, expected: int
) -> None:
    """At least one."""
    meminfo = tmp_path / "meminfo"
    meminfo.write_text(f"MemTotal: 99 kB\nMemAvailable: {free // 1024 + 1} kB\n")
    assert most_jobs(meminfo, cores) == expected


def test_where_the_system_does_not_say_cores_decide(tmp_path: Path) -> None:
    assert most_jobs(tmp_path / "none", 3) == 3
