"""Gifts of others than organisations: UN and EU, embassies, firms, funds at home; gifts abroad.

None of these speaks where the sentence names organisations that give or receive.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.giver import behind_brackets, named_giver
from extract.linking.rejections.state import grantees, opens_clause
from extract.linking.zone import Zone
from extract.measures import measures

FUND = "reject.fund"
_AID = ("evidence.strong", "evidence.weak", "status.flow", "give.verb")
_PAYS = frozenset({"give", "disbursed", "approved", "committed"})
_NO_SUBJECT = ("place.at", "link.means", "place.recipient", "giver.by", "attribution.before")
_VERB_REACH = 2
_AID_REACH = 8
_COUNTRY = "country"
_ASSOCIATIONS = ("giver.kind", "noun.bare")


def of_others(zone: Zone, context: Context) -> Answer | None:
    """Return who else gives the amount, in a sentence without organisations."""
    if zone.quantity.measure != "aid_amount" or any(True for _ in grantees(zone)):
        return None
    others = None
    if not _passed_on(zone):
        others = _official(zone, context) or _land(zone, context)
        others = others or _from_others(zone) or _firm(zone) or _people(zone)
    return others or _fund(zone, context) or _to_abroad(zone, context)


def _passed_on(zone: Zone) -> bool:
    """Read "Yayasan itu menerima hibah dari USAID", "Yayasan Plan menyalurkan bantuan UNICEF"."""
    officials = zone.scan.matches.of("giver.official")
    named = (m for m in zone.in_clause_before("noun.bare") if zone.scan.tokens[m.start].capital)
    said = [*zone.in_clause_before("giver.this"), *(m for m in named if m.value == "ngo_count")]
    inside = {at for giver in officials for at in range(giver.start, giver.end)}
    return any(opens_clause(zone, m.start) and m.start not in inside for m in said)


def _official(zone: Zone, context: Context) -> Answer | None:
    """Read "UNICEF tài trợ 2 triệu USD", "dự án do USAID viện trợ", "hibah dari Bank Dunia".

    Money of projects that were counted before is theirs, whoever pays.
    """
    if context.last is not None and context.last[0] == "project_count":
        return None
    paid = [verb.start for verb in _verbs(zone)]
    for giver in zone.scan.matches.of("giver.official"):
        if not zone.clause_start <= giver.start < zone.clause_end:
            continue
        if _is_with_others(zone, giver):
            continue
        led = any(zone.scan.matches.ending(kind, giver.start) for kind in _NO_SUBJECT)
        if _gives_through(zone, giver, context) and paid:
            return Answer("other_money", "reject.official", giver.start, giver.end)
        subject = not led and opens_clause(zone, giver.start)
        gives = subject and any(at >= giver.end for at in paid)
        listed = not led and behind_brackets(zone.scan, giver.end) == zone.qualified_start
        if gives or (listed and giver.start >= zone.left) or _is_agent(zone, giver):
            return Answer("other_money", "reject.official", giver.start, giver.end)
    return None


def _land(zone: Zone, context: Context) -> Answer | None:
    """Read "Hàn Quốc viện trợ 90.000 USD", "khoản viện trợ của Mỹ": official aid of another land.

    Not where organisations or their aid were told before: there it is that of a land's own.
    """
    matches, home = zone.scan.matches, context.outline.country
    if context.organisations or "aid_amount" in context.wholes or matches.of("evidence.sector"):
        return None
    verbs = {verb.start for verb in zone.gives()}
    aid = [m.end for m in matches.of("evidence.strong") if m.start >= zone.left]
    for land in zone.scan.places:
        if land.place.level != _COUNTRY or home is None or land.place.country == home.code:
            continue
        adverb = matches.at("give.adverb", land.end)
        gives = (land.end if adverb is None else adverb.end) in verbs
        opens = land.start == zone.clause_start or _opens_part(zone, land.start)
        by = matches.ending("giver.by", land.start)
        theirs = by is not None and any(0 <= by.start - end <= _AID_REACH for end in aid)
        if (gives and opens) or (theirs and land.end <= zone.right):
            return Answer("other_money", "reject.land", land.start, land.end)
    return None


def _opens_part(zone: Zone, at: int) -> bool:
    """Whether a comma leads to the land, but not from a name: "Hội Sen Trắng, Hoa Kỳ tài trợ"."""
    tokens, comma = zone.scan.tokens, at - 1
    start = comma
    while start > zone.clause_start and tokens[start - 1].capital:
        start -= 1
    named = range(start, comma - 1)
    seat = any(zone.scan.matches.at(kind, i) for kind in _ASSOCIATIONS for i in named)
    return tokens[comma].norm == "," and not seat


def _gives_through(zone: Zone, giver: Match, context: Context) -> bool:
    """Read "Nhật Bản viện trợ 90.000 USD thông qua Đại sứ quán": a land gives through its body."""
    means = zone.scan.matches.ending("link.means", giver.start) is not None
    home = context.outline.country
    return means and any(
        place.start == zone.clause_start and home is not None and place.place.country != home.code
        for place in zone.scan.places
    )


def _verbs(zone: Zone) -> Iterator[Match]:
    """Yield what says that something is given; a word of aid does where nobody speaks of it."""
    yield from zone.gives()
    yield from zone.in_clause_before("status.object")
    yield from (m for m in zone.in_clause_before("status.flow") if m.value in _PAYS)
    if not any(zone.in_clause_before("attribution.say")):
        yield from zone.in_clause_before("evidence.strong")


def _from_others(zone: Zone) -> Answer | None:
    """Read "sumbangan Rp 195 miliar dari para pengusaha", "2 tỷ đồng do doanh nghiệp đóng góp"."""
    for giver in zone.scan.matches.of("reject.actor"):
        if zone.clause_start <= giver.start < zone.clause_end and _is_agent(zone, giver):
            return Answer("other_money", "reject.others", giver.start, giver.end)
    return None


def _firm(zone: Zone) -> Answer | None:
    """Read "Tập đoàn Viễn thông ủng hộ 5 tỷ đồng", "Sinar Jaya Berhad menderma RM1 juta"."""
    tokens = zone.scan.tokens
    for firm in zone.in_clause_before("giver.firm"):
        start = firm.start
        while start > zone.clause_start and tokens[start - 1].capital:
            start -= 1
        whole = any(zone.scan.matches.at("noun.bare", at) for at in range(start, firm.end + 1))
        gives = any(verb.start >= firm.end for verb in zone.gives())
        capital = tokens[firm.start].capital
        if capital and gives and not whole and opens_clause(zone, start):
            return Answer("other_money", "reject.firm", firm.start, firm.end)
    return None


def _people(zone: Zone) -> Answer | None:
    """Read "Warga menyumbang Rp600 juta": people at home, at the head of the clause.

    A people is not meant: "Rakyat Malaysia menyumbang ...".
    """
    for people in zone.in_clause_before("place.recipient"):
        named = any(place.start == people.end for place in zone.scan.places)
        heads = people.start in {0, zone.clause_start} and people.value == "people" and not named
        verbs = (verb.start - people.end for verb in zone.gives())
        if heads and any(0 <= gap <= _VERB_REACH for gap in verbs):
            return Answer("other_money", "reject.people", people.start, people.end)
    return None


def _is_with_others(zone: Zone, giver: Match) -> bool:
    """Read "oleh kedutaan, organisasi antarabangsa dan NGO": others give as well."""
    join = zone.scan.matches.at("list.join", giver.end)
    kinds = ("donors.others", "noun.full")
    return join is not None and any(zone.scan.matches.at(kind, join.end) for kind in kinds)


def _is_agent(zone: Zone, giver: Match) -> bool:
    """Whether "by" leads to the giver: behind the amount or a word of aid, or before a verb."""
    matches = zone.scan.matches
    plural = matches.ending("count.plural", giver.start)
    by = matches.ending("giver.by", giver.start if plural is None else plural.start)
    if by is None or not zone.left <= giver.start < zone.right:
        return False
    if behind_brackets(zone.scan, zone.quantity.end) == by.start:
        return True
    aid = any(matches.ending(kind, by.start) is not None for kind in _AID)
    verbs = (*matches.of("give.verb"), *matches.of("status.flow"))
    near = any(
        0 <= verb.start - giver.end <= _VERB_REACH
        and not zone.scan.has_comma(giver.end, verb.start)
        for verb in verbs
    )
    return aid or near


def _fund(zone: Zone, context: Context) -> Answer | None:
    """Read "ủng hộ qua Ban Vận động cứu trợ là 900 tỷ đồng", and what the fund does with it."""
    for fund in zone.scan.matches.of(FUND):
        through = zone.scan.matches.ending("link.means", fund.start) is not None
        opens = fund.start < zone.quantity.start and opens_clause(zone, fund.start)
        if zone.clause_start <= fund.start < zone.clause_end and (through or opens):
            return Answer("other_money", FUND, fund.start, fund.end)
    spoken = zone.scan.matches.of("evidence.strong")
    if context.fund_at != context.paragraph or spoken or named_giver(zone, context) is not None:
        return None
    return Answer("other_money", FUND)


def _to_abroad(zone: Zone, context: Context) -> Answer | None:
    """Read "menyerahkan 5.000 ton beras dan 300.000 USD kepada rakyat Kuba" in a Vietnamese paper.

    Only where the land's own gifts are no figure.
    """
    home = context.outline.country
    if home is None or home.code not in measures()["aid_amount"].reverse_givers:
        return None
    paid = any(verb.value in _PAYS for verb in zone.in_clause_before("status.flow"))
    if not paid and not any(zone.gives()) and not any(zone.in_clause_before("evidence.strong")):
        return None
    for mention in zone.scan.places:
        foreign = mention.place.level == "country" and mention.place.code != home.code
        inside = zone.clause_start <= mention.start < zone.clause_end
        given = _receives(zone, mention.start) or _is_given(zone, mention.start)
        if foreign and inside and given:
            return Answer("reverse_flow", "reject.abroad", mention.start, mention.end)
    return None


def _receives(zone: Zone, at: int) -> bool:
    """Whether the country at token ``at`` is given to: "kepada Kuba", "cho nhân dân Lào"."""
    matches = zone.scan.matches
    people = matches.ending("place.recipient", at)
    at = people.start if people is not None and people.value == "people" else at
    to = matches.ending("place.recipient", at)
    here = matches.ending("place.at", at)
    return to is not None and to.value == "recipient" and here is None


def _is_given(zone: Zone, at: int) -> bool:
    """Read "Tỉnh Sơn La hỗ trợ tỉnh Hủa Phăn (Lào) 2 tỷ đồng": from place to place."""
    for verb in zone.gives():
        for giver in zone.scan.places:
            led = zone.scan.matches.ending("give.adverb", verb.start)
            home = giver.end == (verb.start if led is None else led.start)
            if home and verb.end <= at < zone.quantity.start and opens_clause(zone, giver.start):
                return True
    return False
