"""What takes a word of rejection its force: granted, promised, done, or said of other money."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.scan import Scan

_BEHIND_REACH = 18
_BESIDES_REACH = 8
_PLAN_REACH = 3
_EACH_REACH = 3
_DONATED_REACH = 2
_SOURCE_REACH = 3
_AID_REACH = 12
_RESTATED_REACH = 7
_GIVEN = ("evidence.strong", "give.verb", "status.flow")


def is_promised(zone: Zone, at: int) -> bool:
    """Whether a promise leads to the cue: "cam kết sẽ tài trợ 3 triệu USD".

    Or it is agreed: "Theo thỏa thuận ký năm 2014, tổ chức này sẽ tài trợ 3 triệu USD".
    """
    promised = zone.scan.matches.ending("status.flow", at)
    gives = [verb.start for verb in zone.gives()]
    by = zone.in_clause_before("reject.agreed")
    agreed = any(m.end <= at and any(verb >= m.end for verb in gives) for m in by)
    return agreed or (promised is not None and promised.value == "committed")


def is_promised_each(zone: Zone, cue: Match, context: Context) -> bool:
    """Read "setiap LSM akan menerima hibah Rp50 juta": aid offered to each is a promise.

    And "bakal menerima RM1,500 setiap seorang".
    """
    named = context.organisations or bool(zone.scan.organisations())
    aid = named or bool(zone.scan.matches.of("evidence.strong"))
    each = any(
        said.value == "recipient" and 0 <= cue.start - said.end <= _EACH_REACH
        for said in zone.in_clause_before("kind.rate")
    )
    behind = zone.scan.matches.at("kind.rate", zone.quantity.end)
    each = each or (behind is not None and behind.value == "recipient")
    promised = zone.scan.matches.at("status.flow", cue.start)
    return aid and each and promised is not None and promised.value == "committed"


def tells_worth(zone: Zone, at: int) -> bool:
    """Read "Dự kiến thực hiện năm 2016, dự án có tổng giá trị 80 triệu": only the time is planned.

    And "Dự án sẽ hỗ trợ 200 chiếc áo với tổng vốn 80 triệu": the goods are. ``at`` is where the
    cue ends.
    """
    led = [match.start for match in zone.in_clause_before("value.intro") if match.start > at]
    for noun in zone.in_clause_before("scope.single"):
        opens = noun.start > at and zone.scan.tokens[noun.start - 1].norm == ","
        plans = noun.start == 0 and 0 < at - noun.end <= _PLAN_REACH
        goods = any(at <= n.start < start for n in zone.scan.numbers for start in led)
        if (opens and any(start >= noun.end for start in led)) or (plans and goods):
            return True
    return bool(led) and _opens_run(zone.scan, at)


def is_inserted(zone: Zone, cue: Match) -> bool:
    """Read "Kinh phí của dự án, dự kiến làm trong năm 2016, là 80 triệu": when, between commas."""
    scan, tokens = zone.scan, zone.scan.tokens
    copula = scan.matches.ending("qualifier.neutral", zone.qualified_start)
    last = -1 if copula is None else copula.start - 1
    opened = any(tokens[at].norm == "," for at in range(zone.clause_start, cue.start))
    planned = any(cue.end <= period.start < last for period in scan.periods)
    return opened and planned and tokens[last].norm == ","


def _opens_run(scan: Scan, at: int) -> bool:
    """Read "Dự án ... dự kiến được thực hiện trong 12 tháng": when it runs, behind the cue."""
    opened = scan.matches.at("noun.full", 0)
    adverb = scan.matches.at("give.adverb", at)
    runs = scan.matches.at("plan.run", at if adverb is None else adverb.end)
    return opened is not None and opened.value == "project_count" and runs is not None


def comes_from_gift(zone: Zone) -> bool:
    """Read "akan menerima baucar daripada dana RM300,000 yang disumbangkan NGO": given already.

    Only what it buys is to come.
    """
    matches, end = zone.scan.matches, zone.quantity.end
    near = range(zone.qualified_start, zone.qualified_start - _SOURCE_REACH, -1)
    led = any(matches.ending("giver.by", at) is not None for at in near)
    by = matches.at("giver.by", end)
    behind = range(end, end + _RESTATED_REACH)  # the sum in another currency may stand between
    relative = next(filter(None, (matches.at("count.relative", at) for at in behind)), None)
    given = relative is not None and any(
        matches.at(name, relative.end) is not None for name in _GIVEN
    )
    return led and (given or (by is not None and any(v.start >= by.end for v in zone.gives())))


def is_of_aid(zone: Zone, cue: Match) -> bool:
    """Read "tiếp nhận 89 dự án, khoản viện trợ với tổng vốn đầu tư 152 tỷ đồng": worth of aid.

    Behind a count of aid items, the nearest before it, "invested" only says what they are worth.
    And a budget of aid is aid: "belanjawan bantuan hampir 5.7 juta USD", "bổ sung dự toán 3 tỷ
    đồng từ nguồn viện trợ".
    """
    scan = zone.scan
    theirs = scan.matches.at("noun.full", cue.end) is not None  # "utang LSM itu"
    aid = scan.matches.at("evidence.strong", cue.end) is not None and not theirs
    if aid or _comes_of_aid(zone):
        return True
    if scan.matches.at("value.invested", cue.start) is None and not _is_all_worth(zone, cue):
        return False
    counted = [noun for noun in zone.in_clause_before("noun.full") if noun.end <= cue.start]
    numbers = [n for n in scan.numbers if zone.clause_start <= n.start < cue.start]
    if not numbers or not any(n.value == "project_count" for n in counted):
        return False
    items = range(numbers[-1].end, cue.start)
    kinds = ("evidence.strong", "evidence.weak", "evidence.sector")
    spoken = [match for kind in kinds for match in scan.matches.of(kind)]
    other = any(m.start in items and m.value == cue.value for m in scan.matches.of("reject.before"))
    invested = [m for m in zone.in_clause_before("reject.noun") if m.value == cue.value]
    other = other or any(m.start < numbers[-1].start for m in invested)  # of both kinds
    received = any(m.value == "received" for m in zone.in_clause_before("status.flow"))
    received = received or _is_all_worth(zone, cue)
    return not other and (received or any(m.start in items for m in spoken))


def is_in_aside(zone: Zone, cue: Match) -> bool:
    """Read "ABC, pengelola aset wakaf, menyumbang Rp5 miliar": who the giver is, between commas."""
    tokens, verb = zone.scan.tokens, next(zone.gives(), None)
    adverb = None if verb is None else zone.scan.matches.ending("give.adverb", verb.start)
    at = -1 if verb is None else (verb.start if adverb is None else adverb.start) - 1
    if at < cue.end or tokens[at].norm != ",":
        return False
    commas = [i for i in range(zone.clause_start, cue.start) if tokens[i].norm == ","]
    named = bool(commas) and commas[-1] > 0 and tokens[commas[-1] - 1].capital
    return named and not any(tokens[i].norm == "," for i in range(cue.end, at))


def _in_apposition(zone: Zone) -> bool:
    """Read "Dự án Rừng xanh, vốn 420.000 euro, đã bị hủy": the worth of one between commas."""
    matches, tokens, at = zone.scan.matches, zone.scan.tokens, zone.qualified_start
    led = matches.ending("value.intro", at) or matches.ending("value.head", at)
    at = at if led is None else led.start
    marks = [token.norm for token in (*tokens[at - 1 : at], *tokens[zone.quantity.end :][:1])]
    starts = [m.start for m in zone.in_clause_before("scope.single")]
    opens = any(i == zone.clause_start or tokens[i - 1].kind == "mark" for i in starts)
    return zone.quantity.measure == "aid_amount" and opens and marks == [",", ","]


def _comes_of_aid(zone: Zone) -> bool:
    """Whether the source is named behind the amount: "từ nguồn viện trợ không hoàn lại"."""
    matches = zone.scan.matches
    for by in zone.after("giver.by"):
        source = matches.at("value.source", by.end)
        at = by.end if source is None else source.end
        if matches.at("evidence.strong", at) is not None:
            return by.start - zone.quantity.end <= _AID_REACH
    return False


def is_of_another(zone: Zone, cue: Match) -> bool:
    """Read "Sebelum dibekukan, lembaga itu mengucurkan Rp5 miliar": denied of another time."""
    gives = any(verb.start >= cue.end for verb in zone.gives())
    return zone.quantity.measure == "aid_amount" and gives and comma_before(zone, cue.end)


def _is_all_worth(zone: Zone, cue: Match) -> bool:
    """Read "63 proyek dengan total modal Rp5 miliar, dibiayai 12 LSM": what these pay for."""
    led = zone.scan.matches.ending("value.intro", cue.end)
    return led is not None and led.start < cue.start and bool(zone.scan.organisations())


def is_named(zone: Zone, cue: Match) -> bool:
    """Whether the cue begins the name of a plan: "mendukung Rencana Aksi Gajah dengan ..."."""
    tokens = zone.scan.tokens
    inside = cue.start > 0 and tokens[cue.start - 1].kind == "word"
    named = tokens[cue.start].capital and not tokens[cue.start].upper
    return inside and named and zone.scan.sentence.role != "title"


def is_beside(zone: Zone, cue: Match) -> bool:
    """Whether the cue belongs to other money: "Ngoài ngân sách nhà nước, tỉnh tiếp nhận ..."."""
    led = any(
        zone.clause_start <= match.start and 0 <= cue.start - match.end <= _BESIDES_REACH
        for match in zone.scan.matches.of("clause.besides")
    )
    return led and comma_before(zone, cue.end)


def is_donated(zone: Zone, cue: Match) -> bool:
    """Whether the other money is what is given: "menyumbangkan sebulan gaji".

    The verb stands before it, and nothing but words between.
    """
    if zone.scan.matches.ending("reject.actor", cue.end) is not None:
        return False  # "góp vốn đối ứng"
    return any(
        0 <= cue.start - verb.end <= _DONATED_REACH
        and all(token.kind == "word" for token in zone.scan.tokens[verb.end : cue.start])
        for verb in zone.gives()
    )


def is_granted(zone: Zone, since: int = 0) -> bool:
    """Whether what was applied for is said to be approved, behind the number and ``since``."""
    return any(
        match.value == "approved"
        and match.start >= since
        and match.start - zone.quantity.end <= _BEHIND_REACH
        for match in zone.after("status.flow")
    )


def is_handed(zone: Zone) -> bool:
    """Whether something is given to those counted: "diberikan kepada 13 LSM yang mengajukan"."""
    to = zone.scan.matches.ending("place.recipient", zone.qualified_start)
    paid = (m for m in zone.before("status.flow") if m.value in {"disbursed", "approved"})
    return to is not None and to.value == "recipient" and any((*paid, *zone.gives()))


def is_financed(zone: Zone) -> bool:
    """Whether somebody pays for those counted: "membiayai 183 proposal yang diajukan ormas"."""
    led = zone.scan.matches.ending("give.verb", zone.qualified_start)
    return zone.quantity.unit == "project" and led is not None


def is_granted_before(zone: Zone, at: int) -> bool:
    """Whether a word right before the cue grants it: "meluluskan permohonan 12 persatuan"."""
    granted = zone.scan.matches.ending("status.flow", at)
    return granted is not None and granted.value == "approved"


def shared_out(zone: Zone, at: int) -> bool:
    """Read "các lĩnh vực: giảm nghèo (42 %), y tế (31 %)": the cue names a sector, no rate of it.

    ``at`` is where the cue begins.
    """
    tokens = zone.scan.tokens
    sectors = any(theme.end <= at for theme in zone.scan.matches.of("scope.theme"))
    shares = [
        percent
        for percent in zone.scan.matches.of("unit.percent")
        if percent.start > 1 and percent.end < len(tokens)
        if (tokens[percent.start - 2].norm, tokens[percent.end].norm) == ("(", ")")
    ]
    own = any(percent.end == zone.quantity.end for percent in shares)
    return sectors and own and len(shares) > 1


def is_done(zone: Zone, at: int, *, aim: bool) -> bool:
    """Whether the words between the cue and the number say that it has happened.

    Behind an aim a word that may mean ability says nothing: "phấn đấu vận động được".
    """
    done = (match for match in zone.before("status.done") if match.start >= at)
    return any(match.value == "done" or not aim for match in done)


def is_of_percentage(zone: Zone, cue: Match) -> bool:
    """Read "đạt 92% kế hoạch và tăng 11% so với cùng kỳ": the cue belongs to the first."""
    ends = zone.scan.matches.ending("unit.percent", zone.left) is not None
    near = 0 <= cue.start - zone.left <= 1  # "92 persen dari target"
    return ends and near and any(zone.after("kind.comparison"))


def comma_before(zone: Zone, at: int) -> bool:
    """Whether a comma stands between token ``at`` and the number."""
    return any(token.norm == "," for token in zone.scan.tokens[at : zone.quantity.start])


def comma_behind(zone: Zone, at: int) -> bool:
    """Whether a comma parts the number from token ``at``, the end of an apposition aside.

    In a headline it may stand for "and": "410 PERSATUAN, KELAB TIDAK AKTIF".
    """
    end = zone.quantity.end + _in_apposition(zone)
    if zone.scan.sentence.role == "title" and not any(n.start >= end for n in zone.scan.numbers):
        end += end < at and zone.scan.tokens[end].norm == ","
    return any(token.norm == "," for token in zone.scan.tokens[end:at])


def is_reached(zone: Zone, cue: Match) -> bool:
    """Read "RM400,000 berjaya dikutip dan kami yakin mencapai sasaran": done, and more to come."""
    done = zone.scan.matches.at("status.done", zone.quantity.end)
    aim = cue.value == "target" and any(n.start >= cue.end for n in zone.scan.numbers)
    return done is not None and aim
