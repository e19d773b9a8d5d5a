"""Whether what we get can be read: fields, dates and texts of the articles of a run."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from corpus.source_pages import NOT_FREE, SourcePages
from crawler.monitor.history import Case, Finding, most_frequent
from crawler.monitor.statistics import LEVEL, binomial_at_least, typical

_Count = Callable[[SourcePages], int]

_USUAL = 0.05
"""The share of articles that a healthy source has something odd about."""

_LEAST_SHARE = 0.3
_BLIND = 0.75
"""A share that is usual and above this hides what could go wrong."""

_LEAST_ARTICLES = 8
_FEW = 3
_SHORT = 0.35
_SPREAD = 2.8
"""The median of n texts strays from the usual length by less than exp(-2.8 / sqrt(n)): lengths
differ by a factor of two or so, and this is nearly four times their spread."""

_LEAST_DAYS = 3.0

_AS_ARTICLES = 15
"""So many articles a habit of some sources counts for beside those that were read."""

_OFTEN_UNDATED = 0.2
_OFTEN_SOLD = 0.15


@dataclass(frozen=True, slots=True)
class _Look:
    """Something that only few articles may have: what, of how many, in words."""

    cause: str
    count: _Count
    of: _Count
    words: str
    chance: float = _USUAL
    learnt: bool = True
    """Whether what is usual with this source counts."""
    habit: float = 0.0
    """The share that some healthy sources have, which one not known yet may have too."""


def unread(case: Case) -> Finding | None:
    """Find pages in which no article is found."""
    least = 1 - case.source.expects.share("body")
    look = _Look("", lambda row: row.unread, lambda row: row.pages, "without an article", least)
    found = _too_many(case, look)
    if found is None:
        return None
    return Finding(unread_cause(_now(case)), found.evidence, found.expected, found.seen)


def unread_cause(row: SourcePages) -> str:
    """Return why most of the pages are no articles in which none was found."""
    causes = {name: count for name, count in row.causes.items() if name != NOT_FREE}
    return most_frequent(causes) or "body_missing"


def fields(case: Case) -> Finding | None:
    """Find articles that lack title or date, or have what they should not."""
    return next((found for look in _looks(case) if (found := _too_many(case, look))), None)


def dates(case: Case) -> Finding | None:
    """Find articles that all have one date, that of the crawl in particular."""
    row, days, before = case.now.pages, _days_covered(case), case.before
    if row is None or days is None:
        return None
    if before and row.newest and row.newest < (before.run.started or "")[:10]:
        words = "of one date, and an old one"
        look = _Look("same_date", lambda row: row.same_day, _dated, words, learnt=False)
        return _too_many(case, look, alone=True)
    if days < _LEAST_DAYS:
        return None
    words = "dated on the day of the crawl"
    look = _Look("crawl_day_as_date", lambda row: row.on_capture_day, _dated, words, 2 / days)
    return _too_many(case, look, alone=True)


def lengths(case: Case) -> Finding | None:
    """Find texts far shorter than the source's texts were."""
    row = case.now.pages
    rows = [seen.pages for seen in case.good if seen.pages and seen.pages.articles]
    usual = typical([one.letters for one in rows])
    if row is None or row.articles < _FEW or usual is None:
        return None
    if sum(one.articles for one in rows) < _LEAST_ARTICLES:
        return None
    if row.letters >= usual * min(_SHORT, math.exp(-_SPREAD / math.sqrt(row.articles))):
        return None
    evidence = f"half of {row.articles} texts have at most {row.letters} letters"
    return Finding("shorter_texts", evidence, f"about {usual:g}", str(row.letters))


def _looks(case: Case) -> Iterable[_Look]:
    untitled = 1 - case.source.expects.share("title")
    undated = 1 - case.source.expects.share("date")
    every: _Count = lambda row: row.articles  # noqa: E731
    yield _Look("title_missing", lambda row: row.untitled, every, "without title", untitled)
    yield _Look("scrambled", lambda row: row.scrambled, every, "in no readable letters")
    yield _Look("garbled", lambda row: row.garbled, every, "with damaged letters")
    yield _Look("repeated_body", lambda row: row.repeated, every, "with the text of another")
    yield _Look("repeated_title", _same_titles, every, "with the title of another")
    yield _Look("wrong_language", lambda row: row.other_language, every, "in another language")
    sold: _Count = lambda row: row.causes.get(NOT_FREE, 0)  # noqa: E731
    yield _Look("paywall", sold, every, "not free", habit=_OFTEN_SOLD)
    yield _Look("future_dates", lambda row: row.in_future, every, "dated in the future")
    habit = 0.0 if "date" in case.source.expects.fields else _OFTEN_UNDATED
    yield _Look(
        "date_missing", lambda row: row.undated, every, "without date", undated, habit=habit
    )


def _too_many(case: Case, look: _Look, *, alone: bool = False) -> Finding | None:
    """Compare the last runs, one by one more, with what is usual."""
    row = case.now.pages
    if row is None or look.count(row) < _LEAST_SHARE * look.of(row) or not look.count(row):
        return None
    chance = max(look.chance, 1.5 * _usual(case, look) if look.learnt else 0)
    if chance > _BLIND:
        return None
    for runs in case.together():
        rows = [seen.pages for seen in runs if seen.pages]
        count, of = sum(map(look.count, rows)), sum(map(look.of, rows))
        if of and count >= _LEAST_SHARE * of and binomial_at_least(count, of, chance) < LEVEL:
            evidence = f"{count} of {of} pages {look.words}"
            return Finding(look.cause, evidence, f"at most {chance:.0%}", f"{count / of:.0%}")
        if alone:
            break
    return None


def _usual(case: Case, look: _Look) -> float:
    rows = [seen.pages for seen in case.good if seen.pages]
    count, of = sum(map(look.count, rows)), sum(map(look.of, rows))
    if not look.habit:
        return count / of if of else 0.0
    return (count + _AS_ARTICLES * look.habit) / (of + _AS_ARTICLES)


def _same_titles(row: SourcePages) -> int:
    return row.same_title if row.same_title > 1 else 0


def _dated(row: SourcePages) -> int:
    return row.articles - row.undated


def _days_covered(case: Case) -> float | None:
    """Return over how many days the new articles of this run may be spread."""
    run = case.now.run
    if case.now.days is not None:
        return case.now.days
    if run.newest_announced is None or run.oldest_announced is None:
        return None
    first, last = map(date.fromisoformat, (run.oldest_announced, run.newest_announced))
    return float((last - first).days)


def _now(case: Case) -> SourcePages:
    if case.now.pages is None:
        raise ValueError("no pages in this run, expected some")
    return case.now.pages
