"""``python -m tests.crawler.weekly.dying FOLDER PROXY STEP``: an update that is killed as STEP begins."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from corpus.folder import DataFolder
from crawler.clock import Clock
from crawler.weekly.update import update
from tests.crawler.weekly.newsroom import date_of, web


def main(root: str, proxy: str, day: str, last: str) -> None:
    folder = DataFolder(Path(root))

    def die(step: str) -> None:
        if step == last:
            os.kill(os.getpid(), signal.SIGKILL)

    clock = Clock(date_of(int(day)).isoformat())
    update(folder, web(folder, proxy), clock=clock, step=die)


if __name__ == "__main__":
    main(*sys.argv[1:])
