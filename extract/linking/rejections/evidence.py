"""Whether money and projects are aid at all: what must be said near them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.elliptic.labels import IN_COLUMN
from extract.elliptic.unsaid import OF_CURRENCY
from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.rejections.excused import by_letters, is_beside, is_cost, is_of_aid
from extract.linking.zone import Zone
from extract.measures import measures

_OPENING = 2
_OBJECT_REACH = 3
_GRANTEE_REACH = 14
_PAYS = frozenset({"give", "disbursed"})


def lacks_evidence(zone: Zone, context: Context) -> Answer | None:
    """Money and projects are aid only where words of aid, or organisations, stand near.

    In an article that never speaks of organisations the sentence itself must, or name a giver.
    """
    if zone.quantity.measure not in {"aid_amount", "project_count"}:
        return None
    if _speaks_of_aid(zone) or zone.quantity.rule in {OF_CURRENCY, *IN_COLUMN}:
        return None
    if _of_projects(zone, context) or _of_those_before(zone, context):
        return None
    if _of_amount_before(zone, context):
        return None
    reason = "other_money" if zone.quantity.measure == "aid_amount" else "no_antecedent"
    other = zone.quantity.measure == "aid_amount" and _other_money(zone, context)
    if not other and (_handed_on(zone, context) or named_giver(zone, context) is not None):
        return None
    return Answer(reason, "reject.evidence")


def _of_those_before(zone: Zone, context: Context) -> bool:
    """Whether the number leaves its noun out, and aid projects were counted before."""
    elided = zone.quantity.rule.startswith("count.") and not zone.quantity.bare
    return elided and zone.quantity.measure == context.measure == "project_count"


def _of_amount_before(zone: Zone, context: Context) -> bool:
    """Read "Di dalamnya terdapat Rp23 miliar untuk ..." behind an amount of aid: a part of it."""
    money = zone.quantity.measure == context.measure == "aid_amount"
    opened = any(part.start == 0 for part in zone.before("scope.part"))
    return money and opened and context.aid and not _other_money(zone, context)


def _speaks_of_aid(zone: Zone) -> bool:
    """Whether the sentence has a word of aid, or organisations that do not only look on."""
    matches = zone.scan.matches
    named = [match for match in matches.of("noun.full") if match.value == "ngo_count"]
    strong = matches.of("evidence.strong")
    if any(not any(n.start <= s.start < n.end for n in named) for s in strong):
        return True
    watching = any(matches.at("reject.watch", match.end) is not None for match in named)
    return bool(named) and not watching


def _of_projects(zone: Zone, context: Context) -> bool:
    """Whether it is what the projects just counted are worth: "CARE punya 9 proyek senilai ..."."""
    if context.last is None or context.shared is None or not _is_worth(zone):
        return False
    name, last = context.last
    here = (zone.scan.sentence.start, zone.clause_start)
    same = here == (last.sentence, context.shared.clause) == (context.shared.sentence, here[1])
    return name == "project_count" and same and zone.left > zone.clause_start


def _handed_on(zone: Zone, context: Context) -> bool:
    """Whether the article, or the sentences before, make a weaker word enough."""
    matches, money = zone.scan.matches, zone.quantity.measure == "aid_amount"
    said = matches.of("evidence.weak") or matches.of("status.flow") or matches.of("give.verb")
    said = said or _labelled_worth(zone)
    if context.outline.aid and (said or (context.aid_near and _is_worth(zone))):
        return True
    worth = _is_worth(zone) or any(zone.inside("scope.single"))
    bare = [match.start for match in matches.of("noun.bare") if match.value == "ngo_count"]
    counted = context.outline.aid and any(number.end in bare for number in zone.scan.numbers)
    if bare and (said or worth or counted):  # "43 tổ chức và 8,7 triệu USD"
        return True
    cues = [*matches.of("reject.actor"), *matches.of("reject.before")]
    cues = [cue for cue in cues if cue.start < zone.right]  # not of the figures behind
    other = any(m.value == "other_money" and not is_cost(zone, m, context) for m in cues)
    if not context.outline.organisations:
        near = bool(zone.scan.organisations()) or context.organisations
        near = near or by_letters(zone.scan, context, len(zone.scan.tokens))
        known = context.outline.known and (near or context.measure is not None)
        return not other and (known or (context.given and (bool(said) or worth)))
    if context.outline.aid and context.aid_near and (money or worth) and not other:
        return True
    return bool(said) or context.organisations or context.aid or context.measure is not None


def _labelled_worth(zone: Zone) -> Sequence[Match]:
    """Return the word for worth that opens the label of an amount: "Nilai: AS$10.6 juta"."""
    at = zone.qualified_start - 1
    led = at > 0 and zone.scan.tokens[at].norm == ":"
    said = zone.scan.matches.of("value.noun") if led else ()
    return [match for match in said if match.start == zone.scan.clause(at - 1)[0]]


def _is_worth(zone: Zone) -> bool:
    """Whether it is what something is worth: "được triển khai ... với tổng vốn 182.000 USD"."""
    project = zone.scan.matches.ending("scope.single", zone.qualified_start)  # "dự án 2 triệu USD"
    led = any(led.start >= zone.left for led in zone.in_clause_before("value.intro"))
    return led or project is not None


def _other_money(zone: Zone, context: Context) -> bool:
    """Whether words of loans, budgets or losses govern the amount, or a giver that is none of ours.

    The giver may have been named in an earlier clause of the sentence.
    """
    invested = {verb.start for verb in zone.gives()}  # "tổ chức này đã đầu tư 2 tỷ đồng"
    said = [m for m in zone.in_clause_before("reject.noun") if m.start not in invested]
    said += [
        m
        for m in zone.in_clause_before("reject.before")
        if not (is_cost(zone, m, context) or is_of_aid(zone, m))
    ]
    said += zone.after("reject.after")
    if zone.scan.sentence.role == "title":  # short, in any order: "400 juta USD: ... pinjaman"
        said += zone.scan.matches.of("reject.before")
    givers = (*zone.scan.matches.of("reject.actor"), *_states(zone))
    said += [match for match in givers if match.end <= zone.quantity.start]
    return any(match.value == "other_money" for match in said)


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
    for giver in _states(zone):
        if not zone.clause_start <= giver.start < zone.quantity.start:
            continue
        opens = opens_clause(zone, giver.start)
        pays = any(at >= giver.end for at in paid) if opens else giver.end in paid
        if pays or (opens and elided):
            return Answer("other_money", "reject.state", giver.start, giver.end)
    return _allotted(zone)


def _allotted(zone: Zone) -> Answer | None:
    """Read "Johor memperuntukkan RM12 juta untuk 34 dewan": a land or province spends its own."""
    for verb in zone.in_clause_before("state.allots"):
        adverb = zone.scan.matches.ending("give.adverb", verb.start)
        at = verb.start if adverb is None else adverb.start
        for land in zone.scan.places:
            named = land.start > 0 and zone.scan.tokens[land.start - 1].capital  # "Yayasan Sabah"
            if land.end == at and opens_clause(zone, land.start) and not named:
                return Answer("other_money", "reject.allotted", verb.start, verb.end)
    return None


def grantees(zone: Zone) -> Iterator[int]:
    """Yield where organisations stand in the clause: NGOs, and "kepada Persatuan Orang Buta".

    Not those that only stand beside: "Ngoài các tổ chức phi chính phủ, Chính phủ Úc ...".
    """
    for match in zone.scan.organisations():
        if match.start < zone.clause_end and not is_beside(zone, match):
            yield match.start
    for match in zone.scan.matches.of("noun.bare"):
        to = zone.scan.matches.ending("place.recipient", match.start)
        if to is not None and zone.scan.tokens[match.start].capital:
            yield match.start


def of_home(zone: Zone, context: Context) -> Answer | None:
    """Read "Liên hiệp các tổ chức hữu nghị Việt Nam (VUFO) ủng hộ 1 tỷ đồng": a body at home gives.

    Its name and the verb stand side by side, and so do verb and amount: bodies also pass on
    what others give.
    """
    if zone.quantity.measure != "aid_amount":
        return None
    for verb in zone.gives():
        adverb = zone.scan.matches.ending("give.adverb", verb.start)
        start = verb.start if adverb is None else adverb.start
        near = zone.qualified_start - verb.end <= _OBJECT_REACH
        for body in zone.in_clause_before("giver.home"):
            board = zone.scan.matches.ending("giver.board", body.start)
            opens = opens_clause(zone, body.start if board is None else board.start)
            named = zone.scan.tokens[body.start].capital and opens
            if not named or not _is_one_name(zone, body.end, start):
                continue
            if near:
                return Answer("other_money", "reject.home", body.start, body.end)
            if _goes_abroad(zone, verb.end, context):
                return Answer("reverse_flow", "reject.home_abroad", body.start, body.end)
    return None


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


def _states(zone: Zone) -> list[Match]:
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
    side = zone.scan.matches.at("place.side", zone.clause_start)  # "Về phía các chính phủ, ..."
    starts = at - (zone.clause_start if side is None else side.end) <= _OPENING
    return starts or any(token.norm == "," for token in opening)


def is_price(zone: Zone, context: Context) -> Answer | None:
    """Read an amount too small for aid: "80.000 đồng một khối", "ojek Rp40.000".

    What each of many receives, and what organisations are said to give, may be as small.
    """
    if zone.quantity.measure != "aid_amount" or zone.quantity.unit == "percent":
        return None
    least = measures()["aid_amount"].least
    value = zone.quantity.number.value_max or zone.quantity.number.value
    if value >= least.get(zone.quantity.unit, least.get("other", Decimal(0))):
        return None
    rates = (*zone.in_clause_before("kind.rate"), *zone.after("kind.rate"))
    each = zone.quantity.per or any(match.value == "recipient" for match in rates)
    if (
        (each and (_speaks_of_aid(zone) or _is_shared_out(zone, context)))
        or named_giver(zone, context)
        or _organisations_give(zone)
    ):
        return None
    return Answer("other_money", "reject.price", zone.quantity.start, zone.quantity.end)


def _is_shared_out(zone: Zone, context: Context) -> bool:
    """Read "640 hộ được hỗ trợ con giống, mỗi hộ 4 triệu đồng" where aid was told before."""
    kinds = ("give.verb", "status.flow", "value.noun", "value.intro")
    said = (m for kind in kinds for m in zone.scan.matches.of(kind))
    near = context.organisations or context.aid_near or context.given
    return near and any(match.end <= zone.quantity.start for match in said)


def _organisations_give(zone: Zone) -> bool:
    """Whether organisations and a verb of giving stand before the amount."""
    named = any(m.value == "ngo_count" for m in zone.in_clause_before("noun.full"))
    verbs = (*zone.gives(), *zone.in_clause_before("status.flow"))
    return named and bool(verbs)


def of_investment(zone: Zone, context: Context) -> Answer | None:
    """Read "Investasi asing tahun lalu 117 proyek": projects of investors, not of aid."""
    if zone.quantity.measure != "project_count":
        return None
    clause = range(zone.clause_start, zone.clause_end)
    kinds = ("evidence.strong", "evidence.sector")
    aid = any(m.start in clause for kind in kinds for m in zone.scan.matches.of(kind))
    if aid or any(m.start in clause for m in zone.scan.organisations()):
        return None
    for match in zone.in_clause_before("reject.invest"):
        if not is_beside(zone, match):
            return Answer("other_money", "reject.invest", match.start, match.end)
    return None
