"""Faults put into the last run of a simulated series.

A fault of the whole site befalls known articles too, as far as they are asked for once
more; one of new articles does not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import mean

from corpus.source_pages import SourcePages
from corpus.source_runs import SourceRun
from crawler.monitor.history import seen_runs
from crawler.monitor.verdict import findings
from tests.crawler.monitor.simulation import Series

Change = Callable[[SourceRun, SourceRun, SourcePages], tuple[SourceRun, SourcePages]]
"""The last run, the run before, the last pages: to what they are with the fault."""


def _without_discovery(cause: str) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        nothing = replace(
            run, discovery_answered=0, links=0, announced=0, fresh=None, new_addresses=0,
            articles=0, newest_announced=None, oldest_announced=None, announced_digest=None,
            filtered=0, documents={}, witnesses=0, causes={"discovery": {cause: 3}},
        )  # fmt: skip
        return nothing, replace(pages, pages=0, unread=0)

    return change


def _announcing(**changed: object) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        known = {name: value for name, value in changed.items() if getattr(run, name) is not None}
        documents = {url: {**told, "fresh": 0} for url, told in (run.documents or {}).items()}
        quiet = replace(run, **known, articles=0, documents=documents)  # type: ignore[arg-type]
        return quiet, _no_pages(pages)

    return change


def _no_pages(pages: SourcePages) -> SourcePages:
    return SourcePages(
        source=pages.source, run=pages.run, captured=pages.captured, pages=0, causes={}
    )


def _frozen(run: SourceRun, before: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    same = replace(
        run, announced_digest=before.announced_digest, newest_announced=before.newest_announced,
        fresh=None if run.fresh is None else 0, new_addresses=0, new_dropped=0, articles=0,
        documents={url: {**document, "fresh": 0} for url, document in (before.documents or {}).items()},
        causes={},
    )  # fmt: skip
    return same, _no_pages(pages)


def _too_short(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    if run.newest_announced is None:
        return run, pages
    return replace(run, oldest_announced=run.newest_announced, fresh=run.announced), pages


def _unanswered(cause: str, share: float) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        bad = math.ceil((run.articles or 0) * share)
        articles = (run.articles or 0) - bad
        changed = replace(run, articles=articles, causes={"article": {cause: bad}} if bad else {})
        return changed, replace(_no_pages(pages), pages=articles, letters=pages.letters)

    return change


def _pages_with(share: float, **fields: str) -> Change:
    """``share`` of the articles have the fault; ``fields`` maps columns to what is counted."""

    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        count = math.ceil(pages.articles * share)
        return run, replace(pages, **dict.fromkeys(fields, count))  # type: ignore[arg-type]

    return change


def _unread(cause: str) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        held = _no_pages(pages)
        return run, replace(
            held, pages=pages.pages, unread=pages.pages, causes={cause: pages.pages}
        )

    return change


def _not_free(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return run, replace(pages, causes={"not_free": pages.articles})


def _old_date(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return run, replace(pages, same_day=pages.articles, newest="2020-01-01", on_capture_day=0)


def _teasers(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return run, replace(pages, letters=150)


def _flooded(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return replace(run, new_addresses=(run.announced or 0) * 30 + 5_000), pages


def _of_the_site(change: Change, cause: str, share: float = 1.0) -> Change:
    """The same befalls known articles: ``cause`` is what they lost, ``share`` how many of them."""

    def changed(
        run: SourceRun, before: SourceRun, pages: SourcePages
    ) -> tuple[SourceRun, SourcePages]:
        asked = run.witnesses or 0
        now, held = change(run, before, pages)
        if now.causes != run.causes:
            bad = math.ceil(asked * share)
            return replace(now, causes={**(now.causes or {}), "witness": {cause: bad}}), held
        again = asked - sum((run.causes or {}).get("witness", {}).values())
        return now, replace(held, again=again, lost={cause: round(again * share)})

    return changed


def _one_feed(
    run: SourceRun, before: SourceRun, pages: SourcePages
) -> tuple[SourceRun, SourcePages]:
    """The first feed of several stands still."""
    documents = dict(run.documents or {})
    for url in list(documents)[:1]:
        documents[url] = {**(before.documents or {})[url], "fresh": 0}
    return replace(run, documents=documents), pages


def _one_section(what: str) -> Change:
    """All articles of the second section are as ``what`` says."""

    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        sections = dict(pages.sections)
        for name in list(sections)[1:2]:
            sections[name] = {**sections[name], what: sections[name]["pages"]}
        return run, replace(pages, sections=sections)

    return change


ACCESS: dict[str, Change] = {
    "refused": _without_discovery("refused"),
    "challenge_page": _without_discovery("challenge_page"),
    "connection_refused": _without_discovery("connection_refused"),
    "html_for_feed": _without_discovery("html_for_feed"),
    "robots_forbids": _without_discovery("robots_forbids"),
    "empty_discovery": _announcing(links=0, announced=0, fresh=0, new_addresses=0, causes={}),
    "changed_addresses": _announcing(announced=0, fresh=0, new_addresses=0, causes={}),
    "frozen_discovery": _frozen,
    "gone_quiet": _announcing(fresh=0, new_addresses=0, new_dropped=0, causes={}),
    "feed_too_short": _too_short,
    "flooded": _flooded,
}
"""Faults that show in the run itself, by cause."""

NEW: dict[str, Change] = {
    "not_found": _unanswered("not_found", 1.0),
    "server_error": _unanswered("server_error", 0.7),
    "js_only": _unread("js_only"),
    "body_missing": _unread("body_missing"),
    "title_missing": _pages_with(1.0, untitled="all"),
    "date_missing": _pages_with(1.0, undated="all"),
    "same_date": _old_date,
    "repeated_body": _pages_with(1.0, repeated="all"),
    "wrong_language": _pages_with(0.9, other_language="most"),
    "garbled": _pages_with(1.0, garbled="all"),
    "paywall": _not_free,
    "shorter_texts": _teasers,
}
"""Faults that show in the new articles of the run, by cause."""

SITE: dict[str, Change] = {
    cause: _of_the_site(
        change,
        {"same_date": "date_moved"}.get(cause, cause),
        {"server_error": 0.7, "wrong_language": 0.9}.get(cause, 1.0),
    )
    for cause, change in NEW.items()
}
"""The same where all articles of the site have them."""

PARTS: dict[str, Change] = {
    "one feed stands still": _one_feed,
    "one section empty": _one_section("unread"),
    "one section undated": _one_section("undated"),
}
"""Faults of one part of a source."""


@dataclass(frozen=True)
class Told:
    """What came of a fault: the cause found, if any; how much the run had to tell it by.

    ``articles`` are those of the run, ``announced`` those of a usual week, ``part`` those of
    the section with the fault.
    """

    name: str
    found: str | None
    articles: int
    announced: float
    part: int


def faulty(series: Series, name: str, change: Change) -> Told | None:
    """Make ``change`` to the last run; ``None`` where the fault can't befall it.

    A fault of new articles does not befall a run without any.
    """
    if NEW.get(name) is change and not series.pages[-1].articles:
        return None
    run, pages = change(series.runs[-1], series.runs[-2], series.pages[-1])
    if (run, pages) == (series.runs[-1], series.pages[-1]):
        return None
    runs = (*series.runs[:-1], run)
    held = {row.run: row for row in (*series.pages[:-1], pages)}
    last = findings(seen_runs(runs, held), series.source)[-1]
    sections = list(series.pages[-1].sections.values())
    return Told(
        name,
        last.cause if last else None,
        series.pages[-1].articles,
        _announced(series),
        sections[1]["pages"] if len(sections) > 1 else 0,
    )


def _announced(series: Series) -> float:
    """Return how many articles the outlet announces a week."""
    new = ((run.fresh, run.new_addresses or 0, run.new_dropped or 0) for run in series.runs[1:])
    return mean(met + dropped if fresh is None else fresh for fresh, met, dropped in new)
