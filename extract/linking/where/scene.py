"""Places that only say where people met, or where a report was filed or somebody spoke."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.lexicon import Match
from extract.periods import Period
from extract.places import PlaceMention
from extract.scan import Scan
from extract.tokens import Token

_DATELINE_REACH = 9
_SINGLED_REACH = 2
_MOST_REACH = 6
_TOLD_OPENING = 2
_VENUE_REACH = 14
_VENUE_BEHIND = 4
_SAID_REACH = 6
_SPEAKER_REACH = 12
_DAY_REACH = 3
_NAME_WORDS = 2
_LETTERS = 3
_DASHES = "-–—"
_OUTLET_MARKS = frozenset((*_DASHES, "."))
_LONG_NAME = 8
_VERBAL = ("give.adverb", "give.verb", "giver.has", "status.flow", "status.stock", "count.this")
_NAME_REACH = 14
_OUTLET = re.compile(r"[\w-]+(\.[a-z]+)+,")
_UNITS = ("place.province", "place.district")


def is_dateline(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the name only says where the report was filed: "JAKARTA - ", "Huế, ngày 12/12:"."""
    if mention.end <= scan.filed:
        return True
    if mention.end > _DATELINE_REACH or mention.end >= len(scan.tokens):
        return False
    if _is_filed(scan, mention):
        return True
    behind = scan.tokens[mention.end].norm
    upper = all(t.upper for t in scan.tokens[mention.start : mention.end] if t.kind == "word")
    if mention.start == 0:
        dated = any(p.form == "day" and p.start == mention.end + 1 for p in scan.periods)
        return behind in {"-", ":", "(", "["} or (behind == "," and (upper or dated))
    alone = mention.start == 1 and scan.tokens[0].norm == "(" and behind == ")"  # "(Huế) Các ..."
    return alone or (upper and behind in {"-", ":"})


def _is_filed(scan: Scan, mention: PlaceMention) -> bool:
    """Whether place and outlet stand before a dash: "Jakarta, kabar.co.id – "."""
    if scan.sentence.role == "title":
        return False
    opening = scan.tokens[: _DATELINE_REACH + 1]
    norms = {token.norm for token in opening}
    if "," not in norms or norms.isdisjoint(_OUTLET_MARKS):
        return False
    host = "".join(token.norm for token in opening[: mention.start])
    if _OUTLET.fullmatch(host) and not any(t.spaced for t in opening[1 : mention.start]):
        behind = scan.tokens[mention.end]
        return behind.capital or behind.norm in _DASHES  # "Kabar.com, Jakarta Sebanyak ..."
    dash = next((at for at in range(1, len(opening)) if _is_dash(scan, at)), None)
    if dash is None or dash < mention.end or "," not in {t.norm for t in opening[:dash]}:
        return False
    return all(t.kind == "mark" or t.capital or not t.spaced for t in _names(opening[:dash]))


def _names(words: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens but for the first word of a host: "kabar.co.id"."""
    for token, behind in zip(words, [*words[1:], None], strict=True):
        if behind is None or behind.norm != "." or behind.spaced:
            yield token


def _is_dash(scan: Scan, at: int) -> bool:
    return scan.tokens[at].norm in _DASHES and any(t.spaced for t in scan.tokens[at : at + 2])


def is_singled_out(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the place is one of several, "riêng tỉnh Quảng Trị", "antaranya Sabah", or a guest's.

    "Về phía tỉnh Nghệ An có đại diện Sở Ngoại vụ" says who was there. So is the one place of
    a sentence that opens with "daripada jumlah itu".
    """
    opens = next(iter(scan.matches.of("scope.part")), None)
    if opens is not None and opens.start == 0 and len(scan.places) == 1:
        return True
    if scan.matches.at("place.alone", mention.end) is not None:
        return True  # "Provinsi Lao Cai sendiri menerima ..."
    near = any(
        0 <= mention.start - match.end <= _SINGLED_REACH for match in scan.matches.of("scope.part")
    )
    if len({other.place.code for other in scan.places}) == 1:
        return near
    clause = scan.clause(mention.start)[0]
    parts = (part for part in scan.matches.of("scope.part") if part.start >= clause)
    listed = any(is_of_listed(scan, mention.start, part) for part in parts)
    return near or listed or _is_joined(scan, mention)


def _is_joined(scan: Scan, mention: PlaceMention) -> bool:
    """Whether "and" ties it to one singled out: "45 daripadanya di Sabah dan Sarawak"."""
    join = scan.matches.ending("list.join", mention.start)
    other = next((m for m in scan.places if join is not None and m.end == join.start), None)
    return other is not None and is_singled_out(scan, other)


def is_of_listed(scan: Scan, at: int, part: Match) -> bool:
    """Whether a number behind ``part`` leads to the place at ``at``: "... 14 di Jambi, 9 di Bali".

    Behind a comma it is the place of all: "30 LSM, termasuk 12 LSM asing, bekerja di Aceh".
    """
    behind = (n for n in scan.numbers if part.end <= n.start < at)
    return any(not scan.has_comma(number.end, at) for number in behind)


def is_from_town(scan: Scan, mention: PlaceMention) -> bool:
    """Whether it only says where an organisation sits: "Yayasan Bakti dari Kuala Lumpur"."""
    led = scan.matches.ending("scope.within", mention.start)
    if led is None or mention.place.level == "country":
        return False
    start = _name_start(scan, led.start)
    kinds = ("noun.bare", "giver.known")
    named = any(scan.matches.at(kind, start) is not None for kind in kinds)
    return named and led.start - start >= _NAME_WORDS


def is_told_from(scan: Scan, mention: PlaceMention) -> bool:
    """Whether somebody only tells it from there: "Sementara itu dari Jakarta, X mengabarkan"."""
    led = scan.matches.ending("scope.within", mention.start)
    if led is None or led.start > _TOLD_OPENING or mention.end >= len(scan.tokens):
        return False
    told = any(said.start >= mention.end for said in scan.matches.of("attribution.say"))
    return told and scan.tokens[mention.end].norm == ","


def is_neighbour(scan: Scan, mention: PlaceMention) -> bool:
    """Whether it only says what the place borders on or was merged with: "giáp tỉnh Lạng Sơn"."""
    units = (scan.matches.ending(unit, mention.start) for unit in _UNITS)
    starts = [mention.start, *(unit.start for unit in units if unit is not None)]
    return any(scan.matches.ending("place.beside", at) is not None for at in starts)


def is_half(scan: Scan, mention: PlaceMention) -> bool:
    """Whether it is one of two regions told as one: "Aceh-Nias", "Jawa–Papua"."""
    tokens = scan.tokens
    for first, mark, second in (
        (mention.start - 2, mention.start - 1, mention.start),
        (mention.end - 1, mention.end, mention.end + 1),
    ):
        if first < 0 or second >= len(tokens) or tokens[mark].norm not in "-–":
            continue
        tied = not tokens[mark].spaced and not tokens[second].spaced
        pair = [p.place.code for p in scan.places if p.start <= first < p.end or p.start == second]
        if tied and tokens[first].capital and tokens[second].capital:
            return len(set(pair)) != 1 or len(pair) == 1
    return False


def is_most(scan: Scan, mention: PlaceMention) -> bool:
    """Whether it only says where most of them are: "67 ormas asing, paling banyak di Jabar".

    A number behind it may be its own: "paling banyak di Aceh, 41 lembaga".
    """
    _, end = scan.clause(mention.start)
    if any(mention.end <= number.start < end for number in scan.numbers):
        return False
    for most in scan.matches.of("place.most"):
        between = range(most.end, mention.start)
        led = not between or any(scan.matches.at("place.about", at) for at in between)
        if 0 <= mention.start - most.end <= _MOST_REACH and led:
            return all(scan.tokens[at].kind == "word" for at in between)
    return False


def is_seat(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the country only says which branch it is: "World Vision International tại Việt Nam".

    A kind of organisation is no name: "các tổ chức PCPNN tại Việt Nam".
    """
    led = scan.matches.ending("place.at", mention.start)
    if mention.place.level != "country" or led is None or scan.sentence.role == "title":
        return False
    start = led.start
    while start > 0 and (scan.tokens[start - 1].capital or scan.tokens[start - 1].norm in "()"):
        start -= 1
    kinds = [m for kind in ("noun.full", "evidence.sector") for m in scan.matches.of(kind)]
    kinds += [m for kind in ("scope.event", "place.body") for m in scan.matches.of(kind)]
    kind = any(scan.matches.ending(name, start) for name in ("noun.bare", "giver.kind"))
    start = start if kind else _kind_before(scan, led.start) or start
    letters = start < led.start and len(scan.tokens[start].norm) >= _LETTERS
    letters = letters and scan.tokens[start].upper  # "WVI di Vietnam"
    named = led.start - start >= (1 if kind or letters else _NAME_WORDS)
    return named and not any(start < m.end and m.start < led.start for m in kinds)


def _kind_before(scan: Scan, end: int) -> int | None:
    """Return where a name begins whose words are not all capitals: "Tổ chức Tầm nhìn Thế giới"."""
    for noun in reversed(scan.matches.of("noun.bare")):
        words = scan.tokens[noun.end : end]
        if words and len(words) <= _LONG_NAME and words[0].capital:
            plain = all(token.kind == "word" for token in words)
            said = any(scan.matches.at(k, at) for k in _VERBAL for at in range(noun.end, end))
            return noun.end if plain and not said else None
    return None


def is_posted(scan: Scan, mention: PlaceMention) -> bool:
    """Whether an embassy has its seat there: "Kedutaan Besar Jepang untuk Indonesia di Jakarta"."""
    posts = scan.matches.of("place.post")
    led = scan.matches.ending("place.at", mention.start)
    if not posts or led is None:
        return False
    start = _name_start(scan, led.start, "place.post", "place.about")
    return any(start <= match.start < led.start for match in posts)


def _in_building(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the place ends the address of a house: "di Ballroom Hotel Lestari, Kota Bandung"."""
    houses = scan.matches.of("conference.site")
    if not houses:
        return False
    start = _name_start(scan, mention.start, "conference.site", *_UNITS, "list.join")
    named = any(start <= house.start < mention.start for house in houses)
    return named and scan.matches.ending("place.at", start) is not None


def _name_start(scan: Scan, end: int, *within: str) -> int:
    """Return where the name that ends at ``end`` begins; words of ``within`` may stand in it."""
    inside = {at for kind in within for m in scan.matches.of(kind) for at in range(m.start, m.end)}
    start = end
    while start > max(0, end - _NAME_REACH) and (
        scan.tokens[start - 1].capital or start - 1 in inside
    ):
        start -= 1
    return start


def is_venue(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the name only says where people met: "hội nghị tại Hà Nội", "di Hanoi"."""
    if mention.place.level == "country":
        return False
    if _in_building(scan, mention):
        return True
    units = (scan.matches.ending(unit, mention.start) for unit in _UNITS)
    starts = (mention.start, *(unit.start for unit in units if unit is not None))
    if not any(scan.matches.ending("place.at", at) for at in starts):
        return False
    return _is_scene(scan, mention) or any(
        _leads_to(scan, match, mention, _VENUE_REACH)
        or 0 <= match.start - mention.end <= _VENUE_BEHIND
        for match in scan.matches.of("place.venue")
        if not _is_organisation(scan, match)
    )


def _is_organisation(scan: Scan, venue: Match) -> bool:
    """Whether the word belongs to a kind of organisation: "majlis belia" is no "majlis"."""
    nouns = scan.matches.of("noun.full")
    return any(noun.start <= venue.start and venue.end <= noun.end for noun in nouns)


def _leads_to(scan: Scan, match: Match, mention: PlaceMention, reach: int) -> bool:
    """Whether the place stands near behind the word, and no count stands between them."""
    counted = any(
        match.end <= number.start < mention.start and not number.ordinal for number in scan.numbers
    )
    return 0 <= mention.start - match.end <= reach and not counted


def _is_scene(scan: Scan, mention: PlaceMention) -> bool:
    """Whether it was said or done there on one day: "ujar Hadi di Jakarta", "17/2 tại Hà Nội"."""
    said = any(
        (
            _leads_to(scan, match, mention, _SAID_REACH)
            and not scan.has_comma(match.end, mention.start)
        )
        or _behind_name(scan, match, mention)
        for kind in ("attribution.say", "attribution.said_by", "attribution.again")
        for match in scan.matches.of(kind)
    )
    return said or any(_is_on(mention, period) for period in scan.periods)


def _is_on(mention: PlaceMention, period: Period) -> bool:
    """Whether the place stands by a day: "17/2 tại Hà Nội", "dibuka di Hanoi pagi ini"."""
    if (period.form, period.granularity) == ("relative", "day"):
        return period.start == mention.end
    gaps = (mention.start - period.end, period.start - mention.end)
    return period.form == "day" and any(0 <= gap <= _DAY_REACH for gap in gaps)


def _behind_name(scan: Scan, said: Match, mention: PlaceMention) -> bool:
    """Whether only who said it stands between: "kata Gubernur Aceh, Tati Suryati, di Medan"."""
    led = scan.matches.ending("place.at", mention.start)
    if led is None or not said.end < led.start <= said.end + _SPEAKER_REACH:
        return False
    return all(token.capital or token.norm == "," for token in scan.tokens[said.end : led.start])


def is_elsewhere(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the name only says where somebody sits, or what else lies there."""
    rules = (is_seat, is_from_town, is_told_from, is_neighbour, is_posted, is_half, is_most)
    return any(told(scan, mention) for told in rules)
