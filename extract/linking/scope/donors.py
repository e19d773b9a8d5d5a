"""Whose money an amount is: that of organisations that give it, not of those that receive it."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.zone import Zone

_RECEIVED_REACH = 8
_ROW_REACH = 8
_THEIRS = ("evidence.strong", "evidence.weak")
_COUNTING = ("count.skip", "count.plural", "qualifier.before", "numbers.vague")


def link_donors(zone: Zone) -> Answer:
    """Return whose money an amount is: NGOs alone, NGOs and others, or not said."""
    others = next((m for m in _in_clause(zone, "donors.others") if not _is_each(zone, m)), None)
    named = [m for m in _in_clause(zone, "noun.full") if m.value == "ngo_count"]
    named = [match for match in named if not _is_again(zone, match)]
    named += _in_clause(zone, "donors.anaphora")
    giving = [match for match in named if _is_agent(zone, match)]
    giving = giving or [match for match in named if not _receives(zone, match)]
    if not giving:
        return Answer(None, "donors.none")
    if others is not None:
        return Answer("ngos_and_others", "donors.others", others.start, others.end)
    return Answer("ngos", "donors.ngos", giving[0].start, giving[0].end)


def _in_clause(zone: Zone, category: str) -> list[Match]:
    return [
        match
        for match in zone.scan.matches.of(category)
        if zone.clause_start <= match.start and match.end <= zone.clause_end
    ]


def _is_again(zone: Zone, named: Match) -> bool:
    """Whether it is only the short name in brackets, "badan bukan kerajaan (NGO)", or a base."""
    compared = zone.scan.matches.ending("kind.comparison", _counted_from(zone, named.start))
    return compared is not None or zone.scan.tokens[named.start - 1].norm == "("


def _is_each(zone: Zone, others: Match) -> bool:
    """Whether each of them gets as much: "Rp50 juta per mitra"."""
    each = _in_clause(zone, "kind.rate")
    return any(said.start <= others.start and others.end <= said.end for said in each)


def _is_agent(zone: Zone, named: Match) -> bool:
    """Read "daripada 20 NGO", "do các tổ chức PCPNN": they give, whoever else receives."""
    return zone.scan.matches.ending("giver.by", _row_start(zone, named.start)) is not None


def _receives(zone: Zone, named: Match) -> bool:
    """Read "diserahkan kepada tiga NGO", "15 NGO menerima RM118,000": the money goes to them."""
    of_project = zone.scan.matches.at("noun.full", named.end)  # "for 244 NGO projects"
    to = _is_to(zone, _row_start(zone, named.start)) and of_project is None
    return to or _have_received(zone, named)


def _is_to(zone: Zone, at: int) -> bool:
    """Whether a word for the receiver ends before token ``at``: "kepada", "cho", no "di"."""
    found = zone.scan.matches.ending("place.recipient", at)
    return found is not None and zone.scan.matches.at("place.at", found.start) is None


def _have_received(zone: Zone, named: Match) -> bool:
    """Whether they are the subject of receiving: no comma parts them from the verb.

    "Dana NGO yang diterima" is theirs.
    """
    of_them = [zone.scan.matches.ending(kind, named.start) for kind in _THEIRS]
    if any(match is not None for match in of_them):
        return False
    for verb in _in_clause(zone, "status.flow"):
        near = 0 <= verb.start - named.end <= _RECEIVED_REACH
        if verb.value == "received" and near and verb.end <= zone.quantity.start:
            between = zone.scan.tokens[named.end : verb.start]
            return all(token.norm not in {",", ";"} for token in between)
    return False


def _row_start(zone: Zone, at: int) -> int:
    """Return where the row begins in which the organisations stand: "27 sekolah dan 4 NGO".

    What counts or qualifies them belongs to it, and so do the things named beside them.
    """
    matches = zone.scan.matches
    start = _counted_from(zone, at)
    join = matches.ending("list.join", start)
    if join is None:
        return start
    beside = matches.ending("noun.full", join.start)
    if beside is not None:
        return _row_start(zone, beside.start)
    if zone.scan.tokens[join.start].norm == ",":
        return start
    led = [
        match.end
        for kind in ("place.recipient", "giver.by")
        for match in matches.of(kind)
        if join.start - _ROW_REACH <= match.end <= join.start
        if kind == "giver.by" or _is_to(zone, match.end)
    ]
    return max(led, default=start)


def _counted_from(zone: Zone, at: int) -> int:
    """Step back over numbers, counters and words such as "many", "about", "several"."""
    matches = zone.scan.matches
    stepped = True
    while stepped:
        number = next((n for n in zone.scan.numbers if n.end == at and n.start < at), None)
        before = [matches.ending(kind, at) for kind in _COUNTING]
        spans = [match.start for match in before if match is not None]
        spans += [number.start] if number is not None else []
        stepped = bool(spans)
        at = min(spans, default=at)
    return at
