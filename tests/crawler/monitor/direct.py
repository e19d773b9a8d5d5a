"""``python -m tests.crawler.monitor.direct NAMES [BYTES]``: a crawl that asks loopback by name.

Without a proxy, so that connections themselves can fail. ``NAMES`` is a JSON object of
hosts with the port that each is found at; other names are not known, port 0 is a
network of one's own, and -1 an address to which no way leads. ``BYTES`` is the room on the disk, all of it for the archive.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections import namedtuple
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NOWHERE = "255.255.255.255"
Usage = namedtuple("Usage", "total used free")


def crawl(job: str, names: Mapping[str, int], *, room: int | None = None) -> dict[str, Any]:
    """Do ``job`` (a line of JSON) in such a process; return the report as plain values."""
    arguments = [json.dumps(names), *([] if room is None else [str(room)])]
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawler.monitor.direct", *arguments],
        input=job + "\n",
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])["report"]
    return report


def _know(names: Mapping[str, int]) -> None:
    """Let the names lead to loopback: before anything keeps the function that looks them up."""

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[Any]:
        if host not in names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        # The system itself refuses to connect to all machines at once.
        special = {0: ("10.0.0.1", port), -1: (NOWHERE, port)}
        address = special.get(names[host], ("127.0.0.1", names[host]))
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address)]

    socket.getaddrinfo = getaddrinfo


def _limit(data: Path, room: int) -> None:
    def disk_usage(_: object) -> Usage:
        used = sum(path.stat().st_size for path in data.glob("warc/*"))
        return Usage(room, used, max(0, room - used))

    shutil.disk_usage = disk_usage  # type: ignore[assignment]


def main(names: str, room: str | None = None) -> int:
    """Crawl."""
    _know(json.loads(names))
    from crawler.fetching import addresses
    from crawler.running.process import Job, run

    addresses.is_public = {"127.0.0.1", NOWHERE}.__contains__  # type: ignore[assignment]
    job = Job.from_json(sys.stdin.readline())
    if room is not None:
        _limit(Path(job.data), int(room))
    run(job)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
