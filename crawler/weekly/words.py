"""What an update came to, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.changes import Change, Row
from corpus.serving import wording
from corpus.updates import in_words
from crawler.weekly.update import Update

MOST = 20
"""Lines a list has; the line in ``updates.jsonl`` has the rest."""


def lines(update: Update) -> Iterator[str]:
    """Yield the report, line by line."""
    yield f"Update of {wording.moment(update.at)}."
    yield _asked(update)
    yield _counted(update)
    if not update.changes.compared:
        yield "There is no edition before that could be compared, so all counts as new."
    if update.changes.reader_changed:
        yield "The program or its language data changed since the edition before."
    yield from _listed("Read differently", [_changed(one) for one in update.changes.of("changed")])
    yield from _listed("Withdrawn", [_withdrawn(one) for one in update.changes.of("withdrawn")])
    if update.changes.compared:
        yield from _listed("New", [_figure(one.after) for one in update.changes.of("new")])
    yield from _listed("Not as it should be", list(_troubles(update)))
    yield from _next(update)


def _asked(update: Update) -> str:
    reports = update.crawled.reports.values()
    fetched = sum(report.total("fetched") for report in reports)
    unchanged = sum(report.total("unchanged") for report in reports)
    told = f"{_many(len(update.crawled.later), 'source is', 'sources are')} not due yet"
    if not reports:
        return f"No source was asked; {told}."
    asked = _many(len(update.crawled.reports), "source", "sources")
    return f"Asked {asked}: {fetched} pages fetched, {unchanged} unchanged; {told}."


def _counted(update: Update) -> str:
    found = update.changes
    return (
        f"{_many(len(found.new_articles), 'new article', 'new articles')}, "
        f"{_many(len(found.of('new')), 'new figure', 'new figures')}, "
        f"{len(found.of('changed'))} read differently, {len(found.of('withdrawn'))} withdrawn; "
        f"in all {update.built.rows['fact']} figures in {update.built.rows['article']} articles."
    )


def _listed(heading: str, found: Sequence[str]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{heading}:"
    yield from (f"  {line}" for line in found[:MOST])
    if len(found) > MOST:
        yield f"  and {len(found) - MOST} more: see updates.jsonl"


def _figure(row: Row | None) -> str:
    if row is None:
        return ""
    return f"{row['outlet']}: {in_words(row)}, {row['url']}"


def _changed(change: Change) -> str:
    after = change.after or {}
    before = change.before or {}
    fields = ", ".join(
        f"{wording.spaced(name)} {_value(before[name])} -> {_value(after[name])}"
        for name in change.fields
    )
    return f"{_figure(change.after)} ({fields})"


def _value(value: object) -> str:
    return "not stated" if value is None else str(value)


def _withdrawn(change: Change) -> str:
    why = "read as no figure now" if change.printed else "no longer printed"
    return f"{_figure(change.before)} ({why})"


def _troubles(update: Update) -> Iterator[str]:
    yield from update.crawled.faulty
    yield from (f"{name}: {what}" for name, what in sorted(update.crawled.failures.items()))
    yield from (f"{one.source}: {one.evidence}" for one in update.health if one.rings)
    yield from update.built.problems


def _next(update: Update) -> Iterator[str]:
    days = [(one.due_at, one.source) for one in update.crawled.later if one.due_at is not None]
    if days:
        when, source = min(days)
        yield ""
        yield f"Next due: {source}, {wording.moment(when.isoformat())}."


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
