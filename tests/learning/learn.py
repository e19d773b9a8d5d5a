"""Learn the weights in ``extract/data/weights`` from annotated articles: ``make weights``.

Three kinds of examples are used. Articles of ``tests/learning``, which no rule was
written from, show what stands in the text and how far the rules can be trusted. Open
articles of ``tests/gold`` and ``tests/othernews`` show what stands in the text alone: rules were
mended until they agreed with them, so what the rules say there would flatter the rules. The cases of
``tests/extract`` say where the rules are right: the weights are to leave those as they are.

``--leave N/M`` leaves out every M-th article of ``tests/learning``, from the N-th on, to
measure on them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_TESTS = _HERE.parent
sys.path[:0] = [str(_HERE), str(_TESTS / "extract")]

from logit import Example, fit  # noqa: E402
from test_reading import LANGUAGES, cases  # noqa: E402

from extract.drafts import Draft  # noqa: E402
from extract.measures import measures  # noqa: E402
from extract.model import Document  # noqa: E402
from extract.quantities import NO_FIGURE, Quantity  # noqa: E402
from extract.reading import read_by_rules  # noqa: E402
from extract.weighing import FIGURE, SCOPE, features_of  # noqa: E402
from extract.weighing.candidates import Told, candidates, open_measures  # noqa: E402
from extract.weighing.features import views  # noqa: E402

CLASSES = {
    FIGURE: (NO_FIGURE, *measures()),
    SCOPE: ("total", "subset", "single_project"),
}
_OPEN = {"dev", "dev2", "dev3", "dev4", "dev5"}
_CASE_WEIGHT = 2.0
_LEAST = 3
_PENALTY = {FIGURE: 0.1, SCOPE: 0.15}
_SMALL = 0.03
_ROUNDS = 160
_DIGITS = 3
_AROUND = ("S:", "H:")
"""What is said elsewhere in the sentence and in the head tells nothing of the scope."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the weights from annotated articles.")
    parser.add_argument("--out", type=Path, default=_TESTS.parent / "extract" / "data" / "weights")
    parser.add_argument("--leave", default="", metavar="N/M", help="leave every M-th out")
    args = parser.parse_args()
    examples = {name: list(found) for name, found in gather(args.leave).items()}
    args.out.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256((_TESTS / "learning" / "gold.jsonl").read_bytes()).hexdigest()
    for name, classes in CLASSES.items():
        options = {"penalty": _PENALTY[name], "least": _LEAST, "rounds": _ROUNDS}
        first = fit(examples[name], len(classes), **options)
        kept = [feature for feature, row in first.items() if max(map(abs, row)) >= _SMALL]
        learned = fit(examples[name], len(classes), **options, keep=kept)
        rows = {feature: [round(w, _DIGITS) for w in row] for feature, row in learned.items()}
        content = {
            "learned_from": digest, "languages": LANGUAGES, "classes": classes, "weights": rows,
        }  # fmt: skip
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (args.out / f"{name}.json").write_text(text.replace("],", "],\n") + "\n", encoding="utf-8")
        print(f"{name}: {len(examples[name])} examples, {len(rows)} of {len(first)} features")


def gather(leave: str) -> dict[str, list[Example]]:
    """Return the examples of every choice."""
    found: dict[str, list[Example]] = {name: [] for name in CLASSES}
    for line in _learning(leave):
        _add(found, _TESTS / "learning", line, rules=True)
    for folder, line in _open_gold():
        _add(found, folder, line, rules=False)
    for case, weight in _cases():
        document = Document(case.text, lang=case.lang, published=case.published)
        for told, features in _told(document):
            # The cases pass, so that the rules are right about them.
            read = told.measure.name if isinstance(told, Draft) else NO_FIGURE
            _put(found[FIGURE], FIGURE, told, features, read, True, weight)
            if isinstance(told, Draft):
                scope = str(told.scope.answer.value)
                _put(found[SCOPE], SCOPE, told, features, scope, True, weight)
    return found


def _learning(leave: str) -> Iterator[Mapping[str, Any]]:
    first, _, every = leave.partition("/")
    with (_TESTS / "learning" / "gold.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if not leave or number % int(every) != int(first):
                yield json.loads(line)


def _open_gold() -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield the articles that may be looked at, with their folders."""
    manifest = json.loads((_TESTS / "gold" / "manifest.json").read_text(encoding="utf-8"))
    open_ = {Path(e["file"]).stem for e in manifest["texts"] if e["split"] in _OPEN}
    for folder in (_TESTS / "gold", _TESTS / "othernews"):
        with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                if folder.name != "gold" or line["id"] in open_:
                    yield folder, line


def _cases() -> Iterator[tuple[Any, float]]:
    """Yield the cases, those that only put another word less heavily."""
    all_ = [case for case in cases() if case.known is None]
    alike = Counter((case.lang, case.group, case.name.partition(":")[0]) for case in all_)
    for case in all_:
        many = alike[case.lang, case.group, case.name.partition(":")[0]]
        yield case, _CASE_WEIGHT / many**0.5


def _add(
    found: dict[str, list[Example]], folder: Path, line: Mapping[str, Any], *, rules: bool
) -> None:
    text = (folder / line["text_file"]).read_text(encoding="utf-8")
    for told, features in _told(Document(text)):
        facts = [fact for fact in line["facts"] if _same(fact, told.zone.quantity)]
        firm = [fact for fact in facts if not fact.get("optional")]
        if firm or not facts:
            read = told.measure.name if isinstance(told, Draft) else None
            measure = read or firm[0]["measure"] if firm else NO_FIGURE
            _put(found[FIGURE], FIGURE, told, features, measure, rules)
        if firm and isinstance(told, Draft):
            _put(found[SCOPE], SCOPE, told, features, firm[0]["scope"], rules)


def _put(
    examples: list[Example], choice: str, told: Told, features: Sequence[str], right: str,
    rules: bool, weight: float = 1.0,
) -> None:  # fmt: skip
    apart = _AROUND if choice == SCOPE else ()
    used = [f for f in features if (rules or not f.startswith("!")) and not f.startswith(apart)]
    classes = CLASSES[choice]
    allowed = classes if choice == SCOPE else (NO_FIGURE, *open_measures(told))
    if right in allowed:
        at = tuple(classes.index(name) for name in allowed)
        examples.append(Example(used, classes.index(right), weight, at))


def _told(document: Document) -> Iterator[tuple[Told, list[str]]]:
    readings, outline = read_by_rules(document)
    for view in views(readings, outline):
        for told in candidates(view.reading):
            yield told, [*view.features, *features_of(view, told, outline.lang)]


def _same(fact: Mapping[str, Any], quantity: Quantity) -> bool:
    """Whether a number has the value and unit of an annotated figure, or of its restatement."""
    low, high = quantity.number.value, quantity.number.value_max
    if (Decimal(str(fact["value"])), _decimal(fact["value_max"])) != (low, high):
        other = fact["equivalent"]
        restated = other is not None and Decimal(str(other["value"])) == low
        return restated and other["unit"] == quantity.unit
    if fact["unit"] in {"percent", "times"} or quantity.unit in {"percent", "times"}:
        return bool(quantity.unit == fact["unit"])
    return (quantity.measure == "aid_amount") == (fact["measure"] == "aid_amount")


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


if __name__ == "__main__":
    main()
