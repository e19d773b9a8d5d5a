"""``Retry-After``: for how long a host wants to be left alone (RFC 9110, section 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Response

LONGEST = 30 * 24 * 3600.0
"""Seconds; what asks for more is taken for this."""

UNSAID = 1.0
"""Seconds to wait at least after a 429 or 503 that does not say for how long."""

_BUSY = frozenset({429, 503})


def asked_wait(response: Response, *, now: datetime, spacing: float) -> float:
    """Return the seconds to leave the host of ``response`` alone; 0 for an ordinary answer.

    A date is held against the server's own ``Date``, as its clock may be wrong.
    A refusal without a readable time asks for ten times the usual ``spacing``.
    """
    if response.status not in _BUSY:
        return 0.0
    server = _date(_header(response, "Date"))
    wait = retry_after(_header(response, "Retry-After"), now=server or now)
    return max(10 * spacing, UNSAID) if wait is None else min(wait, LONGEST)


def retry_after(value: str, *, now: datetime) -> float | None:
    """Return the seconds a ``Retry-After`` header asks for.

    ``None`` for a value that is neither a number of seconds nor a date.
    """
    if value.strip().isdecimal():
        return float(value)
    moment = _date(value)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
