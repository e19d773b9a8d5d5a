"""``pressfacts read``: the figures of a text or a saved page."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from crawler.commands.dates import check_date
from crawler.commands.inputs import Input, load
from crawler.commands.problem import Problem, complain
from extract.model import Document, Fact, Reading
from extract.records import fact_record, plain_decimal, rejection_record, to_json

HELP = "print the figures that texts or saved pages state"
EXAMPLE = "  pressfacts read report.txt\n  pressfacts read --format jsonl --rejections *.txt"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="text or HTML; - is standard input"
    )
    parser.add_argument("--lang", default="auto", help="vi, ms, id, ... or auto (default)")
    parser.add_argument("--published", metavar="DATE", help="of publication, YYYY-MM-DD")
    parser.add_argument("--url", help="address of the page")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table")
    parser.add_argument("--rejections", action="store_true", help="also numbers that are no figure")
    parser.add_argument("--explain", action="store_true", help="say which rules decided")
    parser.add_argument("--rules-only", action="store_true", help="without the learned weights")
    parser.add_argument("--text", action="store_true", help="print only the text that is read")


def run(args: argparse.Namespace) -> int:
    """Print facts; 0 when every input could be read, else 2."""
    from extract.lexicon import languages
    from extract.reading import read

    if args.lang != "auto" and args.lang not in languages():
        known = ", ".join(languages())
        raise Problem(f"--lang {args.lang}: unknown language, expected one of {known} or auto")
    check_date("--published", args.published)
    status = 0
    for name in args.files:
        try:
            given = load(name, url=args.url)
        except Problem as problem:
            complain(problem)
            status = 2
            continue
        if args.text:
            print(given.text, end="" if given.text.endswith("\n") else "\n")
            continue
        reading = read(
            Document(
                given.text,
                lang=None if args.lang == "auto" else args.lang,
                published=args.published or given.published,
                url=args.url,
                segments=given.segments,
            ),
            weighed=not args.rules_only,
        )
        if reading.lang not in languages():
            complain(f"{name}: language {reading.lang}, expected one of {', '.join(languages())}")
        _print(reading, given, args)
    return status


def _print(reading: Reading, given: Input, args: argparse.Namespace) -> None:
    if args.format == "jsonl":
        for fact in reading.facts:
            print(to_json(fact_record(fact, reading, given.name)))
        if args.rejections:
            for rejection in reading.rejections:
                print(to_json(rejection_record(rejection, reading, given.name)))
        return
    count = len(reading.facts)
    head = f"{given.name}: {reading.lang}, published {reading.published or 'unknown'}, {count} "
    print(head + ("figure" if count == 1 else "figures"))
    for fact in reading.facts:
        print("\n".join(_lines(fact, explain=args.explain)))
        if args.explain:
            _print_looks(reading, fact.start, fact.end)
    if args.rejections:
        for rejection in reading.rejections:
            print(f"  not taken ({rejection.reason}): {rejection.quote}")
            if args.explain:
                _print_looks(reading, rejection.start, rejection.end)
        rest = ", ".join(f"{reason} {n}" for reason, n in reading.rejection_counts.items())
        print(f"  other numbers: {rest or 'none'}")


def _lines(fact: Fact, *, explain: bool) -> Iterable[str]:
    value = _grouped(plain_decimal(fact.value))
    if fact.value_max is not None:
        value += f" to {_grouped(plain_decimal(fact.value_max))}"
    sure = "" if fact.qualifier == "exact" else f"{fact.qualifier.replace('_', ' ')} "
    kind = fact.kind if fact.direction is None else f"{fact.kind} {fact.direction}"
    yield (
        f"  {fact.measure:13} {sure}{value} {fact.unit}, {kind}, {fact.status}, {fact.scope}; "
        f"period {fact.period or '-'}; place {fact.place or '-'}"
    )
    if explain:
        yield f"    words: {fact.quote}"
        for field, spans in fact.anchors.items():
            yield f"    {field}: {' | '.join(span.quote for span in spans)}"
        yield f"    rules: {fact.rule}"
        yield f"    confidence {fact.confidence}; flags: {', '.join(fact.flags) or 'none'}"


def _print_looks(reading: Reading, start: int, end: int) -> None:
    """Print what the learned weights decided of the number in ``start`` to ``end``, and by what."""
    for look in reading.looks:
        if start < look.end and look.start < end:
            answer = f"{look.field} {look.answer} (rules: {look.instead}), {look.likely:.2f} likely"
            print(f"    weights: {answer}, by {'; '.join(look.reasons) or 'nothing single'}")


def _grouped(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}"
