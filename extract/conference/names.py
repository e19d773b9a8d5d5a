"""Names of meetings in one sentence: where they begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.conference.days import is_weekday, said_periods
from extract.lexicon import Match
from extract.numbers.digits import read_roman
from extract.periods.datechain import is_year
from extract.scan import Scan

_MIN_WORDS = 3  # behind the noun; a capital there makes a name of two as well
_MAX_WORDS = 40
_SITE_WORDS = 4
_SMALL_NOUN = 3  # capitals behind a noun without one: "rapat Orientasi Mitra Lokal"
_TITLE_WORDS = 3
_LEADS_BODY = ("scope.joint", "giver.by", "link.means")
_ACTS = ("give.verb", "status.flow")
_OPENING = frozenset({'"', "“", "«", "‘", "”"})
_CLOSING = frozenset({'"', "”", "»", "’"})
_MARKS = 2
_BRACKET = 3  # an abbreviation in it
_NOUNS = ("conference.noun", "conference.event", "conference.talk")
_YEARS = frozenset({"year", "span"})
_TIMES = frozenset({"day", "relative"})
_LEADS_DAY = ("periods.in", "periods.on", "periods.daytime")
_GO_ON = ("conference.about", "list.join", "scope.for", "place.at", "count.relative", "periods.in")
_ENDS = frozenset({",", ".", ";", "(", '"', "“", "”", ":", "–", "—"})


@dataclass(frozen=True, slots=True)
class Name:
    """The tokens of a name.

    ``of_subject``: it speaks of organisations or aid, ``dated``: of a year; ``event``: its noun
    is one that gatherings of any kind are called by.
    """

    start: int
    end: int
    edition: int | None
    of_subject: bool
    dated: bool
    event: bool

    @property
    def numbered(self) -> bool:
        """Whether it is one of a row of meetings."""
        return self.edition is not None


def names(scan: Scan) -> Iterator[Name]:
    """Yield the names of meetings in a sentence, left to right.

    A name begins with a word for a meeting and goes on for two words or more. Words that any
    gathering is called by ("rapat", "mesyuarat", "đại hội") need capitals. A sitting of a
    parliament is none ("Mesyuarat Kedua Penggal Ketiga Dewan Negeri"), nor is one with the press.
    """
    nouns = [noun for category in _NOUNS for noun in scan.matches.of(category)]
    for noun in sorted(nouns, key=lambda noun: noun.start):
        house = scan.matches.ending("conference.site", noun.start) is not None
        if house or _closed(scan, noun.start - 1) is not None:
            continue  # "Trung tâm Hội nghị Quốc gia", "Musyawarah Nasional (Munas)"
        themed = _theme(scan, noun) or _quotation(scan, noun)
        if themed is None and noun.category == "conference.talk":
            continue
        start, end = themed or _span(scan, noun)
        edition = _edition(scan, start, noun.end, end)
        dated = any(noun.end <= p.start < end for p in scan.periods if p.form in _YEARS)
        dated = dated or (noun.end < end and is_year(scan.tokens[end - 1]))
        event = noun.category == "conference.event"
        name = Name(start, end, edition, _says_what(scan, noun, end), dated, event)
        sits = any(start < m.start < end for m in scan.matches.of("conference.sitting"))
        if not sits and (themed or _is_name(scan, noun, name)):
            yield name


def _theme(scan: Scan, noun: Match) -> tuple[int, int] | None:
    """Return the quotation that names a meeting: "seminar bertajuk “Peran LSM”".

    The noun belongs to it where it is written like one, or says what it is about.
    """
    about = scan.matches.at("conference.about", noun.end)
    titled = about or scan.matches.at("conference.titled", noun.end)
    quoted = None if titled is None else _quoted(scan, titled.end)
    if titled is None or quoted is None:
        return None
    whole = about is not None or (noun.start > 0 and scan.tokens[noun.start].capital)
    return (noun.start, quoted) if whole else (titled.end + 1, quoted - 1)


def _quotation(scan: Scan, noun: Match) -> tuple[int, int] | None:
    """Return the quotation that is a name by itself: "diskusi publik “Peran LSM Lokal”"."""
    alone = scan.matches.at("conference.talk", noun.start)
    small = not scan.tokens[noun.start].capital
    quoted = _quoted(scan, noun.end) if alone is not None and small else None
    if quoted is None or quoted - noun.end - _MARKS < _MIN_WORDS:
        return None
    return noun.end + 1, quoted - 1


def _span(scan: Scan, noun: Match) -> tuple[int, int]:
    """Return the tokens of the name around its noun.

    Behind it stand a quotation ("Hội thảo “Đối tác vì ...”") or plain words, which a comma need
    not end where only the words behind it say what the meeting is about ("Hội nghị tăng cường
    hợp tác, vận động viện trợ phi chính phủ"). Capital words before it belong to it where
    little follows ("Indonesia Civil Society Forum", "NGO Summit 2025").
    """
    quoted = _quoted(scan, noun.end)
    if quoted is not None:
        return noun.start, quoted
    bracket = _closed(scan, noun.end) or noun.end
    end = _year_end(scan, noun, bracket) or _name_end(scan, noun.end)
    if noun.end < end < len(scan.tokens) and scan.tokens[end].norm == ",":
        further = _name_end(scan, end + 1)
        goes_on = scan.matches.at("conference.goes_on", end + 1) is not None
        about = not _says_what(scan, noun, end) and _says_what(scan, noun, further)
        capital = any(token.capital for token in scan.tokens[end + 1 : end + 2])
        end = further if goes_on or (about and not capital) else end
    end = _before_town(scan, noun.end, end)
    start = noun.start
    bare = all(token.kind != "word" for token in scan.tokens[bracket:end])
    while bare and start and scan.tokens[start - 1].capital:
        start -= 1
    return start, end


def _before_town(scan: Scan, start: int, end: int) -> int:
    """Return where the name ends before the town it was held in: "... di Hanoi".

    It is known for one where the paper sat there, or the name has named another place.
    """
    last = next((mention for mention in scan.places if mention.end == end), None)
    led = None if last is None else scan.matches.ending("place.at", last.start)
    if last is None or led is None or led.start - start < _MIN_WORDS:
        return end
    others = [mention for mention in scan.places if mention.end < end]
    sat = any(m.end <= scan.filed and m.place == last.place for m in others)
    other = any(start <= m.start and m.place != last.place for m in others)
    return led.start if sat or other else end


def _year_end(scan: Scan, noun: Match, at: int) -> int | None:
    """Return where a name ends that capitals lead to, with its year at token ``at``.

    "NGO Summit 2025", "Sumatra Civil Society Forum (SCSF) 2024".
    """
    named = noun.start > 0 and all(t.capital for t in scan.tokens[noun.start - 1 : noun.end])
    return at + 1 if named and any(is_year(token) for token in scan.tokens[at : at + 1]) else None


def _quoted(scan: Scan, at: int) -> int | None:
    """Return where a quotation that begins at token ``at`` ends, ``None`` without one."""
    if at >= len(scan.tokens) or scan.tokens[at].norm not in _OPENING:
        return None
    ends = (i for i in range(at + 1, len(scan.tokens)) if scan.tokens[i].norm in _CLOSING)
    end = next(ends, None)
    return None if end is None or end - at > _MAX_WORDS else end + 1


def _says_what(scan: Scan, noun: Match, end: int) -> bool:
    """Whether the words up to ``end`` speak of organisations or aid."""
    said = (m for kind in ("evidence.strong", "noun.full") for m in scan.matches.of(kind))
    return any(noun.end <= match.start < end for match in said)


def _is_name(scan: Scan, noun: Match, name: Name) -> bool:
    """Whether the words name a meeting: a capital, or an edition or year and what it is about."""
    start, end = name.start, name.end
    proper = noun.end < end and scan.tokens[noun.end].capital
    words = (noun.start - start) + sum(t.kind == "word" for t in scan.tokens[noun.end : end])
    if noun.category == "conference.event":
        # "NGO Summit 2025", but no room: "Rapat Gedung Utama".
        year = any(token.kind == "number" for token in scan.tokens[noun.end : end])
        named = proper or noun.start - start > 1 or name.numbered or (year and start < noun.start)
        house = scan.matches.at("conference.site", noun.end) is not None
        capitals = [token.capital for token in scan.tokens[noun.end : noun.end + _SMALL_NOUN]]
        capital = scan.tokens[start].capital or (len(capitals) == _SMALL_NOUN and all(capitals))
        return capital and named and not house and (words > 1 or year)
    if _quoted(scan, noun.end) == end and words >= _MIN_WORDS:
        return True  # hội thảo "Nâng cao hiệu quả viện trợ"
    if not scan.tokens[start].capital:
        held = scan.matches.ending("conference.held", start) is not None
        aim = scan.matches.at("scope.for", noun.end) is not None  # "persidangan untuk menilai ..."
        dated = name.dated and not aim
        on_a_day = not aim and _is_on_a_day(scan, noun, end)
        subject = name.of_subject and (name.numbered or dated or on_a_day)
        return subject or (held and dated)
    if _speaks(scan, noun, end):
        return False
    if words < _MIN_WORDS - proper and not (name.numbered or (proper and name.dated)):
        return False
    # A capital at the head of a sentence says nothing: "Hội nghị ghi nhận đề xuất ..."
    behind = end + (scan.tokens[end : end + 1] != [] and scan.tokens[end].norm == ",")
    told = scan.sentence.role == "title" or scan.matches.at("conference.stop", behind) is not None
    return start > 0 or proper or told or name.numbered


def _is_on_a_day(scan: Scan, noun: Match, end: int) -> bool:
    """Whether the words say at once what it is about and the sentence on which day it met.

    "hội nghị công tác phi chính phủ nước ngoài mở ngày 7/10", but not "hội nghị, ngày 7/10".
    """
    words = sum(token.kind == "word" for token in scan.tokens[noun.end : end])
    days = (period for period in said_periods(scan) if period.form == "day")
    return words >= _MIN_WORDS and any(period.start >= end for period in days)


def _speaks(scan: Scan, noun: Match, end: int) -> bool:
    """Whether it is an organisation: it speaks or acts, or somebody leads or belongs to it.

    "Forum LSM Solo (FLS) mengatakan ...", "Forum Peduli Solo menghimpun donasi", "Ketua Forum ...".
    """
    if scan.matches.at("conference.body", noun.start) is None:
        return False
    led = any(scan.matches.ending(kind, noun.start) is not None for kind in _LEADS_BODY)
    acts = any(
        noun.end < match.start < end and not scan.tokens[match.start].capital
        for kind in _ACTS
        for match in scan.matches.of(kind)
    )
    said = scan.matches.at("attribution.say", noun.end) is not None or _is_said(scan, end)
    return led or acts or said or _is_headed(scan, noun.start)


def _is_headed(scan: Scan, at: int) -> bool:
    """Whether the title of who leads it stands before: "Direktur Eksekutif Forum LSM Solo"."""
    near = range(max(0, at - _TITLE_WORDS), at)
    heads = (scan.matches.at("attribution.source", start) for start in near)
    return any(
        head is not None and all(token.capital for token in scan.tokens[head.start : at])
        for head in heads
    )


def _is_said(scan: Scan, at: int) -> bool:
    """Whether a verb of saying stands there, behind a name: "Hội nghị đánh giá ..." has none."""
    before = scan.tokens[at - 1]
    said = scan.matches.at("attribution.say", at) is not None and not scan.tokens[at].capital
    return said and (before.capital or before.norm == ")")


def _name_end(scan: Scan, start: int) -> int:
    end = start
    days = {period.start for period in scan.periods if period.form in _TIMES}
    days |= {match.start for match in scan.matches.of("periods.weekday") if is_weekday(scan, match)}
    while end < min(len(scan.tokens), start + _MAX_WORDS):
        bracket = _short_bracket(scan, end)
        if bracket is not None:
            return bracket
        closed = _closed(scan, end)
        if closed is None and (scan.tokens[end].norm in _ENDS or end in days):
            break
        stops = _is_stop(scan, end) and not _is_place_of_name(scan, end)
        stops = stops or _is_with_many(scan, end) or _is_behind_name(scan, start, end)
        stops = stops or (end > start and _is_said(scan, end))
        if closed is None and (stops or _is_site(scan, end)):
            break
        end = closed or end + 1
    ends = (scan.matches.ending(name, end) for name in _LEADS_DAY)
    led = next((match for match in ends if match is not None), None)
    return led.start if led is not None and led.start > start and end in days else end


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
    years = {period.start for period in scan.periods if period.form in _YEARS}
    near = (m for m in scan.places if led is not None and 0 <= m.start - led.end <= 1)
    return any(mention.end in years for mention in near)


def _closed(scan: Scan, at: int) -> int | None:
    """Return where a bracket ends that holds an abbreviation: "phi chính phủ (PCPNN) năm 2016"."""
    words = scan.tokens[at : at + _BRACKET] if at >= 0 else ()
    if len(words) < _BRACKET or (words[0].norm, words[-1].norm) != ("(", ")"):
        return None
    return at + _BRACKET if words[1].capital else None


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


def _edition(scan: Scan, start: int, noun: int, end: int) -> int | None:
    """Return the ordinal in the name or right behind it: "... (FLSM) ke-5", "yang ke-5".

    A Roman numeral stands behind the noun, which ends before token ``noun``, or comes last.
    """
    stop = scan.matches.at("conference.stop", end)
    behind = end if stop is None or stop.value != "relative" else stop.end
    for number in scan.numbers:
        if number.ordinal and (start <= number.start < end or number.start == behind):
            return int(number.value)
    # "Kongres XXI Persatuan Guru", "Pertemuan Nasional Petani Kopi XIII"
    last = [scan.tokens[at] for at in (noun, end - 1) if start < at < end]
    return next(filter(None, (read_roman(token.norm) for token in last if token.upper)), None)
