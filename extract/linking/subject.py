"""What a percentage or multiple is of: the figure it compares, or the whole it is a share of."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.fulfilled import OF_AMOUNT
from extract.linking.kind import link_kind
from extract.linking.qualifier import link_qualifier
from extract.linking.shares import WORTHS, adding_up, noun_behind
from extract.linking.zone import Zone
from extract.measures import Measure, measures
from extract.scan import Scan

_OPENING_REACH = 0
_OF_SECTOR = "share.sector"
_OF_THOSE = "share.those"
_WORTH_REACH = 2
_SPENT_REACH = 2
_RATE_WORDS = 2
_BEHIND_WORTH = (
    "evidence.strong", "evidence.weak", "status.flow", "noun.full", "count.plural",
    "kind.up", "kind.down", "kind.reach",
)  # fmt: skip
_MOVES = ("kind.up", "kind.down")
_OURS = (
    "value.noun", "value.head", "status.flow", "evidence.strong", "evidence.weak", "noun.full",
    "noun.bare", "scope.theme", "scope.part", "count.again",
)  # fmt: skip
_NO_OWNERS = frozenset({"date", "ordinal", "counter"})


def link_measure(zone: Zone, handed_on: str | None) -> Measure | None:
    """Return what is counted, ``None`` where a percentage is of something else.

    ``handed_on`` is the measure of the last figure before, which a percentage
    without a noun of its own compares or shares.
    """
    quantity = zone.quantity
    if quantity.measure is not None:
        return measures()[quantity.measure]
    found = _found(zone, handed_on)
    spent = any(match.value == "disbursed" for match in zone.before("status.flow"))
    if found is not None and found.name == "project_count" and spent and not noun_behind(zone):
        return None  # "4 dự án khá (giải ngân 60%)": what is spent is money
    return found


def _found(zone: Zone, handed_on: str | None) -> Measure | None:
    quantity = zone.quantity
    others = (
        zone.scan.matches.at(kind, quantity.end) for kind in ("reject.before", "reject.beside")
    )
    if any(other is not None and other.value == "other_money" for other in others):
        return None  # "70% thu nhập của tổ chức", "83 persen kontrak"
    if _is_of_other_money(zone):
        return None
    owner = zone.scan.matches.at("noun.counted", quantity.end)
    number = zone.scan.matches.at("count.number", quantity.end)  # "gấp đôi con số năm 2003"
    people = zone.scan.matches.at("place.recipient", quantity.end)
    counted = owner is not None and owner.value not in _NO_OWNERS and number is None
    if counted or (people is not None and people.value == "people"):
        return None  # "12,5 persen warga": of the people
    qualifier = link_qualifier(zone).start
    linked = link_kind(zone, quantity.start if qualifier is None else qualifier)
    kind = linked.answer
    if kind.rule == "share.bare" or (linked.direction is not None and _is_of_another(zone)):
        return None
    if kind.rule == "share.word" and kind.start is not None and _is_rate(zone, kind.start):
        return None
    if kind.rule in OF_AMOUNT:
        return measures()["aid_amount"] if handed_on == "aid_amount" else None
    if handed_on is not None and (_is_of_money(zone) or _is_shared_out(zone, handed_on)):
        handed_on = "aid_amount"
    if kind.rule == _OF_SECTOR and handed_on is not None:
        return measures()[handed_on]  # "giáo dục (30%), môi trường (14%)"
    if kind.rule == _OF_THOSE:
        return measures()[handed_on] if handed_on == "ngo_count" else None
    again = any(zone.in_clause_before("count.again"))  # "con số này gấp rưỡi cùng kỳ"
    again = again or _is_beside_amount(zone)
    if quantity.unit == "times" and not again and linked.base is None and linked.direction is None:
        handed_on = None  # "rộng gấp mười lần căn phòng": of something else
    before = _compared(zone) or (measures()[handed_on] if handed_on else None)
    opened = _whole_named(zone) if kind.value == "share" else None
    if opened is not None:
        return opened
    if any(not _is_whole(zone, m) for m in zone.before("value.noun") if m.start >= _segment(zone)):
        return None
    behind = noun_behind(zone)
    if behind is not None and behind.category in {*WORTHS, "status.flow"}:
        return measures()["aid_amount"] if handed_on is not None else None
    subject = _subject(zone)
    if subject is not None:
        is_part = kind.rule in {"share.word", "share.list"}
        return before if is_part and before is not None else subject
    start = _segment(zone)  # "sumbangan orang ramai RM1 juta, susut 22 peratus berbanding 2022"
    moved = any(zone.scan.matches.at(kind, start) is not None for kind in _MOVES)
    owners = (m for m in zone.before("noun.counted") if m.value not in _NO_OWNERS)
    owners = (m for m in owners if not moved or m.start >= start)
    if any(zone.scan.matches.at("count.again", m.start) is None for m in owners):
        return None  # but "con số" is no animal
    return before


def _is_of_other_money(zone: Zone) -> bool:
    """Read "Tỷ lệ giải ngân vốn đầu tư công đạt 62 %": no word of aid, but one of other money."""
    start = _segment(zone)
    cues = [m for m in zone.before("reject.before") if m.start >= start]
    other = any(
        m.value == "other_money" and zone.scan.matches.at("value.invested", m.start) is None
        for m in cues
    )
    return other and not any(m.start >= start for m in zone.before("evidence.strong"))


def _is_of_money(zone: Zone) -> bool:
    """Read "Dana itu mengalir ke kesehatan, 31 persen", "61 persen dipakai untuk hunian"."""
    if zone.quantity.unit != "percent" or zone.scan.organisations():
        return False
    spent = (m.start - zone.quantity.end for m in zone.after("share.spent"))
    opened = any(zone.scan.matches.at(kind, 0) for kind in WORTHS)  # "Kinh phí dành cho: ..."
    opened = opened or any(zone.in_clause_before("value.head"))
    return opened or any(gap <= _SPENT_REACH for gap in spent)


def _is_shared_out(zone: Zone, handed_on: str) -> bool:
    """Whether the parts of a whole are those of the money of projects: "y tế 46%, giáo dục 54%"."""
    return handed_on == "project_count" and adding_up(zone) is not None


def _is_beside_amount(zone: Zone) -> bool:
    """Read "mengutip RM3 juta, dua kali ganda kutipan 2018": right behind an amount."""
    at = zone.qualified_start - 1
    comma = at > zone.clause_start and zone.scan.tokens[at].norm == ","
    return comma and any(money.end == at for money in zone.scan.money)


def _is_of_another(zone: Zone) -> bool:
    """Read "Sản lượng lúa tăng 12 %", "Vốn FDI tăng 9 %": what rose is none of ours.

    It has a name that no word of aid or of measures leads, or one of other money.
    """
    scan, start = zone.scan, _segment(zone)
    moved = next((m for kind in _MOVES for m in zone.before(kind) if m.start >= start), None)
    if moved is None or any(m.end <= moved.start for m in zone.before("count.this")):
        return False
    said = range(start, moved.start)
    if any(m.start in said and m.value == "other_money" for m in zone.before("reject.before")):
        return not any(m.start in said for m in zone.before("evidence.strong"))
    ours = {m.start for kind in _OURS for m in scan.matches.of(kind)}
    known = _known(scan)
    if scan.matches.at("link.thus", start) is not None:
        return False  # "..., nghĩa là tăng 17%": what was told moved
    for at in said:
        if at in ours:
            return False
        word = scan.tokens[at].kind == "word" and not scan.tokens[at].capital
        if word and at not in known:
            return True
    return False


def _is_rate(zone: Zone, at: int) -> bool:
    """Read "tỷ lệ tiêm chủng đạt 95 %": a word for rate, and what has it is none of ours.

    Nothing that is known follows the word at token ``at`` but words that lead to the number.
    """
    scan, named = zone.scan, zone.scan.matches.at("share.rate", at)
    behind = range(zone.clause_start if named is None else named.end, zone.qualified_start)
    part = scan.matches.ending("scope.part", at)  # "trong đó tỷ lệ ô nhiễm ..."
    opens = named is not None and _segment(zone) in {at, at if part is None else part.start}
    if not opens or len(behind) < _RATE_WORDS:
        return False
    known = _known(scan)
    words = (scan.tokens[i] for i in behind[:_RATE_WORDS])
    plain = all(word.kind == "word" and not word.capital for word in words)
    return plain and known.isdisjoint(behind[:_RATE_WORDS])


def _known(scan: Scan) -> set[int]:
    """Return the tokens of periods, places, numbers and all words listed, but for rejections."""
    kinds = (kind for kind in scan.matches.categories if not kind.startswith("reject."))
    spans = [(match.start, match.end) for kind in kinds for match in scan.matches.of(kind)]
    spans += [(period.start, period.end) for period in scan.periods]
    spans += [(mention.start, mention.end) for mention in scan.places]
    spans += [(number.start, number.end) for number in scan.numbers]
    spans += [(money.start, money.end) for money in scan.money]
    return {at for start, end in spans for at in range(start, end)}


def _compared(zone: Zone) -> Measure | None:
    """Return what the base is of, where its amount is said: "20 peratus berbanding RM2.67 juta".

    Or "meningkat 20 peratus daripada RM2 juta tahun lalu".
    """
    by = zone.scan.matches.at("giver.by", zone.quantity.end)
    moves = any(m for kind in _MOVES for m in zone.before(kind))
    for match in (*zone.after("kind.comparison"), *([by] if by is not None and moves else [])):
        if any(0 <= money.start - match.end <= 1 for money in zone.scan.money):
            return measures()["aid_amount"]
    return None


def _subject(zone: Zone) -> Measure | None:
    """Return the measure a percentage is of: "56 % số dự án", "giá trị viện trợ tăng 5 %".

    In these languages the head noun stands first, so the first noun of the
    phrase counts; where people or things stand last, the percentage is theirs.
    """
    behind = noun_behind(zone)
    if behind is not None:
        worth = (m for m in zone.after("value.intro") if m.end <= behind.start)
        return measures()["aid_amount" if any(worth) else behind.value]
    start = _segment(zone)
    nouns = _nouns(zone, start, zone.quantity.start)
    if not nouns or max(nouns, key=lambda match: match.end).category == "noun.counted":
        return None
    head = min(nouns, key=lambda match: match.start)
    if head.category == "noun.counted":
        return None
    return _of_organisations(zone, head) or measures()[head.value]


def _of_organisations(zone: Zone, head: Match) -> Measure | None:
    """Return what is said of NGOs: "vốn NGO" is money, "jumlah LSM" their number.

    In some languages the word for them is a word of aid too.
    """
    matches = zone.scan.matches
    noun = matches.at("noun.full", head.start)
    if noun is None or noun.value != "ngo_count":
        return None
    at = noun.start
    for kind in ("count.plural", "giver.by"):
        led = matches.ending(kind, at)
        at = at if led is None else led.start
    if matches.ending("value.head", at) is not None:
        return measures()["aid_amount"]
    return measures()["ngo_count"] if matches.ending("count.head", at) is not None else None


def _whole_named(zone: Zone) -> Measure | None:
    """Return what a share is of where the clause opens with it: "Trong tổng viện trợ, y tế ..."."""
    for noun in _nouns(zone, zone.left, _segment(zone)):
        opened = any(
            0 <= noun.start - match.end <= _OPENING_REACH
            for category in ("scope.within", "scope.part", "kind.share")
            for match in zone.before(category)
        )
        if opened and noun.value in measures():
            return measures()[noun.value]
    return None


def _nouns(zone: Zone, start: int, end: int) -> list[Match]:
    found = [
        match
        for category in ("evidence.strong", "noun.full", "noun.counted", "value.noun")
        for match in zone.before(category)
        if start <= match.start and match.end <= end and match.value not in _NO_OWNERS
        if category != "value.noun" or _is_whole(zone, match)
    ]
    return sorted(found, key=lambda match: match.start)


def _is_whole(zone: Zone, worth: Match) -> bool:
    """Whether "giá trị" is of the aid told: no other noun follows ("giá trị hàng xuất khẩu")."""
    near = zone.quantity.start - worth.end <= _WORTH_REACH
    behind = range(worth.end, worth.end + _WORTH_REACH)
    return near or any(zone.scan.matches.at(kind, at) for kind in _BEHIND_WORTH for at in behind)


def _segment(zone: Zone) -> int:
    """Return where the words behind the last comma before the number begin."""
    tokens = zone.scan.tokens
    commas = (i + 1 for i in range(zone.left, zone.quantity.start) if tokens[i].norm == ",")
    return max(commas, default=zone.left)
