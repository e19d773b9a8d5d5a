"""Who is said to have said it, and at which conference."""

from __future__ import annotations

from collections.abc import Iterable

from extract.linking.answers import Answer
from extract.model import Conference
from extract.scan import Scan

_MAX_WORDS = 14


def link_attribution(scan: Scan) -> Answer:
    """Return the body, person or document a sentence names as its source."""
    for match in scan.matches.of("attribution.before"):
        end = _name_end(scan, match.end)
        if end > match.end:
            return Answer(scan.quote(match.end, end), "attribution.before", match.end, end)
    return Answer(None, "attribution.none")


def _name_end(scan: Scan, start: int) -> int:
    end = start
    while end < len(scan.tokens) and end - start < _MAX_WORDS:
        token = scan.tokens[end]
        if token.norm in {",", ";", ":"} or token.kind == "number" or _stops(scan, end):
            return end
        if scan.matches.at("attribution.say", end):
            return end
        end += 1
    return end if end == len(scan.tokens) else start


def _stops(scan: Scan, at: int) -> bool:
    """Whether a full stop stands there, and none within a name: "TP.HCM"."""
    glued = at + 1 < len(scan.tokens) and not scan.tokens[at + 1].spaced
    return scan.tokens[at].norm == "." and not glued


def find_conference(scans: Iterable[Scan]) -> Conference | None:
    """Return the conference a report is about, from its title and first sentences."""
    for scan in scans:
        for match in scan.matches.of("conference.noun"):
            if not scan.tokens[match.start].capital:
                continue
            end = _conference_end(scan, match.end)
            if end - match.start < 4:
                continue
            return Conference(
                name=scan.quote(match.start, end),
                edition=_edition(scan, match.start, end),
                date=_day(scan),
                venue=None,
            )
    return None


def _conference_end(scan: Scan, start: int) -> int:
    end = start
    while end < len(scan.tokens) and scan.tokens[end].norm not in {",", ".", ";", "(", '"', ":"}:
        end += 1
    return end


def _edition(scan: Scan, start: int, end: int) -> int | None:
    for number in scan.numbers:
        if number.ordinal and start <= number.start < end:
            return int(number.value)
    return None


def _day(scan: Scan) -> str | None:
    for period in scan.periods:
        if period.form == "day":
            return period.edtf
    return None
