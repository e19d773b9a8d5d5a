"""The day an article was told on, where it prints no date of publication.

The press names the weekday of what has just happened or was just said, and the full date with
it: "kata Hadi di Solo, Kamis (14/6/2012)", "Isnin, 6 April 2021". Words like "this year" are
meant from that day on, and what exists "now" exists on it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date, timedelta

from extract.model import READ_ROLES, Segment
from extract.periods.dateline import date_words, day_at, prints_year
from extract.tokens import Token, Tokens

_DAYS_OF_ONE_REPORT = timedelta(days=7)


def told_day(segments: Sequence[Segment], tokens: Tokens, lang: str) -> str | None:
    """Return the last of the days named with their weekday, unless they lie far apart.

    A line of its own counts where no sentence names a day and it stands below the text: above
    it may be the clock of the site.
    """
    days = _all_days(segments, READ_ROLES, tokens, lang)
    body = [at for at, segment in enumerate(segments) if segment.role in READ_ROLES]
    below = segments[body[-1] + 1 :] if body else ()
    days = days or _all_days(below, frozenset({"byline"}), tokens, lang)
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
    words = date_words(tokens, lang)
    for weekday in words.matches.of("periods.weekday"):
        at = weekday.end
        while at < len(tokens) and (tokens[at].norm in "(," or words.match("day", at)):
            at += 1
        found = day_at(words, at, lang) if at < len(tokens) else None
        if found is not None:
            yield found[0]
