"""One part of a source that fails while the others go on: a feed of several, a section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from crawler.monitor.history import Case, Finding, Seen, day_of
from crawler.monitor.pace import pace
from crawler.monitor.reading import unread_cause
from crawler.monitor.statistics import LEVEL, binomial_at_least

_FAILED_RUNS = 3
"""So many runs one after another a document fails before it is told."""

_LEAST_ARTICLES = 8
"""So many articles of a section must have been read before, to know what is usual in it."""

_LEAST_SHARE = 0.5
_USUAL = 0.05
_LACKS = {
    "unread": ("body_missing", "without an article"),
    "untitled": ("title_missing", "without title"),
    "undated": ("date_missing", "without date"),
}


def documents(case: Case) -> Finding | None:
    """Find a feed, sitemap or list of several that fails, or stands still, for too long."""
    now = case.now.run.documents or {}
    if len(now) < 2:
        return None
    found = (_failed(case, url) or _still(case, url, LEVEL / len(now)) for url in sorted(now))
    return next((finding for finding in found if finding), None)


def sections(case: Case) -> Finding | None:
    """Find a section whose articles lack what those of the section had."""
    row = case.now.pages
    if row is None or not row.sections:
        return None
    level = LEVEL / len(row.sections)
    found = (_lacking(case, name, what, level) for name in sorted(row.sections) for what in _LACKS)
    return next((finding for finding in found if finding), None)


def _failed(case: Case, url: str) -> Finding | None:
    """Find that the document ``url`` failed in the last runs and did not before."""
    last = (*case.earlier[1 - _FAILED_RUNS :], case.now)
    causes = [_of(seen, url).get("cause") for seen in last]
    sound = any(_of(seen, url).get("announced") for seen in case.good)
    cause = causes[-1]
    if len(last) < _FAILED_RUNS or cause is None or None in causes or not sound:
        return None
    evidence = f"{url} fails, the others answer"
    return Finding(cause, evidence, "an answer", f"none in {len(last)} runs")


def _still(case: Case, url: str, level: float) -> Finding | None:
    """Find that ``url`` announces far fewer new articles than it did."""
    usual = pace(case, lambda seen: _of(seen, url).get("fresh"))
    if usual is None:
        return None
    for runs in case.together():
        counts = [found for seen in runs if (found := _of(seen, url).get("fresh")) is not None]
        if len(counts) < len(runs) or any(seen.days is None for seen in runs):
            return None
        count, days = sum(counts), sum(seen.days or 0 for seen in runs)
        last = day_of(case.now.run.started or "")
        first = last - timedelta(days=round(days))
        if usual.is_too_slow(count, first, last, country=case.source.country, level=level):
            same = not count and _same_as_before(case, url)
            cause = "frozen_discovery" if same else "gone_quiet"
            evidence = f"{url}: {count} new articles announced in {days:.0f} days"
            return Finding(cause, evidence, f"about {usual.rate * days:.0f}", str(count))
    return None


def _same_as_before(case: Case, url: str) -> bool:
    digest = _of(case.now, url).get("digest")
    return case.before is not None and digest == _of(case.before, url).get("digest")


def _lacking(case: Case, name: str, what: str, level: float) -> Finding | None:
    """Find that too many articles of section ``name`` are as ``what`` says."""
    rows = [seen.pages.sections.get(name, {}) for seen in case.good if seen.pages]
    read = sum(row.get("pages", 0) for row in rows)
    if read < _LEAST_ARTICLES or case.now.pages is None:
        return None
    usual = sum(row.get(what, 0) for row in rows) / read
    chance = max(_USUAL, 1.5 * usual)
    now = case.now.pages.sections[name]
    count, of = now.get(what, 0), now.get("pages", 0)
    if count < _LEAST_SHARE * of or chance >= _LEAST_SHARE:
        return None
    if binomial_at_least(count, of, chance) >= level:
        return None
    cause, words = _LACKS[what]
    told = unread_cause(case.now.pages) if what == "unread" else cause
    evidence = f"{count} of {of} pages under {name} {words}"
    return Finding(told, evidence, f"at most {chance:.0%}", f"{count / of:.0%}")


def _of(seen: Seen, url: str) -> Mapping[str, Any]:
    return (seen.run.documents or {}).get(url, {})
