"""The words dates are made of, as looked up in one token sequence.

All words come from the lexicon, categories ``periods.*``; every method looks
at a bounded stretch of tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from typing import NamedTuple

from extract.lexicon import Lexicon, Match, Matches
from extract.periods.datechain import (
    CLEAR,
    CUE,
    DAY_WORD,
    Chain,
    Moment,
    chain_at,
    is_year,
    may_be_date,
    small_number,
)
from extract.tokens import Token

# The words a period, or what only looks like one, can begin with; the others lead or follow.
_OPENING = frozenset(
    {
        "periods.as_of", "periods.bound", "periods.count", "periods.day", "periods.decade",
        "periods.decade_said", "periods.fiscal", "periods.from", "periods.from_now",
        "periods.month", "periods.month_name", "periods.moved_phrase", "periods.never",
        "periods.now", "periods.order", "periods.part", "periods.past_before",
        "periods.past_phrase", "periods.relative_day", "periods.relative_month",
        "periods.relative_year", "periods.same", "periods.since_event", "periods.unit",
        "periods.year",
    }
)  # fmt: skip
# Of these, the words that a point of the calendar can begin with.
_OPENING_POINT = frozenset(
    {
        "periods.count", "periods.day", "periods.decade", "periods.decade_said", "periods.fiscal",
        "periods.month", "periods.month_name", "periods.order", "periods.part",
        "periods.relative_day", "periods.relative_month", "periods.relative_year", "periods.unit",
        "periods.year",
    }
)  # fmt: skip
# And those that a day with its month can begin with.
_OPENING_DAY = frozenset({"periods.day", "periods.month_name"})
_YEAR_DIGITS = 4
_LONGEST_DAY = 14
"""Tokens from the first of a full date to its year, weekday and brackets between them."""
_ANNOUNCE_DAYS = ("day", "weekday", "daytime", "on", "relative_day")


class Point(NamedTuple):
    """A day, month, run of months, year or decade as printed; ``end`` is the token behind it.

    ``last`` is the last moment of several. ``shift`` counts years from the year
    of publication, ``month_shift`` and ``day_shift`` months and days from it.
    ``needs`` says which word must stand in front (``extract.periods.datechain``), and
    ``part`` is begin, mid, end or full, where the text speaks of a part;
    ``turn`` past or coming, where a day or month is called so; ``elapsed``
    says that the first months of the year are meant if they have just gone by.
    """

    kind: str
    end: int
    first: Moment = Moment()
    last: Moment | None = None
    shift: int | None = None
    month_shift: int | None = None
    day_shift: int | None = None
    needs: int = CLEAR
    part: str | None = None
    turn: str | None = None
    elapsed: bool = False

    @property
    def dated(self) -> bool:
        """Say whether the year is printed, or said in words."""
        shifts = (self.shift, self.month_shift, self.day_shift)
        return (self.last or self.first).year is not None or shifts != (None, None, None)

    @property
    def is_span(self) -> bool:
        """Say whether it leads from one moment to another, and is no run of months or decade."""
        return self.last is not None and self.kind not in ("months", "decade")

    @property
    def form(self) -> str:
        """Return the form of the period it makes, see ``extract.periods``."""
        if self.kind == "previous":
            return "relative"
        if self.is_span and self.kind != "fiscal":
            return "span"
        shifted = (self.shift, self.month_shift, self.day_shift) != (None, None, None)
        return "relative" if shifted and self.first == Moment() else self.kind

    @property
    def precision(self) -> str:
        """Return the printed precision: day, month, decade or year."""
        if self.kind in ("day", "days"):
            return "day"
        if self.kind in ("month", "months"):
            return "month"
        return "decade" if self.kind == "decade" else "year"


class YearWords(NamedTuple):
    """A year in digits, or as a ``shift`` from the year of publication."""

    year: int | None
    shift: int | None
    end: int


def is_full_year(token: Token) -> bool:
    """Say whether the digits of ``token`` hold four that can be a year: "2024", "4.2024"."""
    written = token.norm
    return len(written) >= _YEAR_DIGITS and any(
        len(part) == _YEAR_DIGITS for part in written.split(".")
    )


class DateWords:
    """Looks up the words of dates in ``tokens``."""

    def __init__(self, tokens: Sequence[Token], matches: Matches, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.matches = matches
        # Words for "on" before "April 12" mean that days follow their month.
        self.month_first = bool(lexicon.values("periods.on"))
        self._said = matches.by_start
        # Where a period may begin, from left to right.
        self.digits = [at for at, token in enumerate(tokens) if token.kind == "number"]
        self.openings = sorted(matches.begun(_OPENING).union(self.digits))
        self._chains: dict[tuple[int, bool], Chain | None] = {}
        self._years = [at for at in self.digits if is_full_year(tokens[at])]

    def may_be_full_day(self, start: int) -> bool:
        """Say whether a day may begin at token ``start`` and a year stands where it has one."""
        after = bisect_left(self._years, start)
        if after == len(self._years) or self._years[after] - start >= _LONGEST_DAY:
            return False
        if self.opens(start, _OPENING_DAY):
            return True
        if self.tokens[start].kind != "number" or not may_be_date(self.tokens[start]):
            return False
        dashed = self.mark(start + 1, "-/")  # "2024-04-12"
        return dashed or not is_year(self.tokens[start])

    def may_begin(self, start: int) -> bool:
        """Say whether a point of the calendar may begin at token ``start``."""
        if start >= len(self.tokens):
            return False
        return self.opens(start, _OPENING_POINT) or self.tokens[start].kind == "number"

    def chain_at(self, start: int, *, led: bool = False) -> Chain | None:
        """Return the chain of numbers that begins at token ``start``; see ``datechain``."""
        asked = start, led
        if asked not in self._chains:
            self._chains[asked] = chain_at(self.tokens, start, led=led)
        return self._chains[asked]

    def opens(self, start: int, categories: Set[str]) -> bool:
        """Say whether a phrase of one of ``categories`` begins at token ``start``."""
        return self.matches.begins(categories, start)

    def match(self, name: str, start: int) -> Match | None:
        """Return the longest phrase of ``periods.<name>`` at token ``start``."""
        here = self._said.get(start)
        if here is None or (category := f"periods.{name}") not in here:
            return None
        return self.matches.at(category, start)

    def are_silent(self, start: int) -> bool:
        """Say whether no phrase at all begins at token ``start``."""
        return start not in self._said

    def never(self, start: int) -> Match | None:
        """Return a phrase that is no date; "24/7" and "per tahun" are, "24/7/2024"
        and "per tahun 2016," are not."""
        found = self.match("never", start)
        if found is None or found.end >= len(self.tokens):
            return found
        goes_on = self.mark(found.end, "/") and not self.tokens[found.end].spaced
        digits = self.tokens[found.end - 1].kind == "number"
        as_of = self.match("as_of", start) is not None and self.mark(found.end + 1, ",")
        dated = as_of and is_year(self.tokens[found.end])
        return None if dated or (goes_on and digits) else found

    def elsewhere(self, start: int) -> bool:
        """Say whether a year begins at token ``start`` that only other words of the text tell."""
        return any(self.match(name, start) is not None for name in ("moved_phrase", "same"))

    def before(self, name: str, end: int) -> Match | None:
        """Return the longest phrase of ``periods.<name>`` that ends before token ``end``."""
        return self.matches.ending(f"periods.{name}", end)

    def mark(self, start: int, marks: str) -> bool:
        """Say whether one of ``marks`` stands at token ``start``."""
        return 0 <= start < len(self.tokens) and self.tokens[start].norm in tuple(marks)

    def cue_before(self, start: int) -> int:
        """Return how clearly the words before token ``start`` announce a date."""
        at = start
        while at and start - at < 2 and self.mark(at - 1, "(,"):
            at -= 1
        article = self.before("article", at)
        at = article.start if article else at
        if any(self.before(name, at) for name in _ANNOUNCE_DAYS):
            return DAY_WORD
        if self.before("in", at):
            return CUE
        bracketed = self.mark(start - 1, "(") and self.mark(start + 1, "):")
        return CUE if bracketed and is_year(self.tokens[start]) else CLEAR

    def count(self, start: int) -> tuple[int, int] | None:
        """Return a small count in digits or words, and the token behind it."""
        if start >= len(self.tokens):
            return None
        number = small_number(self.tokens[start])
        if number is not None:
            return number, start + 1
        word = self.match("count", start)
        return (int(word.value), word.end) if word else None

    def counted_before(self, start: int) -> bool:
        """Say whether a number, a number word or a word such as "some" stands right before."""
        if start == 0:
            return False
        number = self.tokens[start - 1].kind == "number" and not self._is_paid(start - 1)
        return number or any(self.before(name, start) for name in ("count", "some"))

    def _is_paid(self, at: int) -> bool:
        """Say whether the number is an amount, the currency before it: "RM740,000 tahun lalu"."""
        signs = ("money.unit", "money.before")
        return any(self.matches.ending(sign, at) is not None for sign in signs)

    def year_behind(self, start: int, *, bare: bool = False) -> YearWords | None:
        """Return the year said from token ``start`` on, perhaps behind "of", "/", "," or "Dis.".

        With ``bare`` the word for year without a number is this year ("đầu năm").
        """
        joint = self.match("of", start)
        short = self.mark(start, ".") and self.before("month_name", start) is not None  # "Dis."
        marked = joint is None and (self.mark(start, "/,-") or short)
        at = joint.end if joint else start + marked
        said = self.match("relative_year", at)
        if said and said.value != "previous":
            return YearWords(None, int(said.value), said.end)
        word = self.match("year", at)
        behind = word.end if word else at
        if behind < len(self.tokens) and is_year(self.tokens[behind]):
            chain = self.chain_at(behind, led=True)
            if chain and chain.whole and not chain.joints:
                return YearWords(int(chain.digits[0]), None, chain.end)
            return None
        other = self.never(at) or self.elsewhere(at)  # "awal tahun berikutnya"
        alone = word and bare and not marked and not other
        return YearWords(None, 0, word.end) if word and alone else None

    def month_at(self, start: int) -> tuple[int, int] | None:
        """Return a month by its name or number without a year, and the token behind it."""
        name = self.match("month_name", start)
        if name:
            return int(name.value), name.end
        word = self.match("month", start)
        if word is None:
            return None
        name = self.match("month_name", word.end)
        if name:
            return int(name.value), name.end
        number = small_number(self.tokens[word.end]) if word.end < len(self.tokens) else None
        if word.value == "numbered" and number is not None and 1 <= number <= 12:
            return number, word.end + 1
        return None

    def clock(self, start: int) -> int:
        """Return the token behind a clock time at token ``start``, or ``start`` itself.

        Clock times are "17 giờ 30 phút", "17h30", "pukul 17.00 WIB", "12:30".
        """
        word = self.match("clock", start)
        at = word.end if word else start
        if at >= len(self.tokens) or self.tokens[at].kind != "number":
            return start
        at += 1
        minutes = self.mark(at, ":")
        while self.mark(at, ":") and at + 1 < len(self.tokens):
            at += 2
        unit = self.match("hour", at)
        if not (word or unit or minutes):
            return start
        at = unit.end if unit else at
        minute = self.match("minute", at + 1)
        if minute:
            at = minute.end
        elif unit and at < len(self.tokens) and not self.tokens[at].spaced:
            at += self.tokens[at].kind == "number"
        zone = self.match("zone", at)
        return zone.end if zone else at
