"""One sentence with everything the finders see in it.

Finders run in the order in which they may claim tokens: legal numbers and
names with digits first, then periods, then numbers and money. Later stages
only look at the result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.lexicon import Lexicon, Match, Matches
from extract.numbers.currencies import Currencies, find_currencies
from extract.numbers.money import Money, find_money
from extract.numbers.numerals import Number, find_numbers
from extract.periods import Period, find_periods
from extract.periods.datewords import DateWords
from extract.periods.filed import LONGEST, filed
from extract.places import PlaceMention, find_places
from extract.tokens import Token

_CLAUSE_MARKS = frozenset({";", ":"})
_DAY_JOINTS = frozenset("/-.")
_LONG_DIGITS = 9
_SUBJECT_WORDS = 7
_NOUNS = ("noun.full", "noun.bare", "evidence.strong")
_THEMES = ("scope.theme", "scope.by", "scope.part")
_WORTH = ("value.noun", "value.intro")
_VERBS = ("give.verb", "status.flow")
_MONEY_WORDS = ("money.unit", "money.after", "money.small")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands: offsets, role of its segment, number of its paragraph."""

    start: int
    end: int
    role: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Tokens that hold digits but no figure, with the reason."""

    start: int
    end: int
    reason: str
    rule: str


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A sentence and what was found in it; all indices are token indices.

    ``named`` are the words for NGOs, ``gives`` the verbs of giving, ``marks`` where semicolons
    and colons part it, ``breaks`` where its clauses end; ``filed`` is the token behind a dateline
    it opens with, else 0. A scan equals only itself, so that what is made of it can be kept by it.
    """

    text: str
    sentence: Sentence
    tokens: Sequence[Token]
    matches: Matches
    taken: tuple[Taken, ...]
    periods: tuple[Period, ...]
    currencies: Currencies
    numbers: tuple[Number, ...]
    money: tuple[Money, ...]
    places: tuple[PlaceMention, ...]
    named: tuple[Match, ...]
    gives: tuple[Match, ...]
    marks: tuple[int, ...]
    breaks: tuple[int, ...]
    filed: int

    def quote(self, start: int, end: int) -> str:
        """Return the words of tokens ``start`` to ``end`` as they stand in the text."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def clause(self, at: int, *, contrast: bool = True) -> tuple[int, int]:
        """Return the clause around token ``at``: between semicolons, colons and the ends.

        A word of contrast behind a comma parts clauses too (", sedangkan", ", còn"), and a
        further subject with a verb of its own ("..., dan MERCY menyalurkan ..."), unless
        ``contrast`` is false.
        """
        breaks = self.breaks if contrast else self.marks
        after = bisect_left(breaks, at)
        start = breaks[after - 1] + 1 if after else 0
        return start, breaks[after] if after < len(breaks) else len(self.tokens)

    def organisations(self) -> Sequence[Match]:
        """Return the words for NGOs, and the names of some that everybody knows."""
        return self.named

    def has_comma(self, start: int, end: int) -> bool:
        """Whether a comma or bracket stands between the two tokens."""
        return any(token.norm in {",", "(", ")"} for token in self.tokens[start:end])


def scan_sentence(
    text: str,
    tokens: Sequence[Token],
    sentence: Sentence,
    lexicon: Lexicon,
    *,
    anchor: str | None,
    review: str | None,
) -> Scan:
    """Return the scan of ``sentence``, whose tokens ``tokens`` are.

    ``anchor`` and ``review`` are EDTF, for relative periods.
    """
    matches = lexicon.match(tokens)
    words = DateWords(tokens, matches, lexicon)
    taken = list(_taken(words))
    closed = {i for span in taken for i in range(span.start, span.end)}
    periods = [
        period
        for period in find_periods(words, anchor=anchor, review=review)
        if not any(i in closed for i in range(period.start, period.end))
    ]
    closed |= {i for period in periods for i in range(period.start, period.end)}
    places = find_places(tokens)  # "Negeri Sembilan 214" is no 9
    closed |= {i for mention in places for i in range(mention.start + 1, mention.end)}
    currencies = find_currencies(tokens, matches)
    numbers = find_numbers(tokens, matches, lexicon, currencies, taken=closed)
    money = find_money(tokens, numbers, matches, currencies)
    marks = [
        at
        for at, token in enumerate(tokens)
        if token.norm in _CLAUSE_MARKS
        and not (_names_places(tokens, matches, at) or _labels_number(tokens, matches, at))
    ]
    breaks = {*marks, *_contrasts(tokens, matches), *_further_subjects(tokens, matches, numbers)}
    return Scan(
        text=text,
        sentence=sentence,
        tokens=tokens,
        matches=matches,
        taken=tuple(taken),
        periods=tuple(periods),
        currencies=currencies,
        numbers=tuple(numbers),
        money=tuple(money),
        places=tuple(places),
        named=tuple(_organisations(tokens, matches)),
        gives=tuple(_gives(matches)),
        marks=tuple(marks),
        breaks=tuple(sorted(breaks)),
        filed=_filed(words, sentence.role, periods),
    )


def _filed(words: DateWords, role: str, periods: Sequence[Period]) -> int:
    """Return the token behind a dateline; a colon behind the day of a later line leads a row."""
    dated = any(p.granularity == "day" and p.start < LONGEST for p in periods)
    if role == "title" or not (dated or _has_bare_day(words)):
        return 0
    found = filed(words)
    return 0 if found is None or (found.mark == ":" and role != "lead") else found.end


def _has_bare_day(words: DateWords) -> bool:
    """Whether a mark parts two numbers near the beginning, as in "27/10" and "27-10"."""
    near = words.tokens[:LONGEST]
    marks = (at + 1 for at in words.digits if at + 2 < len(near))
    return any(near[at].norm in _DAY_JOINTS and near[at + 1].kind == "number" for at in marks)


def _names_places(tokens: Sequence[Token], matches: Matches, at: int) -> bool:
    """Whether a colon only leads to the names of places: "tại 2 huyện: Mai Châu, Đà Bắc"."""
    named = tokens[at].norm == ":" and at + 1 < len(tokens) and tokens[at + 1].capital
    units = ("place.province", "place.district")
    return named and at > 1 and any(matches.ending(unit, at) is not None for unit in units)


def _labels_number(tokens: Sequence[Token], matches: Matches, at: int) -> bool:
    """Whether a colon only leads from what is counted to its number: "Bilangan geran: 123".

    Or the other way round: "27: số tổ chức hoạt động tại tỉnh".
    """
    opened = at == 1 and tokens[0].kind == "number" and matches.at("count.head", at + 1) is not None
    if tokens[at].norm == ":" and opened:
        return True
    about = matches.at("qualifier.before", at + 1)
    number = at + 1 if about is None else about.end
    if tokens[at].norm != ":" or number >= len(tokens) or tokens[number].kind != "number":
        return False
    start = max((i + 1 for i in range(at) if tokens[i].norm in _CLAUSE_MARKS), default=0)
    near = range(start, min(start + _SUBJECT_WORDS, at))
    named = any(matches.at(name, i) for name in ("count.head", "noun.full") for i in near)
    themes = any(matches.at(name, i) for name in _THEMES for i in range(start, at))
    return named and not themes


def _organisations(tokens: Sequence[Token], matches: Matches) -> Iterator[Match]:
    yield from (m for m in matches.of("giver.known") if tokens[m.start].capital)
    yield from (m for m in matches.of("noun.full") if m.value == "ngo_count")


def _gives(matches: Matches) -> Iterator[Match]:
    """Yield the verbs of giving, those of investing among them, from left to right.

    Where the word belongs to a noun it is no verb: "58 dự án viện trợ", "giá trị viện trợ".
    """
    verbs = (*matches.of("give.invest"), *matches.of("give.verb"))
    nouns = [noun for kind in _NOUNS for noun in matches.of(kind)] if verbs else []
    for verb in sorted(verbs, key=lambda verb: verb.start):
        inside = any(noun.start < verb.start and verb.end <= noun.end for noun in nouns)
        led = any(noun.end == verb.start and noun.value == "project_count" for noun in nouns)
        worth = any(matches.ending(kind, verb.start) for kind in _WORTH)
        if not inside and not led and not worth:
            yield verb


def _contrasts(tokens: Sequence[Token], matches: Matches) -> Iterator[int]:
    """Yield the commas before a word of contrast."""
    for match in matches.of("clause.contrast"):
        if match.start and tokens[match.start - 1].norm == ",":
            yield match.start - 1


def _further_subjects(
    tokens: Sequence[Token], matches: Matches, numbers: Sequence[Number]
) -> Iterator[int]:
    """Yield where "and" leads to a name that gives, behind a number of somebody else's."""
    joins = matches.of("list.join")
    verbs = {match.start for kind in _VERBS for match in matches.of(kind)} if joins else set()
    for join in joins if verbs else ():
        if join.end == len(tokens) or not tokens[join.end].capital:
            continue
        near = range(join.end + 1, min(join.end + _SUBJECT_WORDS, len(tokens)))
        gives = any(at in verbs and all(t.capital for t in tokens[join.end : at]) for at in near)
        if gives and any(verb < number.start < join.start for verb in verbs for number in numbers):
            yield join.start


def _taken(words: DateWords) -> Iterator[Taken]:
    tokens, matches = words.tokens, words.matches
    for i in words.digits:
        if _is_code(tokens, i):
            start, end = _glued_run(tokens, i)
            yield Taken(start, end, "legal_number", "legal.shape")
        elif _after_legal_cue(tokens, i, matches):
            yield Taken(i, _glued_run(tokens, i)[1], "legal_number", "legal.cue")
        elif _is_account(tokens, i, matches):
            yield Taken(i, i + 1, "other_number", "long.digits")


def _is_account(tokens: Sequence[Token], i: int, matches: Matches) -> bool:
    """Whether many digits without marks stand there, and no currency beside them."""
    digits = tokens[i].norm
    if len(digits) < _LONG_DIGITS or not digits.isdigit():
        return False
    beside = (match for name in _MONEY_WORDS for match in matches.of(name))
    return not any(match.end == i or match.start == i + 1 for match in beside)


def _is_code(tokens: Sequence[Token], i: int) -> bool:
    """Whether a run like 58/2022/NĐ-CP, 1150/QĐ-UBND or 19-CT/TW holds the number."""
    start, end = _glued_run(tokens, i)
    run = tokens[start:end]
    if run[0].kind != "number" or run[-1].kind != "word":
        return False
    has_slash = any(token.norm == "/" for token in run)
    return has_slash and any(token.kind == "word" and token.upper for token in run)


def _glued_run(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    start = i
    while start > 0 and not tokens[start].spaced and tokens[start - 1].norm not in "(,;":
        start -= 1
    end = i + 1
    while end < len(tokens) and not tokens[end].spaced and tokens[end].norm not in "),;.:":
        end += 1
    return start, end


def _after_legal_cue(tokens: Sequence[Token], i: int, matches: Matches) -> bool:
    before = i
    if before and tokens[before - 1].norm == "." and before > 1:
        before -= 1  # No. 58
    cue = matches.ending("legal.cue", before)
    return cue is not None
