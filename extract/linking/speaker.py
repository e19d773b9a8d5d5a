"""Who is said to have said it: body, person or document, as the sentence names them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.scan import Scan

_MAX_WORDS = 20
_OPENING = 2  # "sebagaimana dilaporkan", "demikian disampaikan"
_ENDS = frozenset({",", ";", ":", ".", '"', "“", "”", "«", "»", "!", "?"})
_DASHES = frozenset({"-", "–", "—"})
NOBODY = Answer(None, "attribution.none")


def link_attribution(scan: Scan, earlier: str | None) -> Answer:
    """Return whom the sentence names as its source; ``earlier`` is who spoke last before it."""
    for named in chain(_according_to(scan), _said_by(scan), _saying(scan)):
        return named
    if earlier and scan.matches.of("attribution.again"):
        return Answer(earlier, "attribution.again")
    return NOBODY


def _according_to(scan: Scan) -> Iterator[Answer]:
    """Read "menurut laporan Jabatan Belia, ..." and "..., theo Sở Ngoại vụ"."""
    for match in scan.matches.of("attribution.before"):
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
            yield from _subject(scan, match)


def _subject(scan: Scan, said: Match) -> Iterator[Answer]:
    if any(m.start < said.end and said.start < m.end for m in scan.matches.of("attribution.again")):
        return  # "beliau berkata": who spoke before
    start, end = _chunk_start(scan, said.start), said.start
    if start == end and end > 1 and scan.tokens[end - 1].norm == ",":
        start, end = _before_apposition(scan, end - 1)
    for period in scan.periods:
        if start <= period.start < end:
            start, end = (period.end, end) if period.start == start else (start, period.start)
    opening = scan.matches.at("attribution.in", start)
    if opening is not None:
        start = opening.end
        if scan.matches.at("attribution.source", start) is None:
            return
    while _is_list(scan, start):
        start = _chunk_start(scan, start - 1)
    yield from _named(scan, start, _name_end(scan, start, end, commas=True), "attribution.say")


def _is_list(scan: Scan, start: int) -> bool:
    """Whether a comma parts words of one name: "Wanita, Keluarga dan Masyarakat"."""
    names = start > 1 and scan.tokens[start - 1].norm == "," and scan.tokens[start].capital
    joined = scan.matches.at("list.join", start + 1) is not None
    return names and scan.tokens[start - 2].capital and joined


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
    return min((at for at in behind if start < at < end), default=end)


def _name_end(scan: Scan, start: int, limit: int, *, commas: bool = False) -> int:
    """Return where the name ends: at a mark, a number, a period, "dalam kenyataan", "berkata".

    With ``commas`` it may hold them: "Ông An, Giám đốc Sở Ngoại vụ, cho biết".
    """
    periods = {period.start for period in scan.periods}
    for end in range(start, limit):
        token = scan.tokens[end]
        inner = commas and token.norm == ","
        if (_is_end(scan, end) and not inner) or end in periods or token.kind == "number":
            return end
        said = scan.matches.at("attribution.say", end)
        noun = scan.matches.at("attribution.source", end)
        stop = scan.matches.at("attribution.stop", end)
        own = token.capital and end > 0  # "Kementerian Dalam Negeri", not "Pada rapat"
        if (stop and not own) or (said and not noun):
            return end
    return limit


def _is_end(scan: Scan, at: int) -> bool:
    """Whether a mark stands there that is no part of a name: "TP.HCM", "Dr. An" and "(RoS)" are."""
    token = scan.tokens[at]
    if token.norm in _DASHES:
        return token.spaced and at + 1 < len(scan.tokens) and scan.tokens[at + 1].spaced
    if token.norm == ".":
        return at + 1 == len(scan.tokens)
    return token.norm in _ENDS


def _named(scan: Scan, start: int, end: int, rule: str) -> Iterator[Answer]:
    """Yield the name between two tokens if it is one: a capital, a body or a kind of source."""
    if not start < end <= start + _MAX_WORDS or scan.matches.at("legal.cue", start):
        return
    words = scan.tokens[start:end]
    capital = any(token.upper or (token.capital and token is not scan.tokens[0]) for token in words)
    known = any(
        start <= match.start < end
        for category in ("attribution.source", "place.body")
        for match in scan.matches.of(category)
    )
    if capital or known:
        yield Answer(scan.quote(start, end), rule, start, end)
