"""Money of the land itself: its state, officers, provinces and the bodies of its own."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.rejections.excused import is_beside
from extract.linking.zone import Zone
from extract.measures import measures

_OPENING = 2
_OBJECT_REACH = 3
_GRANTEE_REACH = 14
_SPENDERS = ("place.province", "place.district", "reject.state", "state.officer")
_TAKEN = frozenset({"mobilised", "received"})
_OBJECTS = ("qualifier.neutral", "evidence.strong", "status.flow")
_PAYS = frozenset({"give", "disbursed"})
_ALLOTS = frozenset({"disbursed", "approved"})
_LED = 2


def of_the_state(zone: Zone, context: Context) -> Answer | None:
    """Read "kementerian mengirim logistik senilai Rp9 miliar": the state pays, no organisation.

    It opens its clause or stands right before the verb; the verb of the clause before may serve:
    "majlis bandaraya memperuntukkan RM3 juta, manakala majlis daerah RM1 juta".
    """
    if zone.quantity.measure != "aid_amount":
        return None
    if any(zone.clause_start <= at < zone.quantity.end + _GRANTEE_REACH for at in grantees(zone)):
        return None
    verbs = (*zone.gives(), *zone.in_clause_before("status.flow"))
    paid = [verb.start for verb in verbs if verb.value in _PAYS]
    before = (*zone.said_before("give.verb"), *zone.said_before("status.flow"))
    elided = not verbs and any(verb.value in _PAYS for verb in before)
    for giver in states(zone):
        if not zone.clause_start <= giver.start < zone.quantity.start:
            continue
        if _only_says(zone, giver):
            continue
        opens = opens_clause(zone, giver.start)
        pays = any(at >= giver.end for at in paid) if opens else giver.end in paid
        if pays or (opens and elided) or _is_apposed(zone, giver):
            return Answer("other_money", "reject.state", giver.start, giver.end)
    said = _from_state(zone) or _allotted(zone) or _by_state(zone, context)
    return said or _of_officer(zone, context)


def _is_abroad(zone: Zone, state: Match, context: Context) -> bool:
    """Whether the state is that of another land: "pemerintah Norwegia"."""
    home = context.outline.country
    land = next((m.place for m in zone.scan.places if m.start == state.end), None)
    return land is not None and land.level == "country" and land != home


def _is_apposed(zone: Zone, state: Match) -> bool:
    """Read "pemberi pertama ialah Pemerintah Norwegia, USD50 juta": the amount behind its name."""
    tokens = zone.scan.tokens[state.end : zone.qualified_start]
    led = zone.scan.matches.ending("qualifier.neutral", state.start) is not None
    named = tokens[:-1] and all(token.capital for token in tokens[:-1])
    return led and bool(named) and tokens[-1].norm in ",("


def _from_state(zone: Zone) -> Answer | None:
    """Read "Badan itu memperoleh hibah USD50 juta, kali ini dari pemerintah Norwegia"."""
    givers = {by.end: by for by in zone.after("giver.by")}
    by = next((givers[state.start] for state in states(zone) if state.start in givers), None)
    taken = any(match.value == "received" for match in zone.in_clause_before("status.flow"))
    return Answer("other_money", "reject.from_state", by.start, by.end) if by and taken else None


def _only_says(zone: Zone, state: Match) -> bool:
    """Read "Setiausaha Kerajaan Negeri berkata, Turki memberi RM2 juta": who says that others give.

    A name opens what is said; "jurucakap kerajaan berkata, pihaknya ..." is the state's own.
    """
    if zone.scan.matches.ending("attribution.source", state.start) is None:
        return False
    for said in zone.in_clause_before("attribution.say"):
        tokens = zone.scan.tokens
        at = said.end + (tokens[said.end].norm in {",", ":"})
        if state.end <= said.start:
            return tokens[at].capital and zone.scan.matches.at("reject.state", at) is None
    return False


def _by_state(zone: Zone, context: Context) -> Answer | None:
    """Read "RM6 juta diperuntukkan kerajaan negeri", "... yang disalurkan oleh kementerian".

    Not where the government is that of another land.
    """
    for state in states(zone):
        by = zone.scan.matches.ending("giver.by", state.start)
        verb = zone.scan.matches.ending("status.flow", state.start if by is None else by.start)
        behind = verb is not None and zone.quantity.end <= verb.start <= zone.quantity.end + _LED
        allots = verb is not None and behind and verb.value in _ALLOTS
        if verb is not None and allots and not _is_abroad(zone, state, context):
            return Answer("other_money", "reject.by_state", verb.start, state.end)
    return None


def _allotted(zone: Zone) -> Answer | None:
    """Read "Johor memperuntukkan RM12 juta untuk 34 dewan": a land or province spends its own.

    Not what it hands on: "tỉnh phân bổ 3 tỷ đồng viện trợ", "... từ nguồn viện trợ".
    """
    aid = next((match.start for match in zone.after("evidence.strong")), None)
    by = any(aid is not None and m.end <= aid for m in zone.after("giver.by"))
    if by or aid == zone.quantity.end:
        return None
    for verb in zone.in_clause_before("state.allots"):
        adverb = zone.scan.matches.ending("give.adverb", verb.start)
        at = verb.start if adverb is None else adverb.start
        lands = [land.start for land in zone.scan.places if land.end == at]
        units = (zone.scan.matches.ending(kind, at) for kind in _SPENDERS)
        for start in (*lands, *(unit.start for unit in units if unit is not None)):
            named = start > 0 and zone.scan.tokens[start - 1].capital  # "Yayasan Sabah"
            if opens_clause(zone, start) and not named:
                return Answer("other_money", "reject.allotted", verb.start, verb.end)
    return None


def _of_officer(zone: Zone, context: Context) -> Answer | None:
    """Read "Gubernur menyerahkan bantuan Rp1 miliar untuk masjid": an officer gives the state's.

    Not where the clause speaks of organisations, or the gift was told before ("Rp1 miliar itu").
    """
    clause = range(zone.clause_start, zone.clause_end)
    bare = (m.start for m in zone.scan.matches.of("noun.bare") if m.value == "ngo_count")
    again = zone.scan.matches.at("count.this", zone.quantity.end) is not None
    if again or any(at in clause for at in bare):
        return None
    told = [s.start for s in zone.in_clause_before("attribution.say") if not _announces(zone, s)]
    he = [m for m in zone.in_clause_before("attribution.pronoun") if context.outline.state]
    if context.speaker is None or not any(_announces(zone, said) for said in zone.gives()):
        he = []
    for officer in (*zone.in_clause_before("state.officer"), *he):
        verbs = [v.start for v in zone.gives() if v.start >= officer.end and v.start not in told]
        said = any(officer.end <= at < zone.quantity.start for at in told)
        if verbs and not said and opens_clause(zone, officer.start):
            return Answer("other_money", "reject.officer", officer.start, officer.end)
    return None


def _announces(zone: Zone, said: Match) -> bool:
    """Read "Menteri mengumumkan sumbangan RM2 juta": it gives, where the amount is its object."""
    own = any(zone.after("giver.by")) or any(zone.after("status.flow"))  # "... daripada Yayasan X"
    at = zone.qualified_start
    for kind in _OBJECTS:
        step = zone.scan.matches.ending(kind, at) if at > said.end else None
        at = at if step is None or step.value in _TAKEN else step.start
    return said.end == at and not own


def grantees(zone: Zone) -> Iterator[int]:
    """Yield where organisations stand in the clause: NGOs, and "kepada Persatuan Orang Buta".

    Not those that only stand beside: "Ngoài các tổ chức phi chính phủ, Chính phủ Úc ...".
    """
    for match in zone.scan.organisations():
        if match.start < zone.clause_end and not is_beside(zone, match):
            yield match.start
    matches = zone.scan.matches
    counted = {number.end: number.start for number in zone.scan.numbers}
    for match in matches.of("noun.bare"):
        at = counted.get(match.start) if match.value == "ngo_count" else None
        if at is not None and matches.ending("giver.by", at) is not None:
            yield match.start  # "92 program yang digerakkan oleh 34 pertubuhan"
        if matches.ending("link.means", match.start) is not None and _is_called(zone, match):
            yield match.start  # "thông qua tổ chức CARE quốc tế"
    yield from receivers(zone)


def receivers(zone: Zone) -> Iterator[int]:
    """Yield where organisations stand that are given to: "kepada 34 persatuan", "cho Oxfam"."""
    matches, counted = zone.scan.matches, {n.end: n.start for n in zone.scan.numbers}
    bare = (m for m in matches.of("noun.bare") if m.start in counted or _is_one(zone, m))
    for match in (*zone.scan.organisations(), *bare):
        at = counted.get(match.start, match.start)
        about = matches.ending("qualifier.before", at)
        plural = matches.ending("count.plural", at)
        led = about or plural
        to = matches.ending("place.recipient", at if led is None else led.start)
        if to is not None and to.value == "recipient" and match.value != "project_count":
            yield match.start


def _is_one(zone: Zone, noun: Match) -> bool:
    """Whether one organisation is meant: "Persatuan Orang Buta", "organisasi itu"."""
    this = zone.scan.matches.at("count.this", noun.end) is not None
    return zone.scan.tokens[noun.start].capital or _is_called(zone, noun) or this


def _is_called(zone: Zone, noun: Match) -> bool:
    """Whether a name stands behind the noun, and no place: "tổ chức CARE"."""
    here = any(mention.start == noun.end for mention in zone.scan.places)
    name = zone.scan.tokens[noun.end : noun.end + 1]
    return noun.value == "ngo_count" and any(token.capital for token in name) and not here


def of_home(zone: Zone, context: Context) -> Answer | None:
    """Read "Liên hiệp các tổ chức hữu nghị Việt Nam (VUFO) ủng hộ 1 tỷ đồng": a body at home gives.

    Its name and the verb stand side by side, and so do verb and amount: bodies also pass on
    what others give.
    """
    if zone.quantity.measure != "aid_amount":
        return None
    paid = (m for m in zone.in_clause_before("status.flow") if m.value == "disbursed")
    for verb in (*zone.gives(), *paid):
        if any(at >= verb.end for at in grantees(zone)):
            continue
        adverb = zone.scan.matches.ending("give.adverb", verb.start)
        start = verb.start if adverb is None else adverb.start
        near = zone.qualified_start - verb.end <= _OBJECT_REACH
        for body in zone.in_clause_before("giver.home"):
            named = zone.scan.tokens[body.start].capital and opens_clause(zone, body.start)
            if not named or not _is_one_name(zone, body.end, start):
                continue
            if _is_of_abroad(zone, range(body.end, start), context):
                continue  # "Hội Chữ thập đỏ Hàn Quốc"
            if _is_foreign(zone, body.end, start, context):
                continue
            if near:
                return Answer("other_money", "reject.home", body.start, body.end)
            if _goes_abroad(zone, verb.end, context):
                return Answer("reverse_flow", "reject.home_abroad", body.start, body.end)
    return None


def _is_foreign(zone: Zone, start: int, end: int, context: Context) -> bool:
    """Whether its name holds another country: "Hội Chữ thập đỏ Na Uy"."""
    home = context.outline.country
    named = (m for m in zone.scan.places if start <= m.start and m.end <= end)
    return any(home is not None and m.place.country != home.code for m in named)


def _is_of_abroad(zone: Zone, name: range, context: Context) -> bool:
    """Whether another country ends the name of the body."""
    home = context.outline.country
    lands = (place for place in zone.scan.places if place.place.level == "country")
    return home is not None and any(
        place.start in name and place.place.code != home.code for place in lands
    )


def _goes_abroad(zone: Zone, start: int, context: Context) -> bool:
    """Read "đã trao ... cho Hội phụ nữ tỉnh Hủa Phăn (Lào)" where the land's own gifts are none."""
    home = context.outline.country
    if home is None or home.code not in measures()["aid_amount"].reverse_givers:
        return False
    for mention in zone.scan.places:
        foreign = mention.place.level == "country" and mention.place.code != home.code
        if foreign and start <= mention.start < zone.quantity.start:
            by = [m.start for m in zone.scan.matches.of("giver.by")]  # "do World Vision (Mỹ) ..."
            return any(
                start <= to.start < mention.start
                and to.value == "recipient"
                and not any(to.end <= at < mention.start for at in by)
                for to in zone.scan.matches.of("place.recipient")
            )
    return False


def _is_one_name(zone: Zone, start: int, end: int) -> bool:
    """Whether a name may run on between the tokens: capitals, brackets, words for a province."""
    units = ("place.province", "place.district")
    return start <= end and all(
        token.capital or token.norm in "()" or any(zone.scan.matches.at(u, at) for u in units)
        for at, token in enumerate(zone.scan.tokens[start:end], start)
    )


def states(zone: Zone) -> list[Match]:
    """Return words for the state, but for those in "phi chính phủ" and "bukan kerajaan"."""
    sectors = zone.scan.matches.of("evidence.sector")
    return [
        state
        for state in zone.scan.matches.of("reject.state")
        if not any(sector.start <= state.start and state.end <= sector.end for sector in sectors)
    ]


def opens_clause(zone: Zone, at: int) -> bool:
    """Whether token ``at`` is among the first of its clause, or of what follows a comma."""
    if not zone.clause_start <= at < zone.quantity.start:
        return False
    opening = zone.scan.tokens[max(zone.clause_start, at - _OPENING) : at]
    return at - zone.clause_start <= _OPENING or any(token.norm == "," for token in opening)
