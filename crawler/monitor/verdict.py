"""From the recorded runs of a source to how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from crawler.monitor import access, again, flows, parts, reading
from crawler.monitor.health import Health
from crawler.monitor.history import GOOD_RUNS, Case, Finding, Seen, Watched

_FAULTS: tuple[Callable[[Case], Finding | None], ...] = (
    access.ending,
    access.discovery,
    access.contents,
    access.answers,
    again.answers,
    reading.unread,
    reading.fields,
    reading.dates,
    reading.lengths,
    again.lost,
    parts.sections,
    flows.future,
    flows.frozen,
    flows.wanted,
    flows.reach,
    flows.quiet,
    parts.documents,
    flows.flood,
)
"""What is looked for, causes before what follows from them; the first found is told."""

_MOST_RUNS = 150
_SLACK = timedelta(days=3)


def findings(seen: Iterable[Seen], source: Watched) -> list[Finding | None]:
    """Return what is wrong with each run, judged by the runs before it alone."""
    earlier: list[Seen] = []
    good: list[Seen] = []
    found: list[Finding | None] = []
    for latest in seen:
        case = Case(latest, tuple(earlier), tuple(good[-GOOD_RUNS:]), source)
        finding = next((fault for look in _FAULTS if (fault := look(case))), None)
        found.append(finding)
        earlier.append(latest)
        # A run taken over from the archive tells too little to be an example.
        if finding is None and latest.run.discovery_answered:
            good.append(latest)
    return found


def verdict(seen: Sequence[Seen], source: Watched, *, at: str) -> Health:
    """Return how ``source`` stands at ``at``, by its runs, the oldest first."""
    latest = seen[-_MOST_RUNS:]
    if not latest:
        return Health(source=source.name, state="unknown", evidence="no run has asked it yet")
    found = findings(latest, source)
    finding = _of_the_schedule(latest, at=at, troubled=found[-1] is not None) or found[-1]
    sound = [one.run.started for one, fault in zip(latest, found, strict=True) if fault is None]
    last_good = sound[-1] if sound else None
    if finding is None:
        evidence = f"{latest[-1].run.announced or 0} articles announced, nothing amiss"
        return Health(source=source.name, state="ok", evidence=evidence, last_good=last_good)
    return Health(
        source=source.name,
        state="troubled",
        cause=finding.cause,
        since=_since(latest, found, finding.cause),
        evidence=finding.evidence,
        expected=finding.expected,
        seen=finding.seen,
        last_good=last_good,
    )


def _since(seen: Sequence[Seen], found: Sequence[Finding | None], cause: str) -> str | None:
    """Return the first run of those that met ``cause`` one after another until now."""
    first = seen[-1].run.started
    for one, fault in zip(reversed(seen), reversed(found), strict=True):
        if fault is None or fault.cause != cause:
            break
        first = one.run.started
    return first


def _of_the_schedule(seen: Sequence[Seen], *, at: str, troubled: bool) -> Finding | None:
    """Find runs that are missing, or noted for a moment that is still to come."""
    now = datetime.fromisoformat(at)
    moments = [datetime.fromisoformat(one.run.started or "") for one in seen]
    if moments[-1] > now + timedelta(hours=1):
        evidence = f"the last run is noted for {seen[-1].run.started}, and now it is {at}"
        return Finding("clock_wrong", evidence, f"until {at}", seen[-1].run.started)
    steps = [later - first for first, later in pairwise(moments)]
    if troubled or len(steps) < 2:
        return None
    usual = sorted(steps)[len(steps) // 2]
    waited = now - moments[-1]
    if waited <= 3 * usual + _SLACK:
        return None
    evidence = f"the last run was on {seen[-1].run.started}"
    expected = f"a run every {usual.total_seconds() / 86_400:.1f} days"
    return Finding("not_run", evidence, expected, f"none in {waited.days} days")
