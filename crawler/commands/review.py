"""``pressfacts review``: a person's verdict on a figure."""

from __future__ import annotations

import argparse

from crawler.commands.folders import build_and_tell, chosen_folder, data_argument, told_plainly

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
    """Append the verdict to ``reviews.jsonl`` and build, so that the database shows it."""
    from corpus.reviews import Verdict, append
    from crawler.crawlrun import utc_now

    with told_plainly():
        folder = chosen_folder(args)
        folder.claim(demonstration=bool(folder.demonstration))
        review = append(
            folder.reviews,
            Verdict(
                claim=args.claim,
                verdict=args.verdict,
                reviewer=args.reviewer,
                reviewed_at=utc_now(),
                field=args.field,
                value=args.value,
                note=args.note,
            ),
        )
        print(f"{folder.reviews}: recorded as {review.digest[:16]}")
        return build_and_tell(folder)
