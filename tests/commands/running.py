"""Running ``pressfacts``: within the test, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "crawler.cli")
HANG = 120
"""Seconds after which a process counts as hung; no measure of speed."""

SENTENCE = (
    "Năm 2023, các tổ chức phi chính phủ nước ngoài đã giải ngân hơn 100 triệu USD cho Việt Nam.\n"
)
"""A text with one figure."""


@dataclass(frozen=True)
class Result:
    """What a run left: exit status and both streams, as bytes and decoded."""

    status: int
    raw: bytes
    raw_errors: bytes

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def errors(self) -> list[str]:
        """The lines on standard error."""
        return self.raw_errors.decode("utf-8").splitlines()

    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON, one object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Return the environment for a process: no data folder or contact, and ``changes``."""
    unset = {"PRESSFACTS_DATA": None, "PRESSFACTS_CONTACT": None, "PYTHONIOENCODING": None}
    wanted = {**os.environ, "PYTHONPATH": str(ROOT), **unset, **(changes or {})}
    return {name: value for name, value in wanted.items() if value is not None}


def process(
    *arguments: object,
    cwd: Path,
    stdin: bytes = b"",
    env: Mapping[str, str | None] | None = None,
) -> Result:
    """Run ``pressfacts`` with ``arguments`` in a process of its own."""
    done = subprocess.run(
        [*COMMAND, *map(_argument, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=environment(env),
        timeout=HANG,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def _argument(given: object) -> str | bytes:
    return given if isinstance(given, bytes) else str(given)


def write_bytes(content: bytes) -> Callable[[Path], None]:
    """Return what puts ``content`` into a file."""

    def make(path: Path) -> None:
        path.write_bytes(content)

    return make
