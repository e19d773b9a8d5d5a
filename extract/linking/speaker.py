"""Who is said to have said it: body, person or document, as the sentence names them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.scan import Scan

_MAX_WORDS = 20
_SMALL_WORDS = 10  # in a name: "Liên hiệp các tổ chức hữu nghị tỉnh"
_SOURCE_WORDS = 10  # of a source that begins small
_DEGREE = 2
_GIFT_REACH = 3
_GIFTS = ("evidence.strong", "evidence.weak")
_KNOWN = ("attribution.source", "place.body")
_HAVE = "have"  # what a place does when it has something: "Lào Cai ghi nhận 19 tổ chức"
_OPENING = 2  # "sebagaimana dilaporkan", "demikian disampaikan"
_ENDS = frozenset({",", ";", ":", ".", '"', "“", "”", "«", "»", "!", "?"})
_DASHES = frozenset({"-", "–", "—"})
NOBODY = Answer(None, "attribution.none")


def link_attribution(scan: Scan, earlier: str | None) -> Answer:
    """Return whom the sentence names as its source; ``earlier`` is who spoke last before it."""
    for named in chain(_said_by(scan), _according_to(scan), _saying(scan)):
        return named
    if earlier and (scan.matches.of("attribution.again") or _says_again(scan)):
        return Answer(earlier, "attribution.again")
    return NOBODY


def _according_to(scan: Scan) -> Iterator[Answer]:
    """Read "menurut laporan Jabatan Belia, ..." and "..., theo Sở Ngoại vụ"."""
    for match in scan.matches.of("attribution.before"):
        if _is_never(scan, match):
            continue
        yield from _named(scan, match.end, _end_behind(scan, match.end), "attribution.before")


def _said_by(scan: Scan) -> Iterator[Answer]:
    """Read "..., kata Pengarah Jabatan Belia" and "demikian disampaikan oleh Kepala Dinas"."""
    for match in scan.matches.of("attribution.said_by"):
        if match.start - _chunk_start(scan, match.start) < _OPENING:
            yield from _named(scan, match.end, _end_behind(scan, match.end), "attribution.said_by")


def _saying(scan: Scan) -> Iterator[Answer]:
    """Read "Jabatan Belia berkata", "Báo cáo của Sở nêu rõ", "dalam laporan itu disebutkan"."""
    for category in ("attribution.say", "attribution.said_by"):
        for match in scan.matches.of(category):
            if not _is_never(scan, match) and not _announces_gift(scan, match):
                yield from _subject(scan, match)


def _says_again(scan: Scan) -> bool:
    """Whether a pronoun is who says it: "Ia memaparkan", "Beliau yang juga menteri berkata"."""
    said = [m for name in ("attribution.say", "attribution.said_by") for m in scan.matches.of(name)]
    starts = {_chunk_start(scan, _before_day(scan, match.start)) for match in said}
    return any(scan.matches.at("attribution.pronoun", start) is not None for start in starts)


def _is_never(scan: Scan, said: Match) -> bool:
    """Whether the words only look like saying: "nêu trên", "theo đó"."""
    return any(m.start <= said.start < m.end for m in scan.matches.of("attribution.never"))


def _announces_gift(scan: Scan, said: Match) -> bool:
    """Whether the giver itself announces what it gives: "mengumumkan hibah baru".

    An office announces what others gave.
    """
    office = _holds_office(scan, _chunk_start(scan, said.start), said.start)
    promise = scan.matches.at("status.flow", said.end)
    if not office and promise is not None and promise.value == "committed":
        return True  # "menyatakan komitmen bantuan"
    if office or scan.matches.at("give.verb", said.start) is None:
        return False
    near = range(said.end, said.end + _GIFT_REACH)
    named = any(scan.matches.at(name, at) is not None for name in _GIFTS for at in near)
    return named or any(money.start in near for money in scan.money)


def _subject(scan: Scan, said: Match) -> Iterator[Answer]:
    if any(m.start < said.end and said.start < m.end for m in scan.matches.of("attribution.again")):
        return  # "beliau berkata": who spoke before
    end = _before_scene(scan, said.start)
    start = _chunk_start(scan, end)
    if start == end > 0 and said.category == "attribution.said_by":
        return  # "..., kata pengarahnya": who said it stands behind
    if scan.matches.at("attribution.pronoun", start) is not None:
        return
    if start == end and end > 1 and scan.tokens[end - 1].norm == ",":
        start, end = _before_apposition(scan, end - 1)
    for period in scan.periods:
        if start <= period.start < end:
            start, end = (period.end, end) if period.start == start else (start, period.start)
    adverb = scan.matches.at("attribution.opening", start)
    start = start if adverb is None else adverb.end  # "Sementara itu Pengarah RoS memaklumkan"
    opening = scan.matches.at("attribution.in", start)
    if opening is not None:
        start = opening.end
        if scan.matches.at("attribution.source", start) is None:
            return
    while _is_list(scan, start) or _is_titled(scan, start, end):
        start = _chunk_start(scan, start - 1)
    if said.value == _HAVE and _is_place(scan, start, end):
        return
    yield from _named(scan, start, _name_end(scan, start, end, commas=True), "attribution.say")


def _is_place(scan: Scan, start: int, end: int) -> bool:
    """Whether nothing but a place is named between two tokens, its word for province aside."""
    unit = scan.matches.at("place.province", start)
    first = start if unit is None else unit.end
    return any(place.start <= first and end <= place.end for place in scan.places)


def _is_list(scan: Scan, start: int) -> bool:
    """Whether a comma parts words of one name: "Wanita, Keluarga dan Masyarakat"."""
    names = start > 1 and scan.tokens[start - 1].norm == "," and scan.tokens[start].capital
    joined = scan.matches.at("list.join", start + 1) is not None
    return names and scan.tokens[start - 2].capital and joined


def _before_day(scan: Scan, end: int) -> int:
    """Step back over the day something was said on: "Hadi, Kamis (7/7/2017), mengatakan"."""
    spans = [(m.start, m.end) for m in scan.matches.of("periods.weekday")]
    spans += [(period.start, period.end) for period in scan.periods if period.form == "day"]
    at = end
    while True:
        back = at
        while back > 0 and scan.tokens[back - 1].norm in "(),":
            back -= 1
        start = next((start for start, stop in spans if start < back == stop), None)
        if start is None:
            return at
        at = start


def _before_scene(scan: Scan, end: int) -> int:
    """Step back over the day and the town in which it was said: "Hadi di Jambi, Rabu (5/2),"."""
    at = _before_day(scan, end)
    ends = {at, at - (at > 0 and scan.tokens[at - 1].norm == ",")}
    town = next((place for place in scan.places if at < end and place.end in ends), None)
    led = None if town is None else scan.matches.ending("place.at", town.start)
    return at if led is None else led.start


def _is_titled(scan: Scan, start: int, end: int) -> bool:
    """Whether a comma parts name and office: "Kepala Kesbangpol Lebak, Tati Suryati mengatakan"."""
    if start < 2 or scan.tokens[start - 1].norm != "," or not scan.tokens[start].capital:
        return False
    first = _chunk_start(scan, start - 1)
    led = ("place.at", "attribution.stop", "attribution.before", "periods.in", "attribution.in")
    if not scan.tokens[first].capital or any(scan.matches.at(name, first) for name in led):
        return False
    dated = any(first <= period.start < start for period in scan.periods)
    named = any(t.capital for t in scan.tokens[first + 1 : start - 1])
    office = _holds_office(scan, first, start - 1)
    office = office or (named and _holds_office(scan, start, end)) or _is_degree(scan, start, end)
    return office and not dated and end - first <= _MAX_WORDS


def _is_degree(scan: Scan, start: int, end: int) -> bool:
    """Whether letters behind a name are a degree: "Dr. Nelson, SH., M.Si"."""
    words = [token for token in scan.tokens[start:end] if token.kind == "word"]
    return len(words) <= _DEGREE and end - start > 0 and words[0].upper


def _holds_office(scan: Scan, start: int, end: int) -> bool:
    """Whether an office or body is named between two tokens."""
    return any(start <= m.start < end for name in _KNOWN for m in scan.matches.of(name))


def _before_apposition(scan: Scan, comma: int) -> tuple[int, int]:
    """Return the name before "..., Kalimantan Tengah," or "..., Giám đốc Sở Ngoại vụ,"."""
    start = _chunk_start(scan, comma)
    if start < 2 or scan.tokens[start - 1].norm != ",":
        return start, comma
    placed = any(place.start == start and place.end == comma for place in scan.places)
    return _chunk_start(scan, start - 1), start - 1 if placed else comma


def _chunk_start(scan: Scan, at: int) -> int:
    """Return where the words before token ``at`` begin, behind the mark that parts them."""
    start = at
    while start > 0 and not _is_end(scan, start - 1):
        start -= 1
    return start


def _end_behind(scan: Scan, start: int) -> int:
    """Return where a name behind its cue ends: before a clause on it, or where it was said."""
    end = _name_end(scan, start, len(scan.tokens))
    behind = [match.start for match in scan.matches.of("attribution.clause")]
    scenes = (scan.matches.ending("place.at", place.start) for place in scan.places)
    behind += [scene.start for scene in scenes if scene is not None]
    end = min((at for at in behind if start < at < end), default=end)
    return _with_office(scan, start, end)


def _with_office(scan: Scan, start: int, comma: int) -> int:
    """Return where the name ends with what a comma parts from it: "bà An, Phó Giám đốc Sở, ..."."""
    if comma + 1 >= len(scan.tokens) or scan.tokens[comma].norm != ",":
        return comma
    end = _name_end(scan, comma + 1, len(scan.tokens))
    closed = end == len(scan.tokens) or _is_end(scan, end)
    words = scan.tokens[comma + 1 : end]
    all_capital = all(token.capital for token in words if token.kind == "word")
    office = _holds_office(scan, start, comma) or _holds_office(scan, comma + 1, end)
    placed = any(place.start == comma + 1 and place.end == end for place in scan.places)
    titled = any(scan.matches.at(n, comma + 1) for n in _KNOWN)
    told = bool(words) and words[0].capital and (all_capital or titled)
    return end if closed and office and told and not placed else comma


def _name_end(scan: Scan, start: int, limit: int, *, commas: bool = False) -> int:
    """Return where the name ends: at a mark, a number, a period, "dalam kenyataan", "berkata".

    With ``commas`` it may hold them: "Ông An, Giám đốc Sở Ngoại vụ, cho biết".
    """
    periods = {period.start for period in scan.periods}
    for end in range(start, limit):
        token = scan.tokens[end]
        inner = commas and token.norm == ","
        figure = token.kind == "number" and not _is_of_letters(scan, end)
        if (_is_end(scan, end) and not inner) or end in periods or figure:
            return end
        if commas and end > start and scan.matches.at("attribution.clause", end) is not None:
            return end  # "Laporan yang terbit kemarin menyebut"
        said = scan.matches.at("attribution.say", end)
        noun = scan.matches.at("attribution.source", end)
        stop = scan.matches.at("attribution.stop", end)
        own = token.capital and end > 0  # "Kementerian Dalam Negeri", not "Pada rapat"
        if stop and _is_of_source(scan, start, end):
            continue
        if (stop and not own) or (said and not noun):
            return end
    return limit


def _is_of_letters(scan: Scan, at: int) -> bool:
    """Whether digits are glued to letters before them: "Satgas Covid-19", "Dinsos-P3A"."""
    if at <= 1 or scan.tokens[at].spaced:
        return False
    before = scan.tokens[at - (2 if scan.tokens[at - 1].norm == "-" else 1)]
    return before.kind == "word"


def _is_of_source(scan: Scan, start: int, at: int) -> bool:
    """Whether a preposition leads from a kind of source to its owner: "data pada Kemendagri"."""
    led = scan.matches.at("attribution.of", at)
    if led is None or not any(
        scan.tokens[i].capital for i in range(led.end, led.end + 1)[:1] if i < len(scan.tokens)
    ):
        return False
    return any(m.start == start and m.end == at for m in scan.matches.of("attribution.source"))


def _is_end(scan: Scan, at: int) -> bool:
    """Whether a mark stands there that is no part of a name: "TP.HCM", "Dr. An" and "(RoS)" are."""
    token = scan.tokens[at]
    if token.norm in _DASHES:
        return token.spaced and at + 1 < len(scan.tokens) and scan.tokens[at + 1].spaced
    if token.norm == ".":
        return at + 1 == len(scan.tokens)
    return token.norm in _ENDS


def _named(scan: Scan, start: int, end: int, rule: str) -> Iterator[Answer]:
    """Yield the name between two tokens if it is one: a capital, a body or a kind of source.

    One that begins small begins with a kind of source: "báo cáo của Sở", "ông An".
    """
    end -= start < end and scan.tokens[end - 1].norm == ","  # "Farhan Idris, 27, berkata"
    if not start < end <= start + _MAX_WORDS or scan.matches.at("legal.cue", start):
        return
    words = scan.tokens[start:end]
    near = (scan.matches.at(n, at) for n in _KNOWN for at in range(start, start + 2))
    opening = any(match is not None for match in near)
    capital = any(token.upper or (token.capital and token is not scan.tokens[0]) for token in words)
    small = sum(token.kind == "word" and not token.capital for token in words)
    most = _MAX_WORDS if opening and capital else _SOURCE_WORDS if opening else _SMALL_WORDS
    if small > most:
        return
    # "Marwoto menjelaskan": a word that means nothing else, before its verb.
    alone = len(words) == 1 and start not in scan.matches.by_start and rule == "attribution.say"
    named = capital or alone or _holds_office(scan, start, end)
    if named if words[0].capital else opening:
        yield Answer(scan.quote(start, end), rule, start, end)
