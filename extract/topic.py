"""What an article is about: aid or organisations at all, several of them, one alone, the state."""

from __future__ import annotations

from collections.abc import Sequence

from extract.lexicon import Match
from extract.scan import Scan

SHORT = 5
"""Sentences: fewer don't show what a text is about."""

_ONE_IN = 7  # sentences that must speak of aid or organisations
_OF_SEVERAL = 10  # sentences, one of which must speak of several organisations
_AID = ("evidence.strong", "evidence.charity")
_STATE = ("reject.state", "relief.officer")


def is_topic(scans: Sequence[Scan], head: Sequence[Scan]) -> bool:
    """Whether the article is about aid or organisations, and does not only mention them.

    Headline or lead speak of them, or a fair part of the sentences does. Nothing is known of a
    text of few sentences, but that somebody gave it to be read.
    """
    if len(scans) < SHORT or any(_speaks_of_them(scan) for scan in head):
        return True
    speaking = sum(_speaks_of_them(scan) for scan in scans)
    return speaking > 1 and speaking * _ONE_IN >= len(scans)


def _speaks_of_them(scan: Scan) -> bool:
    matches = scan.matches
    weak = any(
        matches.at("topic.any", match.start) is None for match in matches.of("evidence.weak")
    )
    said = weak or scan.organisations() or any(matches.of(kind) for kind in _AID)
    bare = [m.start for m in matches.of("noun.bare") if m.value == "ngo_count"]
    named = any(at > 0 and scan.tokens[at].capital for at in bare)  # "Yayasan Sinar"
    counted = {number.end for number in scan.numbers if number.value > 1}
    several = any(at in counted or matches.ending("count.plural", at) is not None for at in bare)
    return bool(said) or named or several or names_organisations(scan)


def is_of_several(scans: Sequence[Scan], head: Sequence[Scan]) -> bool:
    """Whether the article is about organisations as such, and not only about one of them.

    Headline or lead speak of several, or a fair part of the sentences does. A text of few
    sentences does not show it.
    """
    if len(scans) < SHORT or any(speaks_of_several(scan) for scan in head):
        return True
    speaking = sum(speaks_of_several(scan) for scan in scans)
    return speaking * _OF_SEVERAL >= len(scans)


def speaks_of_several(scan: Scan) -> bool:
    """Whether organisations are spoken of, and not one alone: "sebuah LSM", "LSM Walhi"."""
    nouns = [noun for noun in scan.matches.of("noun.full") if noun.value == "ngo_count"]
    alone = [noun for noun in nouns if _is_alone(scan, noun)]
    return len(alone) < len(nouns) or any(
        not any(noun.start <= sector.start < noun.end for noun in alone)
        for sector in scan.matches.of("evidence.sector")
    )


def _is_alone(scan: Scan, noun: Match) -> bool:
    """Whether it is one organisation: one is counted, or has its name behind the noun."""
    one = any(number.end == noun.start and number.value == 1 for number in scan.numbers)
    one = one or scan.matches.ending("count.one", noun.start) is not None
    return one or any(token.capital for token in scan.tokens[noun.end : noun.end + 1])


def names_organisations(scan: Scan) -> bool:
    """Whether organisations, or the sector of those from abroad, are named at all."""
    named = any(match.value == "ngo_count" for match in scan.matches.of("noun.full"))
    return named or bool(scan.matches.of("evidence.sector"))


def is_of_one(scans: Sequence[Scan]) -> bool:
    """Whether it names one organisation that everybody knows, and speaks of no others."""
    named = {
        scan.tokens[match.start].norm
        for scan in scans
        for match in scan.matches.of("giver.known")
        if scan.tokens[match.start].capital
    }
    return len(named) == 1 and not any(names_organisations(scan) for scan in scans)


def is_of_state(scans: Sequence[Scan], head: Sequence[Scan]) -> bool:
    """Whether headline and lead show the state, and no organisation has a name in the article."""
    named = any(
        scan.tokens[m.start].capital for scan in scans for m in scan.matches.of("noun.bare")
    )
    return not named and any(scan.matches.of(kind) for kind in _STATE for scan in head)
