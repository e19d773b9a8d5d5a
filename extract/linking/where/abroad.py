"""Aid that goes to another country: that country is its place."""

from __future__ import annotations

from collections.abc import Sequence

from extract.lexicon import Match
from extract.linking.zone import Zone
from extract.places import Place, PlaceMention
from extract.scan import Scan

_LED_REACH = 4
_KIND_REACH = 2
_VERB_REACH = 3
_TO = "recipient"
_LED_BY = ("place.recipient", "place.at", "place.over")


def is_recipient(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the words before the name make it the receiver: "kepada Palestin", "di Gaza".

    The people of a country may give as well: "rakyat Syria" receive behind "untuk", "membantu".
    """
    cue = scan.matches.ending("place.recipient", mention.start)
    if cue is not None and _seats_giver(scan, mention, cue.start):
        return False
    if cue is not None and scan.matches.ending("place.seat", cue.start) is not None:
        return False  # "Oxfam, yang berpusat di Inggris, menyalurkan ..."
    if cue is None:
        at = scan.matches.ending("place.at", mention.start)  # "ở Lào có 80 tổ chức"
        return at is not None and (at.start == 0 or scan.tokens[at.start - 1].kind == "mark")
    if cue.value == _TO:
        return True
    before = range(max(0, cue.start - _LED_REACH), cue.start)
    to = (scan.matches.at("place.recipient", at) for at in before)
    led = any(match is not None and match.value == _TO for match in to)
    gives = (at for at in before if scan.matches.at("give.verb", at) is not None)
    # "tổ chức Viện trợ nhân dân Na Uy" is a name.
    return led or any(not scan.tokens[at].capital or at == 0 for at in gives)


def _seats_giver(scan: Scan, mention: PlaceMention, at: int) -> bool:
    """Whether who gives sits there: "dari yayasan filantropi di AS", "LSM di Jerman menyumbang"."""
    if scan.matches.at("place.at", at) is None:
        return False
    ends = range(mention.end, mention.end + _VERB_REACH)  # ", telah memberikan"
    gives = any(scan.matches.at("give.verb", end) is not None for end in ends)
    nouns = (noun for kind in ("noun.full", "noun.bare") for noun in scan.matches.of(kind))
    for noun in nouns:
        near = noun.value == "ngo_count" and 0 <= at - noun.end <= _KIND_REACH
        if near and (gives or scan.matches.ending("giver.by", noun.start) is not None):
            return scan.matches.ending("place.recipient", noun.start) is None
    return False


def aided_abroad(head: Sequence[Scan], home: Place | None) -> Place | None:
    """Return the country whose aid headline and lead tell of: "bantuan kemanusiaan Gaza"."""
    for scan in head:
        aid = scan.matches.of("evidence.strong")
        for mention in scan.places:
            place = mention.place
            if place.level != "country" or home is None or place.code == home.code:
                continue
            if (
                _closes_title(scan, mention)
                or _is_struck(scan, mention)
                or (aid and is_recipient(scan, mention) and not _is_scene(scan, mention))
            ):
                return place
    return None


def told_abroad(head: Sequence[Scan], home: Place | None) -> Place | None:
    """Return the other country a headline names as its scene: "Laos: Bilangan INGO ..."."""
    for scan in head:
        for mention in scan.places[:1] if scan.sentence.role == "title" else ():
            other = mention.place.level == "country" and mention.place != home
            colon = scan.tokens[mention.end : mention.end + 1]
            if other and mention.start == 0 and colon and colon[0].norm == ":":
                return mention.place
    return None


def scene_abroad(scans: Sequence[Scan], head: Sequence[Scan], home: Place | None) -> Place | None:
    """Return the other country where headline or lead say it happens: "ở bang Maine, Mỹ".

    Only where no place at home is named: then it is news from there.
    """
    if home is None or any(m.place.country == home.code for scan in scans for m in scan.places):
        return None
    for scan in head:
        for mention in scan.places:
            if mention.place.level == "country" and _is_scene_of(scan, mention):
                return mention.place
    return None


def _is_scene_of(scan: Scan, mention: PlaceMention) -> bool:
    """Whether "in" leads to the name, a town or state before it, and no seat of a body."""
    matches, tokens = scan.matches, scan.tokens
    led = matches.ending("place.at", mention.start)
    if led is None and mention.start > 0 and tokens[mention.start - 1].norm == ",":
        before = range(max(0, mention.start - _LED_REACH - 1), mention.start)
        led = next((at for i in before if (at := matches.at("place.at", i)) is not None), None)
    if led is None:
        return False
    nouns = (m for kind in ("noun.full", "noun.bare") for m in matches.of(kind))
    return not any(0 <= led.start - noun.end <= _KIND_REACH for noun in nouns)


def _is_struck(scan: Scan, mention: PlaceMention) -> bool:
    """Whether a headline names what struck the country: "Sebulan gempa Myanmar: ..."."""
    at = scan.matches.ending("place.at", mention.start)
    end = mention.start if at is None else at.start
    struck = scan.matches.ending("place.disaster", end) is not None
    return struck and scan.sentence.role == "title"


def _closes_title(scan: Scan, mention: PlaceMention) -> bool:
    """Whether a headline ends in aid and its name, and nobody is said to receive it from there."""
    aid = any(match.end == mention.start for match in scan.matches.of("evidence.strong"))
    ends = scan.sentence.role == "title" and mention.end == len(scan.tokens)
    received = any(match.value == "received" for match in scan.matches.of("status.flow"))
    return aid and ends and not received


def _is_scene(scan: Scan, mention: PlaceMention) -> bool:
    """Whether it only happened there: "di Jordan", but not "mangsa gempa di Turkiye"."""
    at = scan.matches.ending("place.at", mention.start)
    if at is None:
        return False
    before = range(max(0, at.start - _LED_REACH), at.start)
    led = (scan.matches.at("place.recipient", word) for word in before)
    return not any(match is not None and match.value != _TO for match in led)


def several_countries(zone: Zone) -> tuple[int, int] | None:
    """Read "di 25 buah negara", "cho nhiều nước": what goes to several has no one country.

    Or reaches them: "menjangkau 35 negara dengan 607 projek".
    """
    for noun in zone.scan.matches.of("place.countries"):
        if not zone.clause_start <= noun.start < zone.clause_end:
            continue
        skip = zone.scan.matches.ending("count.skip", noun.start)
        counted = _counted(zone.scan, noun.start if skip is None else skip.start)
        if counted is None:
            continue
        qualifier = zone.scan.matches.ending("qualifier.before", counted)
        at = counted if qualifier is None else qualifier.start
        led = any(zone.scan.matches.ending(kind, at) for kind in _LED_BY)
        if led:
            return counted, noun.end
    return None


def _counted(scan: Scan, end: int) -> int | None:
    """Return where the number, or the word for many, begins that ends before ``end``."""
    number = next((n for n in scan.numbers if n.end == end and n.value > 1), None)
    if number is not None:
        return number.start
    kinds = ("numbers.vague", "count.plural")
    many: list[Match] = [m for kind in kinds if (m := scan.matches.ending(kind, end)) is not None]
    return many[0].start if many else None
