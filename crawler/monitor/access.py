"""Whether we get in: the run itself, its discovery documents, its articles."""

from __future__ import annotations

from collections import Counter

from crawler.monitor.history import Case, Finding, Seen, meaning_of, most_frequent
from crawler.monitor.statistics import LEVEL, binomial_at_least, typical

_RUNS_AT_LIMIT = 3
_PART = 0.3
"""The share of discovery documents that may fail without a word, and of articles."""

_FEW = 0.1
"""The share of the usual links below which something is gone."""

_USUAL_TROUBLE = 0.05
"""The share of articles that a healthy source answers with trouble."""

_CLOSING = frozenset(
    {
        "connection_refused",
        "name_not_found",
        "timeout",
        "connection_broken",
        "certificate_error",
        "too_many_requests",
    }
)
"""Why robots.txt could not be had, where that says more than that it could not."""


def ending(case: Case) -> Finding | None:
    """Find runs that do not come to their end."""
    end = case.now.run.ended_because
    if end == "stopped":
        return Finding("run_stopped", "the run was stopped: see crawl.log, archive and disk")
    earlier = [seen.run.ended_because for seen in case.earlier]
    if end == "unknown" and earlier[-1:] == ["unknown"]:
        return Finding("run_killed", "two runs one after another did not end by themselves")
    wanted = ["limit"] * (_RUNS_AT_LIMIT - 1)
    if end == "limit" and earlier[-len(wanted) :] == wanted:
        left = case.now.run.left_for_later
        return Finding(
            "limit_reached",
            f"{_RUNS_AT_LIMIT} runs one after another ended at their limit",
            "0 addresses left",
            f"{left} addresses left",
        )
    return None


def discovery(case: Case) -> Finding | None:
    """Find discovery documents that can't be had or read."""
    run = case.now.run
    causes = _causes(case.now, "discovery")
    if "source_error" in causes:
        return Finding("source_error", "the source's file raised an error; see crawl.log")
    asked, answered = run.discovery_asked or 0, run.discovery_answered or 0
    cause = most_frequent(causes) or most_frequent(case.now.causes("robots"))
    if not asked or cause is None or answered == asked:
        return None
    missing = asked - answered
    seen = f"{answered} of {asked}"
    if answered and not (missing / asked >= _PART and _failed_before(case, cause)):
        return None
    evidence = f"{missing} of {asked} feeds, sitemaps or lists: {meaning_of(cause)}"
    return Finding(cause, evidence, f"{asked} of {asked}", seen)


def contents(case: Case) -> Finding | None:
    """Find discovery documents that answer and announce nothing, or nearly nothing."""
    run = case.now.run
    if not run.discovery_answered or run.links is None or run.announced is None:
        return None
    said = most_frequent(_causes(case.now, "discovery"))
    if run.announced == 0:
        cause = said or ("changed_addresses" if run.links else "empty_discovery")
        evidence = f"{run.links} links, 0 of them to articles: {meaning_of(cause)}"
        return Finding(cause, evidence, "articles announced", "0")
    usual = typical(case.usual(lambda seen: seen.run.announced))
    if usual is None or usual < 20 or run.announced >= _FEW * usual:
        return None
    links = typical(case.usual(lambda seen: seen.run.links)) or 0
    cause = "fewer_links" if run.links < links / 2 else "changed_addresses"
    evidence = f"{run.announced} articles announced among {run.links} links"
    return Finding(cause, evidence, f"about {usual:g}", str(run.announced))


def answers(case: Case) -> Finding | None:
    """Find articles that can't be had."""
    chance = max(_USUAL_TROUBLE, 1.5 * _share(case.good))
    if not case.now.causes("article") or chance >= 1:
        return None
    for runs in case.together():
        bad, of = _bad(runs)
        if bad >= _PART * of and binomial_at_least(bad, of, chance) < LEVEL:
            causes = sum((_causes(seen, "article") for seen in runs), Counter[str]())
            cause = most_frequent(causes) or "bad_answer"
            evidence = f"{bad} of {of} articles: {meaning_of(cause)}"
            return Finding(cause, evidence, f"at most {chance:.0%}", f"{bad / of:.0%}")
    return None


def _failed_before(case: Case, cause: str) -> bool:
    """Say whether the two runs before met the same cause in some discovery document."""
    last = case.earlier[-2:]
    return len(last) == 2 and all(cause in _causes(seen, "discovery") for seen in last)


def _causes(seen: Seen, kind: str) -> Counter[str]:
    """Return how often each cause was met by requests of ``kind``.

    Where a host is left alone because its robots.txt could not be had, the cause is
    why it could not.
    """
    causes = Counter(seen.causes(kind))
    robots = seen.causes("robots")
    why = most_frequent({cause: robots[cause] for cause in robots if cause in _CLOSING})
    if why is not None and "robots_unreachable" in causes:
        causes[why] += causes.pop("robots_unreachable")
    return causes


def _share(runs: tuple[Seen, ...]) -> float:
    bad, of = _bad(runs)
    return bad / of if of else 0.0


def _bad(runs: tuple[Seen, ...]) -> tuple[int, int]:
    """Return how many articles met trouble, and of how many that were asked for."""
    bad = sum(sum(seen.causes("article").values()) for seen in runs)
    return bad, bad + sum(seen.run.articles or 0 for seen in runs)
