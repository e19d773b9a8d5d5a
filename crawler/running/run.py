"""``crawl``: the whole crawl as one call."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.errors import CorpusError, LockedError, WrongVersionError
from corpus.folder import DataFolder
from crawler import sources
from crawler.errors import NoContactError, StoppedError
from crawler.progress import Progress, Tell
from crawler.running.process import Job
from crawler.running.report import CrawlReport

_CONTACT = re.compile(r"\S+@\S+\.\S+|https?://\S+\.\S+")


def crawl(
    wanted: Sequence[str],
    folder: DataFolder,
    *,
    contact: str | None,
    since: str | None = None,
    plan: bool = False,
    tell: Tell | None = None,
) -> CrawlReport:
    """Fetch what ``wanted`` (names of sources, addresses; nothing: all sources) has that is new.

    ``contact`` is an address that a site's owner can write to; it goes into every
    request. ``since`` is an ISO day before which nothing is asked for; ``plan``:
    no article is fetched, the report says what would be; ``tell`` is called now
    and then for each source, and when it ends.

    Raises:
        NoContactError: ``contact`` is missing or no mail or web address.
        UnknownSourceError: a name or a host that no source file has.
        LockedError: one of the sources is being crawled by another process.
        CorpusError: the folder can't be used, or holds the demonstration.
        StoppedError: the crawl ended before its time; what it fetched is archived.
    """
    asking = usable_contact(contact)
    folder.claim(demonstration=False)
    modules = sources.modules_for(folder)
    chosen = sources.choose(wanted, sources.load(modules))
    job = Job(
        data=str(folder.root),
        sources=chosen,
        modules=modules,
        contact=asking,
        since=since,
        plan=plan,
    )
    return work(job, tell=tell)


def usable_contact(contact: str | None) -> str:
    """Return ``contact`` if a site's owner can write to it, else raise ``NoContactError``."""
    if not contact or not _CONTACT.fullmatch(contact.strip()):
        raise NoContactError(
            f"contact: {contact or 'none'}, expected a mail or web address that a site can write "
            "to; set PRESSFACTS_CONTACT or give --contact"
        )
    return contact.strip()


def work(job: Job, *, tell: Tell | None = None) -> CrawlReport:
    """Do ``job`` in a process of its own and return its report; errors as in :func:`crawl`."""
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.running.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        report = _follow(process, job, tell)
    if report is None:
        raise StoppedError(
            f"the crawl's process ended with status {process.returncode} and without a report; "
            f"see crawl.log in {job.data}"
        )
    if report.stopped:
        raise StoppedError(report.stopped)
    return report


def _follow(process: subprocess.Popen[str], job: Job, tell: Tell | None) -> CrawlReport | None:
    if process.stdin is None or process.stdout is None:
        raise StoppedError("the crawl's process has no pipes")
    with process.stdin as pipe:
        pipe.write(job.to_json() + "\n")
    for line in process.stdout:
        event: dict[str, Any] = json.loads(line)
        if "error" in event:
            raise _error(event)
        if "report" in event:
            return CrawlReport.from_json(event["report"])
        if tell is not None:
            tell(Progress(**event["progress"]))
    return None


def _error(event: Mapping[str, str]) -> CorpusError:
    """The error that the process met, as the class that callers may want to tell apart."""
    kind = {"LockedError": LockedError, "WrongVersionError": WrongVersionError}.get(event["kind"])
    return (kind or CorpusError)(event["error"])
