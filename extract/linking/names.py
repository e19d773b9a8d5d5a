"""Proper names of organisations: runs of words with capitals that name nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.lexicon import Match
from extract.linking.context import Context
from extract.linking.where.scene import is_dateline
from extract.scan import Scan

_AGENCY = 8
_FEW, _MOST = 5, 0.7
_LEAST = 4  # letters; Vietnamese writes "Du lịch" with one capital
_INNER = frozenset(
    {"of", "the", "for", "and", "in", "to", "without", "against", "&", "'", "’", "-"}
)
_OPENING = ("qualifier.before", "scope.within", "giver.by", "kind.rate", "place.at")
_DASHES = frozenset({"-", "–"})
_SIGNED = frozenset({"()-", "()–", "-", "–"})
_NO_NAMES = (
    "noun.full",
    "place.body",
    "place.province",
    "place.district",
    "periods.month_name",
    "periods.weekday",
)


def proper_names(scan: Scan, context: Context) -> Iterator[tuple[int, int]]:
    """Yield runs of capital words that are no place, body, month or kind of organisation."""
    if _is_title_case(scan):
        return
    taken, kinds = _taken(scan), _kinds(scan)
    end = 0
    first = _first(scan)
    for at in range(first, len(scan.tokens)):
        if at < end or not scan.tokens[at].capital:
            continue
        known = scan.matches.at("giver.known", at)
        end = max(_run_end(scan, at), known.end if known is not None else 0)
        opens = at == first and end > at + 1
        for start in (at, at + 1) if opens else (at,):  # "Hiện GNI", "Theo CARE"
            free = taken.isdisjoint(range(start, end)) and not _is_kind(kinds, start, end)
            if free and _is_proper(scan, start, end, context):
                yield start, end
                break


def _first(scan: Scan) -> int:
    """Return the first word of what is told, behind a dateline and marks: any has a capital."""
    at = max([scan.filed, *(place.end for place in scan.places[:1] if is_dateline(scan, place))])
    at = max(at, _behind_agency(scan))
    while at < len(scan.tokens) and scan.tokens[at].kind == "mark":
        at += 1
    return at


def _behind_agency(scan: Scan) -> int:
    """Return where the text begins behind the paper's letters and a dash: "TT - Tổng giá trị".

    Or behind its name in brackets: "(Báo An) - Toàn tỉnh ...".
    """
    norms = [token.norm for token in scan.tokens[:_AGENCY]]
    if norms[:1] == ["("] and ")" in norms:
        behind = norms.index(")") + 1
        return behind + 1 if set(norms[behind : behind + 1]) & _DASHES else 0
    first, dash = (*scan.tokens[:2], None, None)[:2]
    if first is None or dash is None or dash.norm not in _DASHES or first.end == dash.start:
        return 0
    return 2 if first.upper and scan.matches.at("giver.known", 0) is None else 0


def _is_title_case(scan: Scan) -> bool:
    """Whether nearly every word begins with a capital, so that capitals make no name."""
    words = [token for token in scan.tokens if token.kind == "word"]
    return len(words) > _FEW and sum([t.capital for t in words]) > _MOST * len(words)


def _run_end(scan: Scan, start: int) -> int:
    end = at = start + 1
    while at < len(scan.tokens) and (scan.tokens[at].capital or scan.tokens[at].norm in _INNER):
        at += 1
        if scan.tokens[at - 1].capital:
            end = at
    return end


def _is_proper(scan: Scan, start: int, end: int, context: Context) -> bool:
    words = scan.tokens[start:end]
    known = scan.matches.at("giver.known", start)
    if known is not None and known.end == end:
        return True
    kind = scan.matches.ending("noun.bare", start)
    called = kind is not None and scan.tokens[kind.start].capital  # "Tổ chức Tầm nhìn Thế giới"
    short = start == _first(scan) or (len(words[0].norm) < _LEAST and not called)
    opens = any(scan.matches.at(kind, start) is not None for kind in _OPENING)
    if len(words) == 1 and not words[0].upper and (short or (opens and not kind)):
        return False
    if any(scan.matches.ending(kind, start) for kind in ("attribution.before", "place.at")):
        return False
    if start <= 1 and _is_agency(scan, start, end):
        return False
    if _is_of_ministry(scan, start):
        return False
    return not (_is_place(scan, start, end, context) or _is_of_district(scan, start))


def _is_of_ministry(scan: Scan, start: int) -> bool:
    """Whether "and" ties it to the name of an office: "Kementerian Belia dan Sukan"."""
    join = scan.matches.ending("list.join", start)
    at = 0 if join is None else join.start
    while at > 0 and scan.tokens[at - 1].capital:
        at -= 1
    return join is not None and any(
        scan.matches.at("place.body", here) is not None for here in range(at, join.start - 1)
    )


def _is_of_district(scan: Scan, start: int) -> bool:
    """Whether a word for a district leads to the name or its row: "các xã Tân An, Phú Lộc"."""
    at = start
    while scan.matches.ending("place.district", at) is None:
        join = scan.matches.ending("list.join", at)
        if join is None or join.start == 0 or not scan.tokens[join.start - 1].capital:
            return False
        at = join.start
        while at > 0 and scan.tokens[at - 1].capital:
            at -= 1
    return True


def _kinds(scan: Scan) -> list[Match]:
    """Return the words for a body, a place or a month, of which no name begins or ends."""
    found = (match for kind in _NO_NAMES for match in scan.matches.of(kind))
    return [match for match in found if scan.matches.at("noun.bare", match.start) is None]


def _is_kind(kinds: Sequence[Match], start: int, end: int) -> bool:
    head = start + 1 if start == 0 else start  # "Theo Sở Ngoại vụ"; "Ford Foundation" is a name
    return any((match.start <= head and start < match.end) or match.end == end for match in kinds)


def _is_agency(scan: Scan, start: int, end: int) -> bool:
    """Whether the paper only signs the report: "(ABC) - Tính đến tháng 10 ...", "ABC - ..."."""
    marks = [token.norm for token in (*scan.tokens[:start], *scan.tokens[end : end + 2])]
    return "".join(marks[: 3 if start else 1]) in _SIGNED


def _taken(scan: Scan) -> set[int]:
    """Return the tokens of words of aid, events, periods and numbers, which no name shares."""
    said = ("noun.full", "evidence.strong", "scope.event", "place.region")
    found = [match for kind in said for match in scan.matches.of(kind)]
    lands = scan.matches.of("place.continent")  # but "Uni Eropa" is a name
    found += [land for land in lands if land.start == 0 or not scan.tokens[land.start - 1].capital]
    spans = [(item.start, item.end) for item in found]
    spans += [(period.start, period.end) for period in scan.periods]
    spans += [(number.start, number.end) for number in scan.numbers]
    spans += [(money.start, money.end) for money in scan.money]
    spans += [(taken.start, taken.end) for taken in scan.taken]
    return {at for start, end in spans for at in range(start, end)}


def _is_place(scan: Scan, start: int, end: int, context: Context) -> bool:
    """Whether the words are a place: one at home, or the origin of organisations."""
    home = context.outline.country
    for mention in scan.places:
        if mention.start <= start and end <= mention.end:
            foreign = home is not None and mention.place.country != home.code
            return not foreign or _after_noun(scan, start)
        led = any(scan.matches.ending(kind, mention.start) for kind in ("place.at", "place.about"))
        if start < mention.start < end <= mention.end and led:
            return True  # "Di Thua Thien Hue", not "Children of Vietnam", "Plan Việt Nam"
    return False


def _after_noun(scan: Scan, at: int) -> bool:
    """Whether the country only says where they are from: "60 tổ chức phi chính phủ Pháp"."""
    kinds = ("noun.full", "noun.bare", "place.about", "place.at")
    return any(scan.matches.ending(kind, at) is not None for kind in kinds)
