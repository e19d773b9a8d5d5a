"""Organisations counted for what they do: some of all there are."""

from __future__ import annotations

from collections.abc import Sequence

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope
from extract.linking.zone import Zone
from extract.scan import Scan

_WORK_REACH = 5
_ACT_REACH = 8
_VOICE_REACH = 6
_LIST_REACH = 5
_LED_TO = frozenset({"count.from_to", "count.reached"})
_VOICES = ("reject.watch", "scope.voice")
_DOES = frozenset({"committed", "received"})


def some_of_all(zone: Zone, status: Answer) -> Scope | None:
    """Read organisations that receive, sign, promise, demand or are honoured: some, not all."""
    if status.value == "honoured":
        return Scope(Answer("subset", "scope.honoured", status.start, status.end))
    start = zone.qualified_start
    party = _party(zone, start) or _signed_with(zone, start)
    if party is not None and party.value == "helped":
        return Scope(Answer("subset", "scope.helped", party.start, party.end))
    if party is not None and status.value == "operating" and _are_given(zone, party):
        return Scope(Answer("subset", "scope.party", party.start, party.end))
    if status.value != "unspecified":
        return None
    for cue in (*zone.before("reject.beside"), *zone.before("reject.before")):
        work = joint_work(zone, cue.start) if cue.value == "attendance" else None
        if work is not None:
            return Scope(Answer("subset", "scope.work", work.start, cue.end))
    asked = next(zone.before("reject.before"), None)
    if asked is not None and asked.value == "application" and asked.end == start:
        return Scope(Answer("subset", "scope.granted", asked.start, asked.end))
    reached = zone.scan.matches.ending("kind.reach", start)
    level = reached is not None and party is not None and reached.start < party.start
    moves = (*zone.in_clause_before("kind.up"), *zone.in_clause_before("kind.down"))
    moved = zone.quantity.rule == "count.noun_before" and bool(moves)
    continued = level or moved or zone.quantity.rule in _LED_TO
    if party is not None and not continued:  # "meningkat kepada 502" is a level
        return Scope(Answer("subset", "scope.party", party.start, party.end))
    first = _act_first(zone, start)
    if first is not None:
        return Scope(Answer("subset", "scope.acting", first.start, first.end))
    joint = _behind(zone.scan, zone.quantity.end, ("scope.joint",))
    if joint is not None:
        return Scope(Answer("subset", "scope.work", joint.start, joint.end))
    voice = raised_voice(zone.scan, zone.quantity.end)
    if voice is not None:
        return Scope(Answer("subset", "scope.voice", voice.start, voice.end))
    named = _are_named(zone)
    behind = (m for m in zone.scan.matches.of("status.flow") if m.start >= zone.quantity.end)
    for match in behind if named else zone.after("status.flow"):
        acts = match.value in _DOES
        led = any(intro.start < match.start for intro in zone.after("value.intro"))
        near = match.start - zone.quantity.end <= _ACT_REACH and not led
        parted = zone.scan.has_comma(zone.quantity.end, match.start)
        if acts and (named or (near and not parted)):
            return Scope(Answer("subset", "scope.acting", match.start, match.end))
    return None


def _are_given(zone: Zone, party: Match) -> bool:
    """Read "dana itu diagihkan kepada lapan NGO yang aktif": those active receive."""
    to = zone.scan.matches.at("place.recipient", party.start)
    paid = (m for m in zone.in_clause_before("status.flow") if m.value == "disbursed")
    return to is not None and (any(paid) or any(zone.gives()))


def _are_named(zone: Zone) -> bool:
    """Read "6 tổ chức gồm: CARE, Oxfam, ... đã ký kết": those that act are told by name."""
    listed = zone.scan.matches.at("scope.part", zone.quantity.end)
    if listed is None:
        return False
    colon = listed.end < len(zone.scan.tokens) and zone.scan.tokens[listed.end].norm == ":"
    at = listed.end + colon
    return at < len(zone.scan.tokens) and zone.scan.tokens[at].capital


def raised_voice(scan: Scan, at: int) -> Match | None:
    """Return the demand, protest or support right behind the organisations that end at ``at``.

    "60 NGO menggesa kerajaan", "20 LSM (Koalisi Air) menolak": who speaks for a cause.
    """
    return _behind(scan, at, _VOICES)


def _behind(scan: Scan, at: int, kinds: Sequence[str]) -> Match | None:
    """Return what is said of the organisations that end at ``at``, right behind them."""
    found = [match for kind in kinds for match in scan.matches.of(kind)]
    for match in sorted(found, key=lambda match: match.start):
        between = [token.norm for token in scan.tokens[at : match.start]]
        if 0 <= match.start - at <= _VOICE_REACH and not {",", ";", ":"} & set(between):
            return match
    return None


def _party(zone: Zone, start: int) -> Match | None:
    """Return what makes them a party, before them or before the list they are in.

    "kepada 27 sekolah dan 4 NGO", "kepada MBS dan 17 badan gabungan": to both.
    """
    party = zone.scan.matches.ending("scope.party", start)
    join = zone.scan.matches.ending("list.join", start)
    if party is not None or join is None:
        return party
    for number in zone.scan.numbers:
        listed = 0 < join.start - number.end <= _LIST_REACH
        led = zone.scan.matches.ending("scope.party", number.start)
        if listed and led is not None and not zone.scan.has_comma(number.end, join.start):
            return led
    for led in zone.before("scope.party"):
        named = zone.scan.tokens[led.end : join.start]
        if 0 < len(named) <= _LIST_REACH and all(token.capital for token in named):
            return led
    return None


def _signed_with(zone: Zone, start: int) -> Match | None:
    """Return the "with" of "menandatangani nota kesepahaman dengan tiga NGO"."""
    led = zone.scan.matches.ending("giver.with", start)
    if led is None:
        return None
    signed = any(match.value == "committed" for match in zone.before("status.flow"))
    return led if signed else None


def _act_first(zone: Zone, start: int) -> Match | None:
    """Return the act that opens the clause, "are" those counted behind it.

    "Ký biên bản ghi nhớ tại buổi lễ là 6 tổ chức", "Yang menandatangani nota itu ialah 6 NGO".
    """
    matches = zone.scan.matches
    copula = matches.ending("qualifier.neutral", start) or matches.ending("giver.has", start)
    if copula is None:
        return None
    for act in zone.in_clause_before("status.flow"):
        opens = act.start - zone.clause_start <= 1  # "Tiếp nhận ...", "Yang menandatangani ..."
        colon = any(token.norm == ":" for token in zone.scan.tokens[act.end : copula.start])
        if act.value in _DOES and opens and not colon:
            return act
    return None


def joint_work(zone: Zone, at: int) -> Match | None:
    """Return the work that those named share: "misi itu turut disertai 12 NGO" tells no meeting.

    ``at`` is where the word of taking part begins.
    """
    for work in reversed(zone.scan.matches.of("reject.work")):
        between = zone.scan.tokens[work.end : at]
        near = zone.clause_start <= work.start and 0 <= at - work.end <= _WORK_REACH
        if near and all(token.kind == "word" for token in between):
            return work
    return None
