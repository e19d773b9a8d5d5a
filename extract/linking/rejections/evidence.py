"""Whether money and projects are aid at all: what must be said near them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.columns import IN_COLUMN
from extract.elliptic.unsaid import OF_CURRENCY
from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.rejections.cost import is_cost
from extract.linking.rejections.excused import is_beside, is_of_aid
from extract.linking.rejections.state import states
from extract.linking.zone import Zone

_WORTH_REACH = 2
_RAISED = "mobilised"


def lacks_evidence(zone: Zone, context: Context) -> Answer | None:
    """Money and projects are aid only where words of aid, or organisations, stand near.

    In an article that never speaks of organisations the sentence itself must, or name a giver;
    in one about something else the sentence must have both, whatever was told before.
    """
    if zone.quantity.measure not in {"aid_amount", "project_count"}:
        return None
    topic = context.outline.topic
    if speaks_of_aid(zone) or zone.quantity.rule in IN_COLUMN:
        return None
    if topic and zone.quantity.rule == OF_CURRENCY:
        return None
    if _of_projects(zone, context) or _of_those_before(zone, context):
        return None
    if _of_amount_before(zone, context) or _is_raised_to_help(zone):
        return None
    reason = "other_money" if zone.quantity.measure == "aid_amount" else "no_antecedent"
    other = zone.quantity.measure == "aid_amount" and _other_money(zone, context)
    if not other and (_is_given_near(zone, context) if topic else _is_given_here(zone)):
        return None
    return Answer(reason, "reject.evidence" if topic else "reject.off_topic")


def _is_given_near(zone: Zone, context: Context) -> bool:
    """Whether it is said to be given, or what was told before makes that plain.

    In an article about aid or organisations what is raised is enough, and what is given or got
    where a weaker word of aid stands in the sentence.
    """
    weak = bool(zone.scan.matches.of("evidence.weak"))
    flows = any(m.value == _RAISED or weak for m in zone.in_clause_before("status.flow"))
    flows = flows or _opens_with_worth(zone)
    return flows or _handed_on(zone, context) or named_giver(zone, context) is not None


def _is_given_here(zone: Zone) -> bool:
    """Whether the sentence has both organisations and giving: "quyên 2 triệu USD cho một quỹ"."""
    matches = zone.scan.matches
    said = matches.of("evidence.weak") or matches.of("status.flow") or matches.of("give.verb")
    bare = any(match.value == "ngo_count" for match in matches.of("noun.bare"))
    return bool(said) and (bare or bool(zone.scan.organisations()))


def _of_those_before(zone: Zone, context: Context) -> bool:
    """Whether the number leaves its noun out, and aid projects were counted before."""
    elided = zone.quantity.rule.startswith("count.") and not zone.quantity.bare
    last, before = context.last, context.measure
    if last is not None and last[1].sentence == zone.scan.sentence.start:
        before = last[0]
    return elided and zone.quantity.measure == before == "project_count"


def _is_raised_to_help(zone: Zone) -> bool:
    """Read "menghimpunkan dana RM640,000 bagi membantu pesakit": raised for those in need.

    Or for a fund, whoever gives: "syarikat mengumpulkan RM2 juta bagi Tabung Rakyat".
    """
    raised = any(m.value == "mobilised" for m in zone.in_clause_before("status.flow"))
    funds = [fund.start for fund in zone.after("evidence.weak")]
    fund = any(zone.in_clause_before("evidence.weak"))
    led = [verb.start for verb in zone.after("give.verb")] if fund else []
    led += [people.start for people in zone.after("place.people")] if fund else []
    led += [at for at in funds if zone.scan.tokens[at].capital]
    return raised and any(zone.scan.matches.ending("scope.for", at) for at in led)


def _of_amount_before(zone: Zone, context: Context) -> bool:
    """Read "Di dalamnya terdapat Rp23 miliar untuk ..." behind an amount of aid: a part of it.

    So is each of a row: "Cụ thể: Bắc Ninh 800 triệu đồng; Cao Bằng 500 triệu đồng".
    """
    money = zone.quantity.measure == context.measure == "aid_amount"
    near = context.aid or context.done is not None
    opened = any(part.start == 0 for part in zone.scan.matches.of("scope.part"))
    return money and opened and near and not _other_money(zone, context)


def speaks_of_aid(zone: Zone) -> bool:
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
        return not other and (context.outline.known or (context.given and (bool(said) or worth)))
    if context.outline.aid and context.aid_near and (money or worth) and not other:
        return True
    return bool(said) or context.organisations or context.aid or context.measure is not None


def _opens_with_worth(zone: Zone) -> bool:
    """Read "Nilainya kurang lebih Rp38 miliar": what was spoken of before is worth so much."""
    said = (*zone.in_clause_before("value.noun"), *zone.in_clause_before("value.intro"))
    return any(
        word.start == zone.clause_start and zone.qualified_start - word.end <= _WORTH_REACH
        for word in said
    )


def _labelled_worth(zone: Zone) -> Sequence[Match]:
    """Return the word for worth that opens the label of an amount: "Nilai: AS$10.6 juta"."""
    at = zone.qualified_start - 1
    led = at > 0 and zone.scan.tokens[at].norm == ":"
    said = zone.scan.matches.of("value.noun") if led else ()
    return [match for match in said if match.start == zone.scan.clause(at - 1)[0]]


def _is_worth(zone: Zone) -> bool:
    """Whether it is what something is worth: "được triển khai ... với tổng vốn 182.000 USD"."""
    project = zone.scan.matches.ending("scope.single", zone.qualified_start)  # "dự án 2 triệu USD"
    words = (*zone.in_clause_before("value.intro"), *zone.in_clause_before("value.cost"))
    return project is not None or any(led.start >= zone.left for led in words)


def _other_money(zone: Zone, context: Context) -> bool:
    """Whether words of loans, budgets or losses govern the amount, or a giver that is none of ours.

    The giver may have been named in an earlier clause of the sentence.
    """
    invested = {verb.start for verb in zone.gives()}  # "tổ chức này đã đầu tư 2 tỷ đồng"
    invested |= _of_programme(zone, context)
    said = [m for m in zone.in_clause_before("reject.noun") if m.start not in invested]
    said += [
        m
        for m in zone.in_clause_before("reject.before")
        if not (is_cost(zone, m, context) or is_of_aid(zone, m))
    ]
    said += [m for m in zone.after("reject.after") if not _is_set_apart(zone, m)]
    if zone.scan.sentence.role == "title":  # short, in any order: "400 juta USD: ... pinjaman"
        said += zone.scan.matches.of("reject.before")
    given = () if _is_run_by_them(zone) else states(zone)
    givers = (*zone.scan.matches.of("reject.actor"), *given)
    said += [match for match in givers if match.end <= zone.quantity.start]
    return any(match.value == "other_money" for match in said)


def _is_run_by_them(zone: Zone) -> bool:
    """Read "Kementerian menyalurkan RM6 juta bagi 9 program yang dijalankan oleh 34 badan"."""
    matches = zone.scan.matches
    bare = {m.start for m in matches.of("noun.bare") if m.value == "ngo_count"}
    counted = (n.start for n in zone.scan.numbers if n.end in bare)
    by = (at for at in counted if matches.ending("giver.by", at) is not None)
    return any(zone.clause_start <= at < zone.clause_end for at in by)


def _of_programme(zone: Zone, context: Context) -> set[int]:
    """Return where a programme has invested: "chương trình đã đầu tư 9 tỷ đồng".

    In an article that names an organisation as giver.
    """
    if not (context.outline.known or context.given):
        return set()
    matches = zone.scan.matches
    led = [(m, matches.ending("give.adverb", m.start)) for m in matches.of("give.invest")]
    ends = {p.end for kind in ("noun.full", "scope.single") for p in matches.of(kind)}
    return {verb.start for verb, adverb in led if adverb is not None and adverb.start in ends}


def _is_set_apart(zone: Zone, cue: Match) -> bool:
    """Read "Rp3 miliar, di luar pinjaman Bank Dunia": other money that the amount leaves out."""
    return zone.scan.matches.ending("clause.besides", cue.start) is not None


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
