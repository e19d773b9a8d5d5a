"""The day of publication, from the many ways in which pages print it.

The result is an ISO day (EDTF) in the zone of the outlet: readers there know the
article by that day. What is not wholly understood gives ``None``.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<time>\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
# 15:18 | 23/08/2023 GMT+7; Chủ nhật, ngày 18/09/2022 - 20:23; 16/02/2022 3:14 CH
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
# 13:27 | 2025/12/05
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
# Kamis, 02 Nov 2023 20:59 WIB; 10 Julai 2024
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+([^\W\d]{3,10})\.?,?\s+(\d{4})(?!\d)")
# Dis 5, 2024 @ 10:15am
_MONTH_FIRST = re.compile(r"([^\W\d]{3,10})\.?\s+(\d{1,2}),\s*(\d{4})(?!\d)")
_URL = re.compile(r"/(20\d{2})/(\d{1,2})/(\d{1,2})/")
# (sonla.gov.vn) Ngày 12/4/2024, ...: the day of the event, printed instead of a date.
_LEAD = re.compile(r"^(?:\([^)]*\)\s*[-–]?\s*)?(?:Sáng|Chiều|Tối)?\s*,?\s*ngày\s+"
                   r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.IGNORECASE)  # fmt: skip


def zone(hours: int) -> timezone:
    """Return the fixed zone ``hours`` east of Greenwich."""
    return timezone(timedelta(hours=hours))


def from_iso(text: str, *, local: timezone) -> str | None:
    """Return the day of an ISO 8601 date or time; a time with a zone is moved to ``local``."""
    match = _ISO.match(text.strip())
    if match is None:
        return None
    if not match["time"] or not match["zone"]:
        return _day(*match["day"].split("-"))
    stamp = f"{match['day']}T{match['time']}:00{match['zone']}"
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return moment.astimezone(local).date().isoformat()


def has_zone(text: str) -> bool:
    """Say whether an ISO 8601 time names its zone."""
    match = _ISO.match(text.strip())
    return bool(match and match["zone"])


def from_words(text: str, *, languages: tuple[str, ...]) -> str | None:
    """Return the first day printed in ``text`` as a reader of ``languages`` reads it."""
    if match := _DAY_FIRST.search(text):
        return _day(match[3], match[2], match[1])
    if match := _YEAR_FIRST.search(text):
        return _day(match[1], match[2], match[3])
    if match := _WORDS.search(text):
        return _named(f"{match[1]} {match[2]} {match[3]}", languages)
    if match := _MONTH_FIRST.search(text):
        return _named(f"{match[2]} {match[1]} {match[3]}", languages)
    return None


def from_feed(text: str, *, local: timezone) -> str | None:
    """Return the day of an RSS ``pubDate`` (RFC 5322) or an Atom time (RFC 3339) in ``local``."""
    if _ISO.match(text.strip()):
        return from_iso(text, local=local)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(local).date().isoformat()


def from_url(url: str) -> str | None:
    """Return the day that stands in the path as ``/YYYY/MM/DD/``."""
    match = _URL.search(url)
    return _day(*match.groups()) if match else None


def from_lead(lead: str) -> str | None:
    """Return the day of the event with which a lead begins, where a page prints no date."""
    match = _LEAD.match(lead)
    return _day(match[3], match[2], match[1]) if match else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _named(text: str, languages: tuple[str, ...]) -> str | None:
    # Loading dateparser takes half a second, which most pages can do without.
    import dateparser

    moment = dateparser.parse(
        re.sub(r"\bOgs\b", "Ogos", text),  # Malay papers shorten August so; dateparser does not
        languages=list(languages),
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return moment.date().isoformat() if moment else None
