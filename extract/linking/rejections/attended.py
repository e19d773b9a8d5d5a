"""Organisations that were only there, those told by name, and the few who gave to one other."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.parties import joint_work
from extract.linking.zone import Zone

REACH = 9
_OF_REACH = 5
_LED = frozenset({"attendance", "other_number"})
_LETTER_REACH = 10
_JOINED_REACH = 24
_PAIR = 3
_LIST_REACH = 30
_NAMES_REACH = 6


def beside(zone: Zone, context: Context) -> Answer | None:
    """Read "đại diện 19 tổ chức": who was there, said right before the number."""
    at = zone.qualified_start
    names = (
        ["reject.beside"] if zone.quantity.unit == "percent" else ["reject.label", "reject.beside"]
    )
    said = (zone.scan.matches.ending(name, at) for name in names)
    # The longer one: "mục 12" is a label, "danh mục 12 dự án" a list of wishes.
    found = max(filter(None, said), key=lambda match: match.end - match.start, default=None)
    found = found or _led_by(zone, at) or _listed_with(zone, at)
    if found is None or (found.value == "attendance" and zone.quantity.unit != "organization"):
        return None
    if _is_collected(zone, found):
        return None
    if found.value == "attendance" and (
        joint_work(zone, found.start) is not None
        or any(match.value == "received" for match in zone.after("status.flow"))
    ):
        return None  # "Wakil 75 NGO tersenyum selepas menerima sumbangan"
    return Answer(found.value, f"reject.{found.value}", found.start, found.end)


def _is_collected(zone: Zone, cue: Match) -> bool:
    """Read "terkumpul Rp3 miliar, dan konser menghasilkan Rp2 miliar": collected as well."""
    raised = (m for m in zone.scan.matches.of("status.flow") if m.value == "mobilised")
    earned = zone.scan.matches.at("value.yield", cue.start) is not None
    return earned and any(match.end <= cue.start for match in raised)


def _led_by(zone: Zone, at: int) -> Match | None:
    """Read "đại diện văn phòng dự án của 19 tổ chức": whose people were there.

    And "Survei Koalisi Masyarakat Sipil terhadap 40 organisasi": who was asked.
    """
    link = zone.scan.matches.ending("reject.of", at)
    if link is None:
        return None
    for match in zone.in_clause_before("reject.beside"):
        between = zone.scan.tokens[match.end : link.start]
        near = 0 <= link.start - match.end <= _OF_REACH and match.value in _LED
        if near and all(token.kind == "word" for token in between):
            return match
    return None


def attended(zone: Zone, cue: Match) -> bool:
    """Whether the organisations stand near "dihadiri", or are joined to others that do.

    "Với sự tham dự của các cơ quan thành viên Ủy ban và hơn 200 tổ chức".
    """
    gap, at = zone.quantity.start - cue.end, zone.qualified_start
    kinds = ("list.join", "clause.besides")  # "..., selain kira-kira 80 NGO"
    join = next(filter(None, (zone.scan.matches.ending(kind, at) for kind in kinds)), None)
    between = zone.scan.tokens[cue.end : join.start] if join is not None else ()
    joined = bool(between) and all(t.kind == "word" or t.norm == "," for t in between)
    if zone.quantity.unit != "organization" or gap > (_JOINED_REACH if joined else REACH):
        return False
    if any(m.value == "honoured" and m.start >= cue.end for m in zone.before("status.stock")):
        return False  # "dihadiri 500 delegasi dan memberi penghargaan kepada 50 organisasi"
    if any(match.start >= cue.end for match in zone.before("clause.but")):
        return False  # "Enam wakil hadir, tetapi 90 NGO menerima geran"
    return joint_work(zone, cue.start) is None


def _listed_with(zone: Zone, at: int) -> Match | None:
    """Read "perwakilan 30 sekolah dan 12 NGO", "đại diện các sở và 12 tổ chức": all there."""
    join = zone.scan.matches.ending("list.join", at)
    for match in zone.in_clause_before("reject.beside") if join is not None else ():
        first = next((n for n in zone.scan.numbers if n.start == match.end), None)
        plural = zone.scan.matches.at("count.plural", match.end)
        plural = plural or zone.scan.matches.ending("count.plural", match.end)
        if match.value != "attendance" or join is None:
            continue
        if first is None and plural is None:
            continue
        between = zone.scan.tokens[match.end if first is None else first.end : join.start]
        reach = _OF_REACH if first is not None else REACH
        if 0 < len(between) <= reach and all(t.kind == "word" or t.norm == "," for t in between):
            return match
    return None


def addressed(zone: Zone, context: Context) -> Answer | None:
    """Read "gửi thư tới 30 tổ chức phi chính phủ nước ngoài": who is written to."""
    to = zone.scan.matches.ending("letter.to", zone.qualified_start)
    if zone.quantity.measure != "ngo_count" or to is None:
        return None
    if any(match.value == "honoured" for match in zone.in_clause_before("status.stock")):
        return None  # "gửi thư khen tới 30 tổ chức"
    for letter in zone.in_clause_before("letter.noun"):
        near = 0 <= to.start - letter.end <= _LETTER_REACH
        clear = not zone.scan.has_comma(letter.end, to.start)
        sent = (m for m in zone.in_clause_before("letter.send") if m.end <= to.start)
        if near and clear and any(sent):
            return Answer("appeal", "reject.addressed", letter.start, to.end)
    return None


def speakers(zone: Zone, context: Context) -> Answer | None:
    """Read "Dua NGO, Sahabat Alam dan Aliran, berkata ...": some told by name, no count."""
    quantity = zone.quantity
    few = quantity.number.value <= _PAIR and quantity.number.written == "words"
    if quantity.measure != "ngo_count" or not few or quantity.start > zone.clause_start + 1:
        return None
    tokens = zone.scan.tokens
    comma = next((i for i in range(quantity.end, len(tokens)) if tokens[i].norm == ","), None)
    if comma is None or comma + 1 >= len(tokens) or not tokens[comma + 1].capital:
        return None
    for said in zone.scan.matches.of("attribution.say"):
        if comma < said.start <= comma + _LIST_REACH:
            return Answer("other_number", "reject.speakers", said.start, said.end)
    return None


def told_by_name(zone: Zone, context: Context) -> Answer | None:
    """Read "2 tổ chức Plan International và CODES": who they are stands right behind, no count."""
    quantity, tokens, end = zone.quantity, zone.scan.tokens, zone.quantity.end
    few = quantity.measure == "ngo_count" and quantity.number.value <= _PAIR
    if not few or end >= len(tokens) or not tokens[end].capital:
        return None
    if any(mention.start == end for mention in zone.scan.places):
        return None  # "3 tổ chức Hàn Quốc và Nhật Bản"
    for join in zone.scan.matches.of("list.join"):
        between = (*tokens[end : join.start], *tokens[join.end : join.end + 1])
        listed = 1 < len(between) <= _NAMES_REACH and all(token.capital for token in between)
        if listed and tokens[join.start].kind == "word":
            return Answer("other_number", "reject.named", end, join.end)
    return None


def givers_of_one(zone: Zone, context: Context) -> Answer | None:
    """Read "Sebuah LSM mendapat dana dari dua yayasan asing": who gave to the one, no count."""
    quantity, by = zone.quantity, zone.scan.matches.ending("giver.by", zone.qualified_start)
    few = quantity.measure == "ngo_count" and quantity.number.value <= _PAIR
    if by is None or not few or quantity.number.written != "words":
        return None
    taken = [m for m in zone.in_clause_before("status.flow") if m.value == "received"]
    ones = [number for number in zone.scan.numbers if "article" in number.flags]
    heads = [m.end for m in zone.scan.matches.of("count.one")] + [one.end for one in ones]
    for noun in (m for kind in ("noun.full", "noun.bare") for m in zone.in_clause_before(kind)):
        if noun.start in heads and any(noun.end <= m.start and m.end <= by.start for m in taken):
            return Answer("other_number", "reject.givers", by.start, by.end)
    return None
