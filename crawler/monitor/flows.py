"""Whether new articles come: announcements over time, held against the source's own past."""

from __future__ import annotations

from datetime import date, timedelta

from crawler.monitor.history import Case, Finding, Seen, day_of
from crawler.monitor.pace import Pace, declared, pace
from crawler.monitor.statistics import LEVEL, ORDINARY, SILENCE, poisson_at_most

_LEAST_RUNS = 3
_FLOOD = 10
_FLOOD_LEAST = 200


def future(case: Case) -> Finding | None:
    """Find announcements that are all dated in the future."""
    newest, today = case.now.run.newest_announced, day_of(case.now.run.started or "")
    if newest is None or date.fromisoformat(newest) <= today + timedelta(days=2):
        return None
    evidence = "all dates announced lie in the future"
    return Finding("future_dates", evidence, f"until {today}", newest)


def frozen(case: Case) -> Finding | None:
    """Find announcements that do not move: by their newest date, or by all being the same."""
    run, most = case.now.run, case.source.expects.fresh_days
    today = day_of(run.started or "")
    if run.newest_announced is not None and most is not None:
        age = (today - date.fromisoformat(run.newest_announced)).days
        if age > most:
            evidence = f"the newest article announced is of {run.newest_announced}"
            return Finding(
                "frozen_discovery", evidence, f"at most {most} days old", f"{age} days old"
            )
    same = _same_since(case)
    if same is None:
        return None
    days = (today - same).days
    too_long = most is not None and run.newest_announced is None and days > most
    if too_long or _is_unlikely(case, _pace(case), 0, same, today):
        evidence = f"the announcements are the same as on {same}"
        return Finding("frozen_discovery", evidence, "new articles", f"none in {days} days")
    return None


def reach(case: Case) -> Finding | None:
    """Find feeds that have forgotten what appeared after the run before."""
    oldest, before = case.now.run.oldest_announced, case.before
    if not case.source.expects.reaches_back or oldest is None or before is None:
        return None
    last = (before.run.started or "")[:10]
    if oldest <= last or not case.now.run.fresh:
        return None
    evidence = f"a feed reaches back to {oldest}, the run before was on {last}"
    return Finding("feed_too_short", evidence, f"{last} or earlier", oldest)


def quiet(case: Case) -> Finding | None:
    """Find far fewer new articles than expected, over this run or over the last ones together."""
    usual = _pace(case)
    if usual is None:
        return None
    for runs in case.together():
        if any(seen.flow is None or seen.days is None or _is_full(seen) for seen in runs):
            return None
        count, days = sum(seen.flow or 0 for seen in runs), sum(seen.days or 0 for seen in runs)
        today = day_of(case.now.run.started or "")
        if _is_unlikely(case, usual, count, today - timedelta(days=round(days)), today):
            evidence = f"{count} new articles announced in {days:.0f} days"
            return Finding("gone_quiet", evidence, f"about {usual.rate * days:.0f}", str(count))
    return None


def flood(case: Case) -> Finding | None:
    """Find far more new addresses than expected."""
    new, days = case.now.run.new_addresses, case.now.days
    known = [seen for seen in case.good if seen.days and seen.run.new_addresses is not None]
    if new is None or not days or len(known) < _LEAST_RUNS:
        return None
    usual = sum(seen.run.new_addresses or 0 for seen in known) / sum(
        seen.days or 0 for seen in known
    )
    most = _FLOOD * usual * max(days, 1) + _FLOOD_LEAST
    if new <= most:
        return None
    evidence = f"{new} new addresses in {days:.0f} days"
    return Finding("flooded", evidence, f"about {usual * days:.0f}", str(new))


def wanted(case: Case) -> Finding | None:
    """Find a topic filter that drops everything although it did not before."""
    run = case.now.run
    if not run.announced or run.filtered is None or run.filtered < run.announced:
        return None
    announced = sum(case.usual(lambda seen: seen.run.announced))
    dropped = sum(case.usual(lambda seen: seen.run.filtered))
    if not announced or len(case.good) < _LEAST_RUNS:
        return None
    share = (announced - dropped) / announced
    if poisson_at_most(0, share * run.announced * ORDINARY) >= LEVEL:
        return None
    evidence = f"the topic filter dropped all of {run.announced} articles"
    return Finding("nothing_wanted", evidence, f"about {share * run.announced:.0f}", "0")


def _is_unlikely(case: Case, usual: Pace | None, count: int, first: date, last: date) -> bool:
    """Say whether ``count`` new articles after ``first`` until ``last`` are too few."""
    country, level = case.source.country, LEVEL if count else SILENCE
    return usual is not None and usual.is_too_slow(count, first, last, country=country, level=level)


def _pace(case: Case) -> Pace | None:
    """Return the pace of new articles: as declared, else as the good runs had it."""
    said = case.source.expects.articles_a_week
    return pace(case, lambda seen: seen.flow) if said is None else declared(said)


def _is_full(seen: Seen) -> bool:
    """Say whether everything announced is new, so that more may have been there."""
    return bool(seen.run.fresh) and seen.run.fresh == seen.run.announced


def _same_since(case: Case) -> date | None:
    """Return the day of the first run from which on the announcements were the same as now."""
    digest, first = case.now.run.announced_digest, None
    for seen in reversed(case.earlier):
        if digest is None or seen.run.announced_digest != digest:
            break
        first = day_of(seen.run.started or "")
    return first
