"""Every number that is no figure is accounted for: a row with its reason, or a count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.assembly import span_of
from extract.drafts import Refusal, SentenceReading
from extract.model import READ_ROLES, Rejection, Segment
from extract.scan import Scan

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_FURNITURE_REASON = {"related": "teaser"}


def rejections_of(readings: Sequence[SentenceReading]) -> Iterator[Rejection]:
    """Yield a row for each number that names a measure's unit, a currency or a percentage."""
    for reading in readings:
        yield from _vague(reading)
        for refusal in reading.refusals:
            if _has_row(refusal):
                quantity = refusal.zone.quantity
                span = span_of(reading.scan, quantity.start, quantity.end)
                sentence = reading.scan.sentence
                yield Rejection(
                    start=span.start,
                    end=span.end,
                    quote=span.quote,
                    sentence=reading.scan.text[sentence.start : sentence.end],
                    reason=str(refusal.answer.value),
                    rule=refusal.answer.rule,
                )


def _has_row(refusal: Refusal) -> bool:
    """Whether the number names a measure's unit, a currency or a percentage."""
    quantity = refusal.zone.quantity
    return quantity.measure is not None or quantity.unit in {"percent", "times"}


def _unread_digits(scan: Scan) -> int:
    """Count numbers no finder took: they are parts of names and codes (Covid-19, M5)."""
    digits = [at for at, token in enumerate(scan.tokens) if token.kind == "number"]
    if not digits:
        return 0
    spans = [
        *((number.start, number.end) for number in scan.numbers),
        *((taken.start, taken.end) for taken in scan.taken),
        *((period.start, period.end) for period in scan.periods),
    ]
    known = {i for start, end in spans for i in range(start, end)}
    return sum(at not in known for at in digits)


def _vague(reading: SentenceReading) -> Iterator[Rejection]:
    """Read "hàng trăm tổ chức", "puluhan juta dolar": a plural that says no number."""
    scan = reading.scan
    for match in scan.matches.of("numbers.vague"):
        noun = scan.matches.at("noun.full", match.end) or scan.matches.at("noun.bare", match.end)
        end = noun.end if noun is not None else match.end
        span = span_of(scan, match.start, end)
        sentence = scan.text[scan.sentence.start : scan.sentence.end]
        yield Rejection(span.start, span.end, span.quote, sentence, "vague_plural", "numbers.vague")


def counts_of(
    text: str, segments: Sequence[Segment], readings: Sequence[SentenceReading]
) -> dict[str, int]:
    """Return how many numbers got no row, by reason; page furniture counts as a whole."""
    told = [
        str(r.answer.value) for reading in readings for r in reading.refusals if not _has_row(r)
    ]
    told += [taken.reason for reading in readings for taken in reading.scan.taken]
    counts = Counter(told)
    for reading in readings:
        counts["date"] += len(reading.scan.periods)
        counts["name_part"] += _unread_digits(reading.scan)
    for segment in segments:
        if segment.role not in READ_ROLES:
            reason = _FURNITURE_REASON.get(segment.role, "counter")
            counts[reason] += sum(1 for _ in _DIGITS.finditer(text, segment.start, segment.end))
    return {reason: count for reason, count in sorted(counts.items()) if count}
