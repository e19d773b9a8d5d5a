"""``pressfacts score``: how well the reader agrees with gold."""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from crawler.commands.inputs import load
from crawler.commands.problem import Problem, complain
from extract.records import to_json

HELP = "compare what is read with what people read (gold)"
EXAMPLE = (
    "  pressfacts score gold.jsonl --texts texts/\n"
    "  pressfacts score gold.jsonl --floors floors.toml"
)
_HINTS = ("published", "url")
_GOLD_KEYS = {
    "id": (str,),
    "text_file": (str,),
    "lang": (str,),
    "published": (str, type(None)),
    "facts": (list,),
}
_NAMES = {(str,): "a text", (str, type(None)): "a text or null", (list,): "a list"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("gold", metavar="GOLD.jsonl", help="one line a text, with its facts")
    parser.add_argument("--texts", metavar="DIR", help="folder of the texts (default: beside gold)")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--floors", metavar="FILE", help="TOML of scores that may not fall")
    parser.add_argument("--hints", default="", help="comma-separated: published, url (from gold)")
    parser.add_argument("--ids", default="", help="only these lines, comma-separated")
    parser.add_argument("--rules-only", action="store_true", help="without the learned weights")
    parser.add_argument("--misses", action="store_true", help="list what was not read as in gold")


def run(args: argparse.Namespace) -> int:
    """Print the scores; 1 when one lies below its floor, 2 when gold can't be read."""
    from extract.scoring import score

    hints = [hint for hint in args.hints.split(",") if hint]
    for hint in hints:
        if hint not in _HINTS:
            raise Problem(f"--hints {hint}: unknown, expected published, url or both")
    floors = _floors(args.floors) if args.floors else {}
    gold = Path(args.gold)
    chosen = _chosen(gold, {name for name in args.ids.split(",") if name})
    folder = Path(args.texts) if args.texts else gold.parent
    unread: list[str] = []
    total = score(_readings(chosen, folder, hints, unread, weighed=not args.rules_only))
    ratios = total.ratios()
    fingerprint = hashlib.sha256(gold.read_bytes()).hexdigest()
    _print(args, ratios, total.misses, fingerprint, total.documents, total.gold)
    below = list(_below(args.floors, floors, ratios, fingerprint)) if args.floors else []
    for line in below:
        complain(line)
    return 2 if unread else 1 if below else 0


def _chosen(gold: Path, wanted: set[str]) -> list[Mapping[str, Any]]:
    lines = list(_gold(gold))
    missing = wanted - {line["id"] for line in lines}
    if missing:
        raise Problem(f"--ids {','.join(sorted(missing))}: not in gold, expected ids of its lines")
    return [line for line in lines if not wanted or line["id"] in wanted]


def _gold(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Problem(f"{path}: {error.strerror}, expected gold in JSON lines") from error
    except UnicodeDecodeError as error:
        raise Problem(f"{path}: not UTF-8 at byte {error.start}, expected JSON lines") from error
    # Not splitlines: a JSON string may hold line separators of Unicode.
    for number, line in enumerate(content.removesuffix("\n").split("\n"), 1):
        try:
            yield _checked(json.loads(line))
        except json.JSONDecodeError as error:
            raise Problem(f"{path}: line {number}: {error.msg}, expected a JSON object") from error
        except ValueError as error:
            raise Problem(f"{path}: line {number}: {error}") from error


def _checked(line: object) -> Mapping[str, Any]:
    if not isinstance(line, dict):
        raise ValueError(f"{type(line).__name__}, expected a JSON object")
    for key, kinds in _GOLD_KEYS.items():
        if not isinstance(line.get(key, ...), kinds):
            raise ValueError(f"{key} is {line.get(key, 'missing')!r}, expected {_NAMES[kinds]}")
    for fact in line["facts"]:
        if not isinstance(fact, dict) or not isinstance(fact.get("measure"), str):
            raise ValueError(f"fact {fact!r}, expected an object with a measure")
        if type(fact.get("value")) not in (int, float):
            raise ValueError(f"value is {fact.get('value')!r}, expected a number")
    return line


def _readings(
    lines: list[Mapping[str, Any]],
    folder: Path,
    hints: list[str],
    unread: list[str],
    *,
    weighed: bool,
) -> Iterator[tuple[Mapping[str, Any], Any]]:
    from extract.model import Document
    from extract.reading import read

    for line in lines:
        try:
            given = load(str(folder / line["text_file"]))
        except Problem as problem:
            complain(problem)
            unread.append(line["id"])
            continue
        known = {hint: line.get(hint) for hint in hints}
        yield line, read(Document(given.text, segments=given.segments, **known), weighed=weighed)


def _print(
    args: argparse.Namespace,
    ratios: Mapping[str, float],
    misses: list[str],
    fingerprint: str,
    documents: int,
    facts: int,
) -> None:
    if args.format == "json":
        record = {"gold_sha256": fingerprint, "documents": documents, "facts": facts, **ratios}
        print(to_json(record))
        return
    print(f"{documents} texts, {facts} facts, gold {fingerprint[:12]}")
    for name, ratio in ratios.items():
        print(f"  {name:22} {ratio:.4f}")
    if args.misses:
        print("\n".join(misses))


def _below(
    file: str, floors: Mapping[str, Any], ratios: Mapping[str, float], fingerprint: str
) -> Iterator[str]:
    pinned = floors.get("gold_sha256")
    if pinned != fingerprint:
        yield f"{file}: gold_sha256 is {pinned}, expected {fingerprint}: pin the floors anew"
    for name, floor in floors.items():
        if name == "gold_sha256":
            continue
        lower_is_better = name == "spurious_per_document"
        value = ratios.get(name)
        if value is None:
            yield f"{file}: {name} is no score, expected one of {', '.join(ratios)}"
        elif value > floor if lower_is_better else value < floor:
            limit = "at most" if lower_is_better else "at least"
            yield f"{name}: {value:.4f}, expected {limit} {floor}"


def _floors(file: str) -> dict[str, Any]:
    try:
        floors = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise Problem(f"{file}: {error.strerror}, expected TOML with scores") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem(f"{file}: {error}, expected TOML with scores") from error
    for name, floor in floors.items():
        if name != "gold_sha256" and type(floor) not in (int, float):
            raise Problem(f"{file}: {name} is {floor!r}, expected a number")
    return floors
