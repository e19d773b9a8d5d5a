"""The day an article was told on, where it prints no date of publication.

The press names the weekday of what has just happened or was just said, and the full date with
it: "kata Hadi di Solo, Kamis (14/6/2012)", "Isnin, 6 April 2021". Words like "this year" are
meant from that day on, and what exists "now" exists on it. Where no day is named so, the day of
the event serves: the full date in headline or first paragraphs, if the text names no later one.
A day with its weekday is what the press prints of its own day as well, the event's is not.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from extract.lexicon import Match, lexicon
from extract.model import READ_ROLES, Segment
from extract.periods.dateline import date_words, day_at, full_days, prints_year
from extract.periods.datewords import DateWords
from extract.tokens import Token, Tokens

_DAYS_OF_ONE_REPORT = timedelta(days=7)
_FIRST_PARAGRAPHS = 2
_AHEAD_REACH = 12
_DISASTER_REACH = 5
"""Tokens to its day: "sejak gempa 30 September 2009", "tsunami melanda Aceh pada 26 ..."."""
_LEGAL_REACH = 14
"""Tokens from the name of a decree to its day: "Keputusan No. 58/2022/ND-CP, tertanggal 31 ..."."""


def told_day(segments: Sequence[Segment], tokens: Tokens, lang: str) -> str | None:
    """Return (ISO) the last of the days named with their weekday, unless they lie far apart.

    A line of its own counts where no sentence names a day and it stands below the text: above
    it may be the clock of the site. Last comes the day of the event.
    """
    days = _all_days(segments, READ_ROLES, tokens, lang)
    body = [at for at, segment in enumerate(segments) if segment.role in READ_ROLES]
    below = segments[body[-1] + 1 :] if body else ()
    days = days or _all_days(below, frozenset({"byline"}), tokens, lang)
    days = days or _event_days(segments, tokens, lang)
    if not days or days[-1] - days[0] > _DAYS_OF_ONE_REPORT:
        return None
    return days[-1].isoformat()


def _all_days(
    segments: Sequence[Segment], roles: Container[str], tokens: Tokens, lang: str
) -> list[date]:
    return sorted(
        day
        for segment in segments
        if segment.role in roles
        for day in _days(tokens.within(segment.start, segment.end), lang)
    )


def _days(tokens: Sequence[Token], lang: str) -> Iterator[date]:
    if not prints_year(tokens):
        return
    weekdays = lexicon(lang).only("periods.weekday").match(tokens).of("periods.weekday")
    if not weekdays:
        return
    words = date_words(tokens, lang)
    ahead = lexicon(lang).only("period.ahead").match(tokens).of("period.ahead")
    for weekday in weekdays:
        at = weekday.end
        while at < len(tokens) and (tokens[at].norm in "(," or _goes_with_day(words, at)):
            at += 1
        found = day_at(words, at, lang) if at < len(tokens) else None
        if found is not None and not _is_ahead(tokens, ahead, weekday.start):
            yield found[0]


def _goes_with_day(words: DateWords, at: int) -> bool:
    """Whether a word stands there that may part weekday and date: "Selasa pagi (20/2/2024)"."""
    return any(words.match(name, at) is not None for name in ("day", "daytime", "turn"))


def _is_ahead(tokens: Sequence[Token], ahead: Sequence[Match], at: int) -> bool:
    """Whether the sentence says before it that it is to come: "akan digelar Sabtu (20/8/2016)"."""
    near = (m for m in ahead if 0 <= at - m.end <= _AHEAD_REACH)
    return any(all(token.norm not in ".;" for token in tokens[m.end : at]) for m in near)


def _event_days(segments: Sequence[Segment], tokens: Tokens, lang: str) -> list[date]:
    """Return the full dates of headline and first paragraphs, none where a later one follows.

    What stands under a picture may come from an archive.
    """
    read = [segment for segment in segments if segment.role in READ_ROLES]
    paragraphs = (segment for segment in read if segment.role in {"lead", "body"})
    told = [*islice(paragraphs, _FIRST_PARAGRAPHS)]
    told += [segment for segment in read if segment.role == "title"]
    days = sorted(
        day
        for segment in told
        for day in _plain_days(tokens.within(segment.start, segment.end), lang)
    )
    every = (day for s in read for day in full_days(tokens.within(s.start, s.end), lang))
    later = bool(days) and any(day - days[-1] > _DAYS_OF_ONE_REPORT for day in every)
    return [] if later else days


def _plain_days(tokens: Sequence[Token], lang: str) -> Iterator[date]:
    """Yield the single days that are no decree's, disaster's, birth's or end of a span."""
    if not prints_year(tokens):
        return
    words = date_words(tokens, lang)
    found = list(_days_in(words, lang))
    if not found:
        return
    named = lexicon(lang).only("legal", "period", "event").match(tokens)
    aside = [match.end for match in named.of("period.aside")]
    legal = [match.end for match in named.of("legal.cue")]
    disasters = [match.end for match in named.of("event.disaster")]
    for at, day in found:
        other = any(0 <= at - end <= _LEGAL_REACH for end in legal) or _behind(words, aside, at)
        other = other or any(0 <= at - end <= _DISASTER_REACH for end in disasters)
        if not other and words.before("from", at) is None and words.before("bound", at) is None:
            yield day


def _days_in(words: DateWords, lang: str) -> Iterator[tuple[int, date]]:
    """Yield the full days from left to right with their first tokens."""
    behind = 0
    for at in words.openings:
        found = day_at(words, at, lang) if at >= behind else None
        if found is not None:
            day, behind = found
            yield at, day


def _behind(words: DateWords, ends: Sequence[int], at: int) -> bool:
    """Whether one of ``ends`` stands right before the day at ``at``, or words that lead to it."""
    led = (words.before(name, at) for name in ("in", "on", "day"))
    starts = {at, *(match.start for match in led if match is not None)}
    return any(end in starts for end in ends)
