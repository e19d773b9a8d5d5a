"""How many variants of each kind were made and followed, and those that were not.

    python tests/metamorphic/report.py [--seed N] [--rounds N] [--failures FILE]

The table goes to standard output, each variant that was not followed to FILE.
"""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator
from pathlib import Path

from articles import demonstration, reports
from editing import Case
from variants import KINDS, Failure, outcome


def main() -> None:
    """Print the table and write the failures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=20240412)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--failures", type=Path)
    given = options.parse_args()
    failures: list[Failure] = []
    print(f"{'kind':20} {'demonstration':>15} {'reports':>15} {'given up':>10}")
    for kind in KINDS:
        cells = []
        unsound = 0
        for cases in (demonstration(), reports()):
            done = outcome(kind, cases, seed=given.seed, rounds=given.rounds)
            failures += done.failures
            unsound += done.unsound
            cells.append(f"{done.made - len(done.failures)} of {done.made}")
        print(f"{kind:20} {cells[0]:>15} {cells[1]:>15} {unsound:>10}")
    if given.failures:
        lines = [line for failure in failures for line in describe(failure)]
        given.failures.write_text("\n".join(lines) + "\n", encoding="utf-8")


def describe(failure: Failure) -> Iterator[str]:
    """Yield what was rewritten, word by word, and how the reading differs."""
    yield f"=== {failure.kind}: {failure.case.name}"
    yield from (f"    text: {line}" for line in _changes(failure.case, failure.variant))
    yield from (f"    {line}" for line in failure.differences)


def _changes(case: Case, variant: Case) -> Iterator[str]:
    if case.hint != variant.hint:
        yield f"published {case.hint} -> {variant.hint}"
    old, new = case.text.split(), variant.text.split()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            before, behind = " ".join(old[max(0, a - 3) : a]), " ".join(old[b : b + 3])
            yield f"{before} [{' '.join(old[a:b])} -> {' '.join(new[c:d])}] {behind}"


if __name__ == "__main__":
    main()
