"""The publication date of an article, from its plain text alone.

Three places are trusted: a line near the head that holds nothing but a date with
what outlets print beside it (weekday, clock, zone, their own name), a full
date as the first words of the lead, and one the last line is signed with. Days
come before months. Where the places leave a doubt there is no date: a date above
the title may be the day the page was fetched, two different dates may belong to
two articles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from extract import edtf
from extract.furniture import is_blog_foot
from extract.lexicon import languages
from extract.model import Segment
from extract.periods.dateline import Dated, date_line, full_days
from extract.periods.opening import Opening, dateline, opening_day, opens_before, tells_near
from extract.signed import Line, agreed, signed_day
from extract.tokens import Token, Tokens

_HEAD_LINES = 40
_MOST_LINES = 400
_MONTH = timedelta(days=31)
_LONG = 25
_SENTENCE = 10
_BETWEEN_SUMMARY_AND_BODY = 2
# Programs that turn pages into text put the date a page declares in front: "date 2025-09-18 ...".
_STATED = re.compile(r"\s*date ([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?=\s)")
_NOT_THE_ARTICLE = frozenset({"related", "source_note", "caption"})


def published(
    text: str,
    lang: str | None,
    segments: Sequence[Segment] | None = None,
    tokens: Tokens | None = None,
) -> tuple[str, int, int] | None:
    """Return the day or month ``text`` was published as EDTF, with offsets, or ``None``.

    ``lang`` is a language code; with ``None`` or an unsupported one every known
    language is tried. ``segments``, in order, keep teasers, captions and sources out;
    ``tokens`` are those of ``text`` where they are known already.
    """
    stated = _STATED.match(text)
    if stated and edtf.read(stated[1]):
        return stated[1], stated.start(1), stated.end(1)
    lines = _lines(text, segments or (), tokens or Tokens(text))
    codes = _codes(lang)
    body = [i for i, line in enumerate(lines) if line.paragraph]
    head = _head_dates(lines, body, codes)
    paragraphs = [line.tokens for line in lines if line.paragraph or line.role == "lead"]
    opening = _opening(paragraphs, lines, codes)
    lead = dateline(opening, paragraphs)
    agency = opening is not None and opening.formal
    above = lines[: body[0] if body else 0]
    if lead and not head and not agency and _contradicted(lead, above, codes[0]):
        return None
    below, over = _by_title(head, lines)
    if _is_blog(lines):
        below = below or over
    best = agreed(below if below else over)
    # Any line of a page's head may be the day it was fetched; one above the title needs a lead
    # that opens shortly before it, or a text that tells of that time, one below only a lead that
    # does not open with another day.
    fits = best and opens_before(opening, best.day)
    if best and opening is None and not below:
        fits = any(tells_near(paragraphs, best.day, code) for code in codes)
    if (best and fits is False) or (not below and not fits):
        best = lead
    if not head and not (agency and lead):
        signed = signed_day(lines, codes)
        fits = signed is not None and opens_before(opening, signed.day) is not False
        late = best is None or (signed is not None and _ends_report(best, signed))
        best = signed if late and (fits or not agency) else best
    return (best.day.isoformat(), best.start, best.end) if best else None


def _ends_report(lead: Dated, signed: Dated) -> bool:
    """Whether the lead's day is that of the event, and the text was signed soon after it."""
    return timedelta(0) <= signed.day - lead.day <= _MONTH


def _opening(
    paragraphs: Sequence[Sequence[Token]], lines: Sequence[Line], codes: Sequence[str]
) -> Opening | None:
    """Return the day the lead opens with, or the dateline of the paragraph below a summary.

    A dateline without its year has that of the same day above it, or in a line of no running text.
    """
    opening = opening_day(paragraphs[0], codes) if paragraphs else None
    below = opening_day(paragraphs[1], codes) if opening is None and len(paragraphs) > 1 else None
    if below is not None and (below.formal or len(paragraphs[0]) < _LONG):
        opening = below
    if opening is None or not opening.formal or opening.moment.year is not None:
        return opening
    month, day = opening.moment.month, opening.moment.day
    years = {
        found.year
        for line in lines
        if not line.paragraph or line.tokens[0].start < opening.start
        for found in full_days(line.tokens, opening.code)
        if (found.month, found.day) == (month, day)
    }
    dated = opening.moment._replace(year=years.pop()) if len(years) == 1 else opening.moment
    return replace(opening, moment=dated)


def _is_blog(lines: Sequence[Line]) -> bool:
    """Whether the foot of a blog stands on the page: there the day stands above the title."""
    return any(is_blog_foot(line.tokens) for line in lines)


def _lines(text: str, segments: Sequence[Segment], tokens: Tokens) -> list[Line]:
    """Return the first lines that are not blank."""
    starts = [part.start for part in segments]
    lines: list[Line] = []
    printed = (found for found in re.finditer(r"[^\n]+", text) if not found.group().isspace())
    for found in islice(printed, _MOST_LINES):
        line = tokens.within(*found.span())
        if line:
            at = bisect_right(starts, line[0].start) - 1
            inside = at >= 0 and line[0].start < segments[at].end
            lines.append(Line(line, segments[at].role if inside else None, _is_running(line)))
    return lines


def _is_running(line: Sequence[Token]) -> bool:
    """Whether this is running text: long, or a sentence with its full stop."""
    words = [token.kind for token in line].count("word")
    return words >= _LONG or (words >= _SENTENCE and line[-1].norm in ".!?")


def _codes(lang: str | None) -> tuple[str, ...]:
    """Return the languages to try; furniture often stands in another than the text."""
    known = languages()
    own = (lang,) if lang in known else ()
    return tuple(dict.fromkeys((*own, *known)))


def _head_dates(
    lines: Sequence[Line], body: Sequence[int], codes: Sequence[str]
) -> list[tuple[int, Dated]]:
    """Return the dates of date lines before the body, or between its summary and the rest."""
    if len(body) > 1 and len(lines[body[0]].tokens) < _LONG:
        body = body[1:]  # a headline with its full stop
    first = body[0] if body else len(lines)
    reach = first
    if len(body) > 1:
        reach = min(first + 1 + _BETWEEN_SUMMARY_AND_BODY, body[1])
    dates: list[tuple[int, Dated]] = []
    for i, line in enumerate(lines[: min(reach, _HEAD_LINES)]):
        if i == first or line.role in _NOT_THE_ARTICLE:
            continue
        dated = date_line(line.tokens, codes)
        if dated:
            dates.append((i, dated))
    return dates


def _contradicted(lead: Dated, head: Sequence[Line], code: str) -> bool:
    """Say whether a line above the body names another day, in a form that was not understood."""
    return any(day != lead.day for line in head for day in full_days(line.tokens, code))


def _by_title(
    head: Sequence[tuple[int, Dated]], lines: Sequence[Line]
) -> tuple[list[Dated], list[Dated]]:
    """Return the dates below and above the title; "updated" counts only where it is alone."""
    original = [(i, dated) for i, dated in head if not dated.updated] or list(head)
    dated_lines = {i for i, _ in head}
    title = next((i for i in range(len(lines)) if i not in dated_lines), len(lines))
    below = [dated for i, dated in original if i > title]
    return below, [dated for i, dated in original if i < title]
