"""What makes a percentage a share: the whole it is of, and shares told before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extract.lexicon import Match
from extract.linking.zone import Zone
from extract.scan import Scan

WORTHS = ("value.noun", "value.head")
"""Words for money whatever it is, and for what something is worth."""

_WHOLE_REACH = 4
_OTHER_REACH = 2
_RANK_REACH = 5
_LISTS = frozenset({"all", "namely"})
_LEAST_SHARES, _LEAST_PARTS = 2, 3
_LED = 2
_WHOLE = Decimal(100)
_ROUNDED = Decimal("0.5")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?) ?%")
_SPENT = ("evidence.strong", "status.flow")
_MOVES = ("kind.up", "kind.down", "kind.comparison")
_OTHERS = ("reject.before", "reject.noun", "reject.actor")
_BEHIND = (
    "evidence.strong", "evidence.weak", "noun.full", "status.flow", "status.done", "give.verb",
    "giver.by", "scope.for", "share.spent", "count.relative", "count.this", "list.join",
    "place.about", "place.at", "kind.comparison", "kind.share", "part.empty",
)  # fmt: skip


def noun_behind(zone: Zone) -> Match | None:
    """Return the noun a percentage is of, right behind it: "56 % số dự án", "50 % các tổ chức"."""
    numbers = {number.start for number in zone.scan.numbers}
    for at in range(zone.quantity.end, zone.quantity.end + _WHOLE_REACH):
        if at in numbers and zone.scan.matches.ending("qualifier.neutral", at) is not None:
            return None  # "giải ngân trên 80% là 13 dự án"
        if at < len(zone.scan.tokens) and zone.scan.tokens[at].norm in ")(,;":
            return None
        if zone.scan.matches.at("scope.for", at) is not None:
            return None  # "60 % daripadanya untuk program belia": what it is spent on
        if at > zone.quantity.end and zone.scan.matches.at("giver.by", at) is not None:
            return None  # "64 persen berasal dari mitra": who gave it
        for category in ("evidence.strong", "noun.full", "noun.bare"):
            found = zone.scan.matches.at(category, at)
            if found is not None:
                counted = zone.scan.matches.at("noun.full", at)  # "70 persen dari LSM": of them
                return counted if counted and counted.value == "ngo_count" else found
        spent = zone.scan.matches.at("status.flow", at)  # "45 peratus daripada perbelanjaan itu"
        if spent is not None and zone.scan.matches.at("count.this", spent.end) is not None:
            return spent
        money = _money_at(zone, at)
        if money is not None:  # "56% giá trị viện trợ" says whose
            return zone.scan.matches.at("evidence.strong", money.end) or money
    return None


def _money_at(zone: Zone, at: int) -> Match | None:
    """Return the word for the money there is right behind: "60% số vốn", "56% số giải ngân".

    Not for money of another kind: "80% vốn vay", "30% giá trị xuất khẩu".
    """
    matches, end = zone.scan.matches, zone.quantity.end
    within = matches.at("scope.within", end)  # "46% dari nilai yang dicairkan"
    end = end if within is None else within.end
    head = matches.at("count.head", end)
    if at != (end if head is None else head.end):
        return None
    kinds = (*WORTHS, "status.flow") if head is not None else WORTHS
    found = next(filter(None, (matches.at(kind, at) for kind in kinds)), None)
    if found is None or found.value == "ngo_count":
        return None
    return found if _is_whole(zone, found) else None


def _is_whole(zone: Zone, worth: Match) -> bool:
    """Whether it is of the aid told: no other noun follows, and no money of another kind."""
    scan, near = zone.scan, range(worth.end, worth.end + _OTHER_REACH)
    here = (worth.start, *near)  # "vốn vay", "nilai ekspor"
    if any(scan.matches.at(kind, at) for kind in _OTHERS for at in here):
        return False
    ends = worth.end >= len(scan.tokens) or scan.tokens[worth.end].kind == "mark"
    dated = any(period.start in near for period in scan.periods)
    return ends or dated or any(scan.matches.at(kind, at) for kind in _BEHIND for at in near)


def share_before(zone: Zone) -> Match | None:
    """Return the word that made an earlier percentage of the clause a share: lists go on.

    Percentages that add up to the whole are shares, whatever is said of them.
    """
    percents = list(zone.said_before("unit.percent"))
    if any(zone.in_clause_before("kind.comparison")):
        return None
    whole = adding_up(zone)
    sectors = any(in_sectors(zone, theme) for theme in zone.scan.matches.of("scope.theme"))
    if not percents or whole is not None:
        return None if sectors else whole
    found = next(zone.said_before("kind.share"), None) or next(zone.said_before("list.rank"), None)
    heads = (zone.scan.matches.at("count.head", percent.end) for percent in percents)
    ends = {m.end for m in (*percents, *heads) if m is not None}
    worths = (m for kind in WORTHS for m in zone.scan.matches.of(kind) if m.start in ends)
    worths = (worth for worth in worths if _is_whole(zone, worth))
    return found or next(worths, None) or _joined_share(zone, percents[0])


def _joined_share(zone: Zone, percent: Match) -> Match | None:
    """Return what the percentage before is of: "46 peratus NGO berniaga, dan 6 peratus ..."."""
    matches, at = zone.scan.matches, zone.qualified_start
    only = matches.ending("scope.only", at)
    join = matches.ending("list.join", at if only is None else only.start)
    counted = matches.at("noun.full", percent.end)
    ours = counted is not None and counted.value == "ngo_count"
    return counted if ours and join is not None and percent.end == zone.left else None


def adding_up(zone: Zone) -> Match | None:
    """Return the first of several percentages that add up to 100: "y tế 46%, giáo dục 54%".

    They stand in one sentence, or one in each of some lines in a row, and two alone may add up
    by chance. None says how far something moved.
    """
    scan = zone.scan
    percents = scan.matches.of("unit.percent")
    ends = {percent.start for percent in percents}
    numbers = [number for number in scan.numbers if number.end in ends]
    if zone.quantity.unit != "percent" or not numbers:
        return None
    if any(_is_moved(scan, number.start) for number in numbers):
        return None
    values = [n.value for n in numbers] if len(numbers) > 1 else _in_lines(scan)
    total = sum(values)
    rest = total < _WHOLE and len(values) >= _LEAST_SHARES and _leaves_rest(scan)
    whole = abs(total - _WHOLE) <= _ROUNDED and len(values) >= _LEAST_PARTS
    return percents[0] if whole or rest else None


def _leaves_rest(scan: Scan) -> bool:
    """Read "y tế 46%, giáo dục 31%, phần còn lại là nhà ở": behind the last, a comma or "and"."""
    at = scan.matches.of("unit.percent")[-1].end
    while join := scan.matches.at("list.join", at):
        at = join.end
    here = range(at, at + _LED)
    return any(scan.matches.at("scope.remain", i) is not None for i in here)


def _is_moved(scan: Scan, at: int) -> bool:
    about = scan.matches.ending("qualifier.before", at)
    start = at if about is None else about.start
    return any(scan.matches.ending(kind, start) is not None for kind in _MOVES)


def _in_lines(scan: Scan) -> list[Decimal]:
    """Return the percentages of the lines around the sentence that have one each."""
    text, start, end = scan.text, scan.sentence.start, scan.sentence.end
    above = list(_run(reversed(text[:start].rstrip().split("\n"))))
    below = list(_run(text[end:].lstrip().split("\n")))
    own = _PERCENT.findall(text[start:end])
    if len(own) != 1 or "\n" in text[start:end].strip():
        return []
    return [Decimal(found.replace(",", ".")) for found in (*above, *own, *below)]


def _run(lines: Iterable[str]) -> Iterator[str]:
    """Yield the percentage of each line, up to the first that has none or several."""
    for line in lines:
        found = _PERCENT.findall(line)
        if len(found) != 1:
            return
        yield found[0]


def ranked(zone: Zone) -> Match | None:
    """Return the word of rank before a bare percentage: "Y tế vẫn dẫn đầu với 34%."."""
    matches, start, end = zone.scan.matches, zone.qualified_start, zone.quantity.end
    led = matches.ending("giver.with", start)
    comma = start > 0 and zone.scan.tokens[start - 1].norm == ","
    rank = matches.ending("list.rank", start - comma)  # "giáo dục nhận nhiều nhất, hơn 56%"
    if rank is None and led is not None:
        rank = matches.ending("list.rank", led.start) or _ranked_before(zone, led.start)
    bare = end >= len(zone.scan.tokens) or zone.scan.tokens[end].kind == "mark"
    opens = rank is not None and rank.start > zone.clause_start
    rank = rank if opens else _rank_in_front(zone)
    return rank if bare and zone.quantity.unit == "percent" else None


def _rank_in_front(zone: Zone) -> Match | None:
    """Return the rank that opens "Paling banyak dari zakat, sekitar 72 persen"."""
    rank = next((m for m in zone.before("list.rank") if m.start == zone.clause_start), None)
    words = zone.scan.tokens[rank.end : zone.qualified_start] if rank is not None else ()
    parted = bool(words[:-1]) and words[-1].norm == ","
    return rank if parted and all(token.kind == "word" for token in words[:-1]) else None


def _ranked_before(zone: Zone, at: int) -> Match | None:
    """Return the rank of "disusul pendidikan dengan 22%", what comes next between them."""
    rank = next(zone.before("list.rank"), None)
    return rank if rank is not None and at - rank.end <= _RANK_REACH else None


def restated(zone: Zone) -> Match | None:
    """Return the "or" of "2,846 atau 4.7 peratus": the same figure as a share.

    Words may stand between, where a comma leads to it and nothing follows: "934 menghantar
    penyata setakat Mei, iaitu 19.9 peratus".
    """
    matches, tokens, end = zone.scan.matches, zone.scan.tokens, zone.quantity.end
    only = matches.ending("scope.only", zone.qualified_start)  # "atau cuma 16 persen"
    start = zone.qualified_start if only is None else only.start
    same = matches.ending("link.equivalent", start)
    if same is None or zone.left == zone.clause_start:
        return None
    closed = end == len(tokens) or tokens[end].kind == "mark"
    led = closed and zone.left < same.start and tokens[same.start - 1].norm == ","
    moves = (m for kind in ("up", "down") for m in zone.in_clause_before(f"kind.{kind}"))
    return same if (zone.left == same.start or led) and not any(moves) else None


def detailed(zone: Zone) -> Match | None:
    """Return what leads to percentages behind an amount: "Rp4 miliar, rinciannya 50% zakat"."""
    shares = [m.end for m in zone.scan.matches.of("unit.percent") if m.end <= zone.clause_end]
    for part in zone.in_clause_before("scope.part"):
        whole = any(zone.clause_start <= m.start and m.end <= part.start for m in zone.scan.money)
        listed = sum(end > part.end for end in shares) > 1
        if part.value in _LISTS and whole and listed:
            return part
    return None


def bracketed(zone: Zone) -> bool:
    """Whether the percentage stands in a bracket: "y tế (23%)", "y tế (chiếm 23%)"."""
    at = zone.quantity.start
    share = zone.scan.matches.ending("kind.share", at)
    at = at if share is None else share.start
    return at > 0 and zone.scan.tokens[at - 1].norm == "("


def in_sectors(zone: Zone, theme: Match) -> bool:
    """Whether money goes to fields in a row: "viện trợ vào các lĩnh vực: y tế 35%; nhà ở 28%"."""
    scan, tokens = zone.scan, zone.scan.tokens
    spent = [m.end for kind in (*WORTHS, *_SPENT) for m in scan.matches.of(kind)]
    spent += [money.end for money in scan.money]
    moves = (scan.matches.of(kind) for kind in _MOVES)
    if any(moves) or not any(end <= theme.start for end in spent):
        return False
    ends = [m.end for m in scan.matches.of("unit.percent") if m.start > theme.end]
    closed = [
        end
        for end in ends
        if end == len(tokens) or tokens[end].kind == "mark" or scan.matches.at("list.join", end)
    ]
    return len(closed) == len(ends) >= _LEAST_SHARES


def whole_led(zone: Zone) -> Match | None:
    """Return the "of" of "Daripada RM5 juta itu, 40 peratus untuk kesihatan"."""
    amounts = {money.start for money in zone.scan.money}
    for within in zone.in_clause_before("scope.within"):
        about = zone.scan.matches.at("qualifier.before", within.end)
        at = within.end if about is None else about.end
        if within.start == zone.clause_start and at in amounts:
            return within
    return None
