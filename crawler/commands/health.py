"""How sources stand, told on the terminal and to a command of the user's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crawler.commands.problem import Problem, complain

if TYPE_CHECKING:
    from corpus.folder import DataFolder
    from crawler.monitor.health import Health

_HEAD = ("source", "state", "cause", "since", "last good", "found")


def print_table(found: Sequence[Health], *, form: str) -> None:
    """Print ``found`` as a table for people or as JSON lines; ``form`` is table or jsonl.

    Sources that no run has asked are left out of a table.
    """
    if form == "jsonl":
        from crawler.monitor.telling import line

        for health in found:
            print(line(health))
        return
    asked = [health for health in found if health.state != "unknown"]
    rows = [_HEAD, *map(_cells, asked)] if asked else []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())
    if asked and len(asked) < len(found):
        print(f"{len(found) - len(asked)} sources have not been asked yet")


def tell(troubles: Sequence[Health], *, command: str | None) -> bool:
    """Name each source in trouble and its cause, call ``command``; say whether there was any.

    Raises ``TellingError`` when the command could not be told.
    """
    from crawler.monitor.telling import tell_command

    for health in troubles:
        complain(f"{health.source}: {health.cause}: {_said(health)}")
    if troubles and command is not None:
        tell_command(command, troubles)
    return bool(troubles)


def acknowledge(folder: DataFolder, source: str, *, until: str | None) -> None:
    """Note that the present trouble of ``source`` is known, until the ISO day ``until``.

    Raises ``Problem`` for a source that is in no trouble.
    """
    from corpus.acknowledgements import Acknowledgement
    from corpus.acknowledgements import acknowledge as note
    from crawler.clock import SYSTEM
    from crawler.monitor.assessment import assess

    at = SYSTEM.stamp()
    found = {health.source: health for health in assess(folder, at=at)}
    if source not in found:
        expected = ", ".join(found)
        raise Problem(f"--acknowledge {source}: unknown source, expected one of {expected}")
    cause = found[source].cause
    if cause is None:
        raise Problem(f"--acknowledge {source}: in no trouble, expected one that is")
    note(folder.acknowledged, Acknowledgement(source=source, cause=cause, at=at, until=until))


def _cells(health: Health) -> tuple[str, ...]:
    state = "known" if health.acknowledged else health.state
    days = (health.since or "-")[:10], (health.last_good or "-")[:10]
    return (health.source, state, health.cause or "-", *days, _said(health))


def _said(health: Health) -> str:
    compared = f" (expected {health.expected}, seen {health.seen})" if health.expected else ""
    return health.evidence + compared
