"""Where the name of a meeting ends in its sentence."""

from __future__ import annotations

from extract.conference.days import is_weekday
from extract.periods.datechain import is_year
from extract.scan import Scan

MIN_WORDS = 3
"""Behind the noun; a capital there makes a name of two as well."""
MAX_WORDS = 40
_SITE_WORDS = 4
_BRACKET = 3  # an abbreviation in it
YEARS = frozenset({"year", "span"})
_TIMES = frozenset({"day", "relative"})
_LEADS_DAY = ("periods.in", "periods.on", "periods.daytime")
_GO_ON = ("conference.about", "list.join", "scope.for", "place.at", "count.relative", "periods.in")
_ENDS = frozenset({",", ".", ";", "(", '"', "“", "”", ":", "–", "—"})


def name_end(scan: Scan, start: int) -> int:
    """Return the token behind a name that goes on from token ``start`` in plain words."""
    end = start
    days = {period.start for period in scan.periods if period.form in _TIMES}
    days |= {match.start for match in scan.matches.of("periods.weekday") if is_weekday(scan, match)}
    while end < min(len(scan.tokens), start + MAX_WORDS):
        bracket = _short_bracket(scan, end)
        if bracket is not None:
            return bracket
        closed = closed_bracket(scan, end)
        if closed is None and (scan.tokens[end].norm in _ENDS or end in days):
            break
        stops = _is_stop(scan, end) and not _is_place_of_name(scan, end)
        stops = stops or _is_with_many(scan, end) or _is_behind_name(scan, start, end)
        stops = stops or (end > start and is_said(scan, end))
        if closed is None and (stops or _is_site(scan, end)):
            break
        end = closed or end + 1
    ends = (scan.matches.ending(name, end) for name in _LEADS_DAY)
    led = next((match for match in ends if match is not None), None)
    return led.start if led is not None and led.start > start and end in days else end


def before_town(scan: Scan, start: int, end: int) -> int:
    """Return where the name ends before the town it was held in: "... di Hanoi".

    It is known for one where the report was filed there, where the name has named another place,
    or where the day follows.
    """
    last = next((mention for mention in scan.places if mention.end == end), None)
    led = None if last is None else scan.matches.ending("place.at", last.start)
    if last is None or led is None or led.start - start < MIN_WORDS:
        return end
    others = [mention for mention in scan.places if mention.end < end]
    sat = any((m.end <= scan.filed or m.start == 0) and m.place == last.place for m in others)
    other = any(start <= m.start and m.place != last.place for m in others)
    comma = end < len(scan.tokens) and scan.tokens[end].norm == ","
    days = (match for match in scan.matches.of("periods.weekday") if is_weekday(scan, match))
    dated = comma and any(match.start == end + 1 for match in days)
    return led.start if sat or other or dated else end


def closed_bracket(scan: Scan, at: int) -> int | None:
    """Return where a bracket ends that holds an abbreviation: "phi chính phủ (PCPNN) năm 2016"."""
    words = scan.tokens[at : at + _BRACKET] if at >= 0 else ()
    if len(words) < _BRACKET or (words[0].norm, words[-1].norm) != ("(", ")"):
        return None
    return at + _BRACKET if words[1].capital else None


def is_said(scan: Scan, at: int) -> bool:
    """Whether a verb of saying stands there, behind a name: "Hội nghị đánh giá ..." has none."""
    before = scan.tokens[at - 1]
    said = scan.matches.at("attribution.say", at) is not None and not scan.tokens[at].capital
    return said and (before.capital or before.norm == ")")


def _is_stop(scan: Scan, at: int) -> bool:
    """Whether a word there ends the name; "yang" not before a capital."""
    stop = scan.matches.at("conference.stop", at) or scan.matches.at("conference.titled", at)
    if stop is None:
        return False
    behind = scan.tokens[stop.end : stop.end + 1]
    return not (stop.value == "relative" and bool(behind) and behind[0].capital)


def _is_with_many(scan: Scan, at: int) -> bool:
    """Whether it only says who took part: "dengan lebih 150 perwakilan", "với 63 tỉnh"."""
    led = scan.matches.at("giver.with", at)
    about = None if led is None else scan.matches.at("qualifier.before", led.end)
    number = 0 if led is None else led.end if about is None else about.end
    return led is not None and any(n.start == number and not n.ordinal for n in scan.numbers)


def _is_behind_name(scan: Scan, start: int, at: int) -> bool:
    """Whether a name written in capitals has ended there: at its town, or a verb behind its number.

    "Forum Belia Kedah di Alor Setar", "Forum Belia Utara Ke-3 bincang banjir", "... 2022 kumpul".
    """
    words = scan.tokens[start:at]
    joins = {at for match in scan.matches.of("list.join") for at in range(match.start, match.end)}
    if not words or not all(
        word.capital or word.kind != "word" or here in joins
        for here, word in enumerate(words, start)
    ):
        return False
    led = scan.matches.at("place.at", at)
    towns = (m for m in scan.places if led is not None and 0 <= m.start - led.end <= 1)
    town = any(mention.place.level != "country" for mention in towns)
    numbered = any(number.ordinal and number.end == at for number in scan.numbers)
    numbered = numbered or is_year(words[-1])
    goes_on = any(scan.matches.at(name, at) is not None for name in _GO_ON)
    verb = scan.tokens[at].kind == "word" and not scan.tokens[at].capital and not goes_on
    return (town and not _is_place_of_name(scan, at)) or (numbered and verb)


def _is_place_of_name(scan: Scan, at: int) -> bool:
    """Whether a place there is followed by a year: "... tại tỉnh Đắk Lắk năm 2022"."""
    led = scan.matches.at("place.at", at)
    years = {period.start for period in scan.periods if period.form in YEARS}
    near = (m for m in scan.places if led is not None and 0 <= m.start - led.end <= 1)
    return any(mention.end in years for mention in near)


def _short_bracket(scan: Scan, at: int) -> int | None:
    """Return where a bracket ends that holds a term of office: "lần thứ 6 (khóa I)"."""
    if scan.tokens[at].norm != "(" or scan.matches.at("conference.goes_on", at + 1) is None:
        return None
    ends = (i + 1 for i in range(at, len(scan.tokens)) if scan.tokens[i].norm == ")")
    return next(ends, None)


def _is_site(scan: Scan, at: int) -> bool:
    """Whether "in" leads to the house it was held in: "di Hotel Wyndham", "di Redtop Hotel"."""
    led = scan.matches.at("place.at", at)
    if led is None:
        return False
    for word in range(led.end, min(led.end + _SITE_WORDS, len(scan.tokens))):
        if not scan.tokens[word].capital:
            return False
        if scan.matches.at("conference.site", word) is not None:
            return True
    return False
