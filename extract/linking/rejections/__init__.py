"""Numbers that count the right thing and still are no figure: targets, attendance, other money."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.parties import raised_voice
from extract.linking.rejections.actor import of_actor
from extract.linking.rejections.antecedent import antecedent
from extract.linking.rejections.apart import is_moved_on, is_of_counted, said_of_another
from extract.linking.rejections.attended import (
    REACH,
    addressed,
    attended,
    beside,
    givers_of_one,
    speakers,
    told_by_name,
)
from extract.linking.rejections.cost import is_cost, whole_cost
from extract.linking.rejections.denied import (
    exist_already,
    is_named_rest,
    means_behind,
    not_yet,
    of_the_part,
    only_sent,
    recalled,
    remain,
    rumoured,
    said_of_others,
    share_denied,
    the_rest,
)
from extract.linking.rejections.evidence import lacks_evidence, of_investment
from extract.linking.rejections.excused import (
    comes_from_gift,
    comma_behind,
    is_beside,
    is_donated,
    is_done,
    is_financed,
    is_granted,
    is_granted_before,
    is_handed,
    is_in_aside,
    is_inserted,
    is_named,
    is_of_aid,
    is_of_another,
    is_of_percentage,
    is_promised,
    is_promised_each,
    is_reached,
    shared_out,
    tells_worth,
)
from extract.linking.rejections.others import of_others
from extract.linking.rejections.price import is_price
from extract.linking.rejections.relief import of_relief
from extract.linking.rejections.state import of_home, of_the_state
from extract.linking.rejections.supposed import at_most, must, under_label
from extract.linking.shares import adding_up
from extract.linking.zone import Zone
from extract.measures import measures

_BEHIND_REACH = 18
_MONEY_REACH = 14
_NEAR_REACH = 7
_ROWS = frozenset({"count.labelled", "count.list"})
_OF_THEM = "of_them"
_DENIED = frozenset({"negative_status", "pending_status"})
_NONE = "none"  # "modal komitmen" is no investment
_LISTED = frozenset({"target", "appeal", "application"})


def rejected(zone: Zone, context: Context) -> Answer | None:
    """Return why the quantity is no figure, or ``None``."""
    quantity = zone.quantity
    if quantity.reason is not None:
        return Answer(quantity.reason, f"unit.{quantity.rule}", quantity.start, quantity.end)
    for rule in (
        _article,
        _institution,
        beside,
        _reverse,
        of_actor,
        _behind,
        _before,
        under_label,
        at_most,
        must,
        not_yet,
        only_sent,
        rumoured,
        share_denied,
        recalled,
        the_rest,
        speakers,
        told_by_name,
        givers_of_one,
        addressed,
        antecedent,
        of_the_state,
        of_home,
        of_relief,
        of_others,
        is_price,
        whole_cost,
        lacks_evidence,
        of_investment,
    ):
        found = rule(zone, context)
        if found is not None:
            return found
    return None


def _reverse(zone: Zone, context: Context) -> Answer | None:
    """Read "Việt Nam tài trợ 9 dự án cho Lào": the country itself gives abroad."""
    measure = measures().get(zone.quantity.measure or "")
    if measure is None or not measure.reverse_givers:
        return None
    for verb in zone.gives():
        adverb = zone.scan.matches.ending("give.adverb", verb.start)
        at = verb.start if adverb is None else adverb.start
        gives = any(
            m.end == at and m.place.code in measure.reverse_givers for m in zone.scan.places
        )
        abroad = any(
            m.place.level == "country"
            and m.place.code not in measure.reverse_givers
            and zone.scan.matches.ending("place.recipient", m.start)
            for m in zone.scan.places
        )
        if gives and abroad:
            return Answer("reverse_flow", "reject.reverse", verb.start, verb.end)
    return None


def _before(zone: Zone, context: Context) -> Answer | None:
    for match in zone.before("reject.before"):
        if match.value == _NONE:
            continue
        gap = zone.quantity.start - match.end
        far = gap > _MONEY_REACH or (gap > _NEAR_REACH and said_of_another(zone, match.end))
        if match.value == "other_money" and (
            far
            or zone.quantity.measure != "aid_amount"
            or is_donated(zone, match)
            or is_in_aside(zone, match)
            or is_moved_on(zone, match)
            or is_of_aid(zone, match)
            or is_cost(zone, match, context)
        ):
            continue
        in_row = zone.quantity.rule in _ROWS  # "kesehatan 41, diikuti pendidikan 32"
        if match.value == "attendance" and (in_row or not attended(zone, match)):
            continue
        if match.value == "other_percentage" and (
            zone.quantity.unit != "percent" or shared_out(zone, match.start) or adding_up(zone)
        ):
            continue
        denied = match.value in _DENIED
        if denied and (gap > _NEAR_REACH or is_of_another(zone, match) or remain(zone, match.end)):
            continue
        if denied and means_behind(zone, match.end):
            continue
        if match.value in _LISTED and is_done(zone, match.end, aim=match.value == "target"):
            continue
        if match.value == "application" and (
            is_granted(zone) or is_granted_before(zone, match.start) or is_of_counted(zone, match)
        ):
            continue
        if match.value == "target" and (
            is_promised(zone, match.start)
            or exist_already(zone)
            or is_promised_each(zone, match, context)
            or tells_worth(zone, match.end)
            or is_inserted(zone, match)
            or comes_from_gift(zone)
        ):
            continue
        if is_beside(zone, match) or is_of_percentage(zone, match):
            continue
        if match.value in _LISTED and is_named(zone, match):
            continue
        return Answer(match.value, f"reject.{match.value}", match.start, match.end)
    return None


def _behind(zone: Zone, context: Context) -> Answer | None:
    for match in zone.after("reject.after"):
        gap = match.start - zone.quantity.end
        if gap > (REACH if match.value == "attendance" else _BEHIND_REACH):
            continue
        if match.value == "attendance" and (
            zone.quantity.unit != "organization"
            or zone.scan.matches.at("attended.work", match.end) is not None
        ):
            continue
        voice = raised_voice(zone.scan, zone.quantity.end)
        if voice is not None and voice.end < match.start:
            continue  # "20 NGO seru ahli sertai himpunan": others are to come
        parted = comma_behind(zone, match.start) or _of_others(zone, match)
        if match.value in _DENIED and is_named_rest(zone):
            parted = False
        if match.value != "attendance" and parted:
            continue
        if is_reached(zone, match) or said_of_others(zone, match):
            continue
        if match.value in _DENIED and of_the_part(zone):
            continue
        granted = is_granted(zone, match.end + 1) or is_handed(zone) or is_financed(zone)
        if match.value == "application" and (granted or is_of_counted(zone, match)):
            continue
        if match.value == "other_money" and is_cost(zone, match, context):
            continue
        return Answer(match.value, f"reject.{match.value}", match.start, match.end)
    return None


def _article(zone: Zone, context: Context) -> Answer | None:
    """ "Một tổ chức", "sebuah badan": an article, no count."""
    if "article" not in zone.quantity.number.flags or zone.quantity.measure == "aid_amount":
        return None
    return Answer("other_number", "reject.article", zone.quantity.start, zone.quantity.end)


def _of_others(zone: Zone, denial: Match) -> bool:
    """Whether it is said of others: "177 masih aktif dan 87 lainnya tidak", "dan selebihnya"."""
    whole = zone.scan.matches.at("scope.within", zone.quantity.end)
    since = zone.quantity.end if whole is None else whole.end + 2  # "lima dari 14 LSM"
    digits = [n.start for n in zone.scan.numbers if n.written != "words" and n.start >= since]
    status = denial.value in _DENIED
    parts = zone.scan.matches.of("scope.part")  # "1 tỷ đồng trong đó người dân đóng góp ..."
    after = zone.quantity.end + 1  # "3 tổ chức còn lại" are the rest themselves
    rest = [p.start for p in parts if p.value == _OF_THEM or (status and p.start >= after)]
    if zone.scan.matches.at("scope.rest", zone.quantity.end) is not None:
        rest = [start for start in rest if start >= after]  # "87 sisanya mati suri"
    others = (*digits, *rest) if status else rest
    return any(zone.quantity.end <= other < denial.start for other in others)


def _institution(zone: Zone, context: Context) -> Answer | None:
    if zone.quantity.unit != "organization":
        return None
    body = zone.scan.matches.at("place.body", zone.quantity.number.end)
    counted = zone.scan.matches.at("noun.full", zone.quantity.number.end)
    if body is None or counted is not None or not zone.scan.tokens[body.start].capital:
        return None
    tokens = zone.scan.tokens
    named = body.end < len(tokens) and tokens[body.end].capital
    if zone.quantity.bare and not named:
        return None  # "36 Yayasan berbadan hukum": a kind of organisation, no name
    return Answer("institution_name", "reject.institution", body.start, body.end)
