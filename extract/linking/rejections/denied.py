"""Counts of what organisations are not, what was refused before, and the rest told by name."""

from __future__ import annotations

from collections.abc import Iterable, Set

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.shares import noun_behind
from extract.linking.zone import Zone

_STATUS_REACH = 12
_NOT_REACH = 2
_SHARE_REACH = 6
_STILL_REACH = 7
_SAID_OF_THEM = ("evidence.strong", "period.ahead")
_LEAST_ALIKE = 10
_DENIALS = frozenset({"negative_status", "pending_status"})
_ATTENDED = "attendance"
_GRANTED = frozenset({"approved", "disbursed", "committed"})
_STOCK = "status.stock"
_ASKED = frozenset({"application", "target", "appeal"})
_NO_AID = _ASKED | {"other_money"}
_UNSURE = frozenset({"reject.evidence", "reject.off_topic", "reject.price", "reject.headline"})


def not_yet(zone: Zone, context: Context) -> Answer | None:
    """Read "30 tổ chức chưa đăng ký", "58 ormas tanpa status yang jelas": what they are not."""
    if zone.quantity.unit not in {"organization", "project"}:
        return None
    for match in zone.after("reject.not"):
        gap = match.start - _behind_kind(zone)
        denied = match.value == "negative_status"  # "tidak hanya", "chưa kể" deny nothing
        denied = denied and not (_is_legal_kind(zone, match) or _is_limit(zone, match))
        near = gap <= _NOT_REACH or (gap <= _STATUS_REACH and _denies_status(zone, match))
        if denied and near and not _comma(zone, match.start):
            return Answer("negative_status", "reject.not_yet", match.start, match.end)
    return None


def _denies_status(zone: Zone, denial: Match) -> bool:
    """Read "108 LSM yang menghimpun dana namun tidak memiliki izin": the status of all of them."""
    status = zone.scan.matches.at("status.stock", denial.end)
    kinds = ("clause.but", "clause.contrast", "count.relative", "status.stock")
    led = any(zone.scan.matches.ending(kind, denial.start) is not None for kind in kinds)
    # Without such a word it is of those named last: "12 NGO hỗ trợ lao động không có giấy phép".
    others = said_of_others(zone, denial) or of_the_part(zone)
    return led and status is not None and not others


def _behind_kind(zone: Zone) -> int:
    """Return the token behind what they are for: "37 organisasi bantuan akan tidak lagi ..."."""
    at = zone.quantity.end
    for kind in _SAID_OF_THEM:
        step = zone.scan.matches.at(kind, at)
        at = at if step is None else step.end
    return at


def only_sent(zone: Zone, context: Context) -> Answer | None:
    """Read "proposal ormas yang masuk ada 324 proposal": papers that came in, not granted yet."""
    paper = zone.scan.matches.at("paper.noun", zone.quantity.number.end)
    if paper is None or any(zone.gives()):
        return None
    said = (*zone.in_clause_before("paper.comes"), *zone.after("paper.comes"))
    flow = (*zone.in_clause_before("status.flow"), *zone.after("status.flow"))
    if not said or any(match.value in _GRANTED for match in flow):
        return None
    return Answer("application", "reject.only_sent", said[0].start, said[0].end)


def rumoured(zone: Zone, context: Context) -> Answer | None:
    """Read "Beredar kabar 15 LSM memperoleh Rp15 miliar", "... RM50,000 – khabar palsu"."""
    measure = zone.quantity.measure
    for match in zone.scan.matches.of("reject.rumour") if measure else ():
        value = "other_money" if measure == "aid_amount" else "other_number"
        return Answer(value, "reject.rumour", match.start, match.end)
    return None


def share_denied(zone: Zone, context: Context) -> Answer | None:
    """Read "70 persen dari 480 LSM di Lampung tidak aktif": the share of those that are not."""
    noun = noun_behind(zone) if zone.quantity.unit == "percent" else None
    if noun is None or noun.value != "ngo_count":
        return None
    for match in zone.scan.matches.of("reject.after"):
        gap = match.start - noun.end
        if match.value in _DENIALS and 0 <= gap <= _SHARE_REACH and match.end <= zone.clause_end:
            return Answer(match.value, "reject.share", match.start, match.end)
    return None


def said_of_others(zone: Zone, denial: Match) -> bool:
    """Whether a denial behind the figure is said of other figures, or not of all of them."""
    return any(told(zone, denial) for told in (_of_the_next, _of_the_most, _of_the_whole))


def _of_the_next(zone: Zone, denial: Match) -> bool:
    """Whether the next figure is denied: "64 ormas dan yang belum terdaftar 86 ormas".

    And "gia hạn cho 49 tổ chức và chấm dứt hoạt động của 8 tổ chức".
    """
    matches = zone.scan.matches
    by = matches.at("giver.by", denial.end)
    object_at = denial.end if by is None else by.end
    acts = matches.ending("list.join", denial.start) is not None
    if acts and any(number.start == object_at for number in zone.scan.numbers):
        return denial.value in _DENIALS
    those = matches.ending("count.relative", denial.start)
    join = None if those is None else matches.ending("list.join", those.start)
    return denial.value in _DENIALS and join is not None and zone.right < zone.clause_end


def _is_limit(zone: Zone, denial: Match) -> bool:
    """Read "27 NGO dengan jumlah tidak melebihi RM57,300": no more than so much."""
    limit = zone.scan.matches.at("qualifier.before", denial.start)
    return limit is not None and limit.end > denial.end


def _is_legal_kind(zone: Zone, denial: Match) -> bool:
    """Read "tercatat 370 ormas tidak berbadan hukum": registered all the same, without the one."""
    acts = [m for m in (*zone.before(_STOCK), *zone.after(_STOCK)) if m.value == "registered"]
    denied = [act for act in acts if act.start == denial.end]
    return bool(denied) and any(act.end <= denial.start or act.start > denial.end for act in acts)


def note_denied(refused: Iterable[tuple[Zone, Answer]], context: Context, told: Set[str]) -> None:
    """Note which counts of organisations were denied, and of what the last numbers are no figure.

    ``told`` are the measures of which the sentence has figures.
    """
    for name in told:
        context.refused_last.pop(name, None)
    for zone, answer in refused:
        measure, reason = zone.quantity.measure, str(answer.value)
        denied = measure == "ngo_count" and reason in _DENIALS | {_ATTENDED}
        if denied:
            context.denied[zone.quantity.number.value] = reason
        money = measure == "aid_amount" and reason in _NO_AID and answer.rule not in _UNSURE
        lasts = (denied and reason in _DENIALS) or money
        if measure is not None and measure not in told and lasts:
            context.refused_last[measure] = reason
        if money and reason in _ASKED and zone.scan.sentence.role == "title":
            context.asked = reason


def recalled(zone: Zone, context: Context) -> Answer | None:
    """Read "dari 273 ormas itu, 41 ormas ..." where the 273 were refused: so are their parts.

    "273 ormas itu" alone is what was refused before, and so is the same number of them of which
    nothing better is said. "Daripada jumlah itu, 40 di Ipoh" are parts of what was told last.
    """
    if zone.quantity.measure == "ngo_count" and (_is_this(zone) or _is_alike(zone)):
        said = context.denied.get(zone.quantity.number.value)
        if said is not None and (said != _ATTENDED or _is_this(zone)):
            return Answer(said, "reject.recalled", zone.quantity.start, zone.quantity.end)
    whole = context.refused_last.get(zone.quantity.measure or "")
    if whole is not None and _is_part(zone):
        return Answer(whole, "reject.recalled", zone.quantity.start, zone.quantity.end)
    for number in zone.scan.numbers:
        within = zone.scan.matches.ending("scope.within", number.start)
        reason = context.denied.get(number.value) if within is not None else None
        reason = None if reason == _ATTENDED else reason
        counted = zone.quantity.measure == "ngo_count" and number.end <= zone.quantity.number.end
        if reason is not None and counted:
            return Answer(reason, "reject.recalled", number.start, number.end)
    return None


def _is_this(zone: Zone) -> bool:
    """Whether the count is one told before: "37 LSM tersebut", "37 tổ chức nói trên"."""
    return zone.scan.matches.at("count.this", zone.quantity.end) is not None


def _is_part(zone: Zone) -> bool:
    """Whether "of them" stands before the number, or right behind it, and nothing better is said.

    Or "RM2 juta lagi": so much more of the same money.
    """
    matches, end = zone.scan.matches, zone.quantity.end
    parts = [part for part in matches.of("scope.part") if part.value == "of_them"]
    led = any(part.start <= end for part in parts)
    if zone.quantity.measure == "ngo_count":
        return led and not any(zone.after(_STOCK))
    aid = matches.of("evidence.strong") or zone.scan.organisations()
    more = matches.at("scope.other", end) is not None
    return (more or led) and not aid


def _is_alike(zone: Zone) -> bool:
    """Whether it is a larger number without a word of status: hardly another by chance."""
    now = any(period.form == "now" for period in zone.scan.periods)
    told = any((*zone.before(_STOCK), *zone.after(_STOCK), *zone.inside(_STOCK)))
    return zone.quantity.number.value >= _LEAST_ALIKE and not told and not now


def the_rest(zone: Zone, context: Context) -> Answer | None:
    """Read "dua LSM lainnya yakni Rasak dan Ampes": some told by name, no count of its own."""
    matches, at = zone.scan.matches, zone.quantity.end
    rest = matches.at("scope.rest", at)
    if zone.quantity.unit not in {"organization", "project"} or rest is None:
        return None
    copula = matches.at("qualifier.neutral", rest.end) or matches.at("scope.part", rest.end)
    if copula is None:
        return None
    kinds = (matches.at(kind, copula.end) for kind in ("noun.full", "noun.bare", "giver.kind"))
    name = max((kind.end for kind in kinds if kind is not None), default=copula.end)
    named = name < len(zone.scan.tokens) and zone.scan.tokens[name].capital
    return Answer("other_number", "reject.rest", rest.start, rest.end) if named else None


def _comma(zone: Zone, at: int) -> bool:
    return any(token.norm == "," for token in zone.scan.tokens[zone.quantity.end : at])


def remain(zone: Zone, since: int) -> bool:
    """Read "22 LSM dicabut izinnya dan kini tinggal 68": those that there are behind the others.

    ``since`` is where the denial ends; the others have a number of their own.
    """
    matches, at = zone.scan.matches, zone.qualified_start
    only = matches.ending("scope.only", at)
    ends = (at,) if only is None else (at, only.start)
    said = next((m for end in ends if (m := matches.ending("count.remain", end))), None)
    said = said or next((m for m in matches.of("count.still") if _leads(zone, m)), None)
    if said is None or said.start < since or matches.ending("kind.down", said.start) is not None:
        return False
    return any(zone.clause_start <= n.start and n.end <= said.start for n in zone.scan.numbers)


def _leads(zone: Zone, still: Match) -> bool:
    """Whether "those still active" leads to the number: "số còn hoạt động tại tỉnh là 21"."""
    between = zone.scan.tokens[still.end : zone.qualified_start]
    near = 0 <= zone.qualified_start - still.end <= _STILL_REACH
    return near and all(token.kind == "word" for token in between)


def _of_the_most(zone: Zone, denial: Match) -> bool:
    """Read "1.300 LSM terdaftar tetapi kebanyakan belum mengajukan": not said of all of them."""
    most = next(zone.after("count.most"), None)
    return most is not None and most.end <= denial.start


def _of_the_whole(zone: Zone, denial: Match) -> bool:
    """Read "46 ormas dari 78 yang mengajukan": said of the whole behind its part."""
    within = zone.scan.matches.at("scope.within", zone.quantity.end)
    for number in zone.scan.numbers if within is not None else ():
        led = zone.scan.matches.ending("qualifier.before", number.start)
        start = number.start if led is None else led.start
        relative = zone.scan.matches.at("count.relative", number.end)
        if within is not None and within.end == start and relative is not None:
            return number.end <= denial.start
    return False


def of_the_part(zone: Zone) -> bool:
    """Read "Lima dari 14 LSM asing telah angkat kaki": the 14 are only what the five are of."""
    within = zone.scan.matches.ending("scope.within", zone.qualified_start)
    relative = zone.scan.matches.at("count.relative", zone.quantity.end)
    parts = (number.end for number in zone.scan.numbers)
    return within is not None and relative is None and within.start in parts


def is_named_rest(zone: Zone) -> bool:
    """Read "Selebihnya, 162 ormas, dinyatakan tidak aktif": the rest, its number between commas."""
    at = zone.qualified_start - 1
    led = at > 0 and zone.scan.tokens[at].norm == ","
    part = zone.scan.matches.ending("scope.rest", at) if led else None
    closed = zone.scan.tokens[zone.quantity.end : zone.quantity.end + 1]
    return part is not None and [token.norm for token in closed] == [","]


def means_behind(zone: Zone, at: int) -> bool:
    """Read "Karena relawan dilarang turun, bantuan disalurkan lewat 19 LSM": through whom it goes.

    A comma parts them from what is denied, which ends at token ``at``.
    """
    means = zone.scan.matches.ending("link.means", zone.qualified_start)
    return means is not None and zone.scan.has_comma(at, means.start)


def exist_already(zone: Zone) -> bool:
    """Read "dijangka memberi kesan kepada 820 pertubuhan yang berdaftar": they are there."""
    led = zone.scan.matches.ending("place.recipient", zone.qualified_start)
    relative = zone.scan.matches.at("count.relative", zone.quantity.end)
    at = zone.quantity.end if relative is None else relative.end
    status = zone.scan.matches.at("status.stock", at)
    return led is not None and status is not None and zone.quantity.unit == "organization"
