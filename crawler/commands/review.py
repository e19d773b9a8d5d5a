"""``pressfacts review``: a person's verdict on a figure."""

from __future__ import annotations

import argparse
from dataclasses import fields
from typing import TYPE_CHECKING

from crawler.commands.folders import build_and_tell, chosen_folder, data_argument, told_plainly
from crawler.commands.problem import Problem

if TYPE_CHECKING:
    from corpus.folder import DataFolder

HELP = "record your verdict on a figure: right, wrong, no figure, unsure"
EXAMPLE = (
    "  pressfacts review 0123456789abcdef right --reviewer ana\n"
    "  pressfacts review 0123456789abcdef wrong --field status --value registered --reviewer ana"
)
_VERDICTS = ("right", "wrong", "no_figure", "unsure")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("claim", help="the claim's id, shown on the evidence page")
    parser.add_argument("verdict", choices=_VERDICTS)
    parser.add_argument("--reviewer", required=True, help="who says so")
    parser.add_argument("--field", help="the field that is wrong")
    parser.add_argument("--value", help="what it should be")
    parser.add_argument("--note", help="why, in a sentence")
    data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Append the verdict to ``reviews.jsonl`` and build; 2 for a claim that does not exist."""
    from corpus.reviews import Verdict, append
    from crawler.clock import SYSTEM

    _check_field(args.field)
    with told_plainly():
        folder = chosen_folder(args)
        _check_claim(folder, args.claim)
        review = append(
            folder.reviews,
            Verdict(
                claim=args.claim,
                verdict=args.verdict,
                reviewer=args.reviewer,
                reviewed_at=SYSTEM.stamp(),
                field=args.field,
                value=args.value,
                note=args.note,
            ),
        )
        print(f"{folder.reviews}: recorded as {review.digest[:16]}")
        return build_and_tell(folder)


def _check_field(name: str | None) -> None:
    from extract.model import Fact

    known = [field.name for field in fields(Fact)]
    if name is not None and name not in known:
        raise Problem(f"--field {name}: no field of a figure, expected one of {', '.join(known)}")


def _check_claim(folder: DataFolder, claim: str) -> None:
    from corpus.schema import open_facts

    database = open_facts(folder.facts)
    try:
        known = database.table("claim").count_where("id = ?", [claim])
    finally:
        database.close()
    if not known:
        raise Problem(f"{claim}: no claim in {folder.facts}, expected an id of the evidence page")
