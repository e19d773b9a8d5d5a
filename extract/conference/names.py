"""Names of meetings in one sentence: where they begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.conference.days import said_periods
from extract.conference.ends import (
    MAX_WORDS,
    MIN_WORDS,
    YEARS,
    before_town,
    closed_bracket,
    is_said,
    name_end,
)  # fmt: skip
from extract.lexicon import Match
from extract.numbers.digits import read_roman
from extract.periods.datechain import is_year
from extract.scan import Scan

_PARTS_OF_YEARS = ("periods.part", "periods.unit")
_SMALL_NOUN = 3  # capitals behind a noun without one: "rapat Orientasi Mitra Lokal"
_TITLE_WORDS = 3
_LEADS_BODY = ("scope.joint", "giver.by", "link.means")
_ACTS = ("give.verb", "status.flow")
_OPENING = frozenset({'"', "“", "«", "‘", "”"})
_CLOSING = frozenset({'"', "”", "»", "’"})
_MARKS = 2
_NOUNS = ("conference.noun", "conference.event", "conference.talk")


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
        if house or closed_bracket(scan, noun.start - 1) is not None:
            continue  # "Trung tâm Hội nghị Quốc gia", "Musyawarah Nasional (Munas)"
        themed = _theme(scan, noun) or _quotation(scan, noun)
        if themed is None and noun.category == "conference.talk":
            continue
        start, end = themed or _span(scan, noun)
        edition = _edition(scan, start, noun.end, end)
        dated = any(noun.end <= p.start < end for p in scan.periods if p.form in YEARS)
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
    if quoted is None or quoted - noun.end - _MARKS < MIN_WORDS:
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
    bracket = closed_bracket(scan, noun.end) or noun.end
    end = _year_end(scan, noun, bracket) or name_end(scan, noun.end)
    if noun.end < end < len(scan.tokens) and scan.tokens[end].norm == ",":
        further = name_end(scan, end + 1)
        goes_on = scan.matches.at("conference.goes_on", end + 1) is not None
        about = not _says_what(scan, noun, end) and _says_what(scan, noun, further)
        capital = any(token.capital for token in scan.tokens[end + 1 : end + 2])
        end = further if goes_on or (about and not capital) else end
    end = before_town(scan, noun.end, end)
    start = noun.start
    bare = all(token.kind != "word" for token in scan.tokens[bracket:end])
    while bare and start and scan.tokens[start - 1].capital:
        start -= 1
    return start, end


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
    return None if end is None or end - at > MAX_WORDS else end + 1


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
    if _quoted(scan, noun.end) == end and words >= MIN_WORDS:
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
    if words < MIN_WORDS - proper and not (name.numbered or (proper and name.dated)):
        return False
    # A capital at the head of a sentence says nothing: "Hội nghị ghi nhận đề xuất ..."
    behind = end + (end < len(scan.tokens) and scan.tokens[end].norm == ",")
    told = scan.sentence.role == "title" or scan.matches.at("conference.stop", behind) is not None
    return start > 0 or proper or told or name.numbered


def _is_on_a_day(scan: Scan, noun: Match, end: int) -> bool:
    """Whether the words say at once what it is about and the sentence on which day it met.

    "hội nghị công tác phi chính phủ nước ngoài mở ngày 7/10", but not "hội nghị, ngày 7/10".
    """
    words = sum(token.kind == "word" for token in scan.tokens[noun.end : end])
    days = (period for period in said_periods(scan) if period.form == "day")
    return words >= MIN_WORDS and any(period.start >= end for period in days)


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
    said = scan.matches.at("attribution.say", noun.end) is not None or is_said(scan, end)
    return led or acts or said or _is_headed(scan, noun.start)


def _is_headed(scan: Scan, at: int) -> bool:
    """Whether the title of who leads it stands before: "Direktur Eksekutif Forum LSM Solo"."""
    near = range(max(0, at - _TITLE_WORDS), at)
    heads = (scan.matches.at("attribution.source", start) for start in near)
    return any(
        head is not None and all(token.capital for token in scan.tokens[head.start : at])
        for head in heads
    )


def _edition(scan: Scan, start: int, noun: int, end: int) -> int | None:
    """Return the ordinal in the name or right behind it: "... (FLSM) ke-5", "yang ke-5".

    A Roman numeral stands behind the noun, which ends before token ``noun``, or comes last.
    """
    stop = scan.matches.at("conference.stop", end)
    behind = end if stop is None or stop.value != "relative" else stop.end
    for number in scan.numbers:
        if number.ordinal and (start <= number.start < end or number.start == behind):
            return int(number.value)
    # "Kongres XXI Persatuan Guru", "Pertemuan Nasional Petani Kopi (PNPK) XIII", no "giai đoạn II"
    last = [at for at in (noun, end - 1) if start < at < end and scan.tokens[at].upper]
    last = [at for at in last if _is_capital(scan, at - 1) or at == noun]
    found = (read_roman(scan.tokens[at].norm) for at in last if not _counts_another(scan, at))
    return next((edition for edition in found if edition and edition > 1), None)


def _is_capital(scan: Scan, at: int) -> bool:
    """Whether a capital word stands there, or the bracket behind its letters."""
    return scan.tokens[at].capital or scan.tokens[at].norm == ")"


def _counts_another(scan: Scan, at: int) -> bool:
    """Whether the numeral counts quarters or halves of a year: "Triwulan II", "quý III"."""
    return any(scan.matches.ending(kind, at) is not None for kind in _PARTS_OF_YEARS)
