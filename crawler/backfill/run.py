"""``backfill``: the early years of one source as one call."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from corpus.folder import DataFolder
from crawler import sources
from crawler.backfill import ARCHIVES
from crawler.errors import CrawlError
from crawler.progress import Tell
from crawler.running.errands import BACKFILL
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from crawler.running.run import usable_contact, work

FIRST_YEAR = 1996
"""Nothing was captured before."""


class WrongYearsError(CrawlError):
    """Years that are none, or lie where no archive has anything."""


def backfill(
    source: str,
    folder: DataFolder,
    *,
    archive: str,
    years: Iterable[int],
    contact: str | None,
    tell: Tell | None = None,
    **mirror: Any,
) -> CrawlReport:
    """Fetch what ``archive`` captured of ``source`` in ``years`` and is not fetched yet.

    ``mirror`` is what :func:`job_for` may be told besides. The report counts as a
    crawl's does.

    Raises:
        UnknownSourceError: a name that no source file has.
        Other errors as :func:`crawler.running.run.crawl`.
    """
    job = job_for(source, folder, archive=archive, years=years, contact=contact, **mirror)
    return work(job, tell=tell)


def job_for(
    source: str,
    folder: DataFolder,
    *,
    archive: str,
    years: Iterable[int],
    contact: str | None,
    bases: Iterable[str] = (),
    delay: float | None = None,
    proxy: str | None = None,
) -> Job:
    """Return the job that :func:`backfill` does.

    ``bases`` are the beginnings of the archive's addresses, and ``delay`` the seconds
    between requests, where a mirror is asked in its place.
    """
    address = usable_contact(contact)
    folder.claim(demonstration=False)
    modules = sources.modules_for(folder)
    sources.named(source, sources.load(modules))
    return Job(
        data=str(folder.root),
        sources={source: ()},
        modules=modules,
        contact=address,
        proxy=proxy,
        errand={
            "kind": BACKFILL,
            "archive": _known(archive),
            "years": sorted(set(years)),
            "bases": list(bases),
            "delay": delay,
        },
    )


def years_of(words: str, *, last: int) -> tuple[int, ...]:
    """Return the years that ``2003-2015``, ``2004`` or ``2003,2005-2007`` says, in order.

    ``last`` is the last year there can be.

    Raises:
        WrongYearsError: it says none, or years outside 1996 to ``last``.
    """
    years: set[int] = set()
    for part in words.split(","):
        match = re.fullmatch(r"\s*(\d{4})(?:\s*-\s*(\d{4}))?\s*", part)
        first, end = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not FIRST_YEAR <= first <= end <= last:
            raise WrongYearsError(
                f"--years {words}: expected years from {FIRST_YEAR} to {last}, such as 2003-2015"
            )
        years.update(range(first, end + 1))
    return tuple(sorted(years))


def _known(archive: str) -> str:
    if archive not in ARCHIVES:
        raise CrawlError(f"{archive}: unknown archive, expected one of {', '.join(ARCHIVES)}")
    return archive
