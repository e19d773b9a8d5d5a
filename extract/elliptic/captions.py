"""What the line above a table or a list tells of the numbers in it.

"Daftar penerima hibah (dalam rupiah):" - "Số dự án theo huyện như sau" - or what was counted last.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extract.elliptic.announced import announced
from extract.elliptic.bare import COUNTED
from extract.elliptic.cells import ends_open
from extract.measures import measures
from extract.periods import Period
from extract.scan import Scan

_SHORT = 5
_STOPS = frozenset({".", "!", "?", '"', "”"})
_WORTH = ("evidence.weak", "value.noun", "value.intro", "status.flow")


class Caption(NamedTuple):
    """What the numbers below a line are: ``measure`` and, where amounts, ``unit`` and ``scale``.

    ``counted`` is what a column "Jumlah" counts, ``status`` that of amounts and ``stock`` that of
    organisations; ``leads`` says that a list must follow, ``period`` is what the line dates.
    ``sure`` says that the line itself is about its measure, or only leads on ("Rinciannya:"):
    else only rows that are named like the parts of it are (places, kinds, names) tell of it.
    ``aid`` says that aid was told of before, in this line or above.
    """

    measure: str | None = None
    sure: bool = False
    counted: str | None = None
    status: str | None = None
    stock: str | None = None
    leads: bool = False
    unit: str | None = None
    scale: Decimal | None = None
    period: Period | None = None
    aid: bool = False


NO_CAPTION = Caption()


class Captions:
    """The lines above a line, and what they tell of numbers: worked out once a row asks for it."""

    def __init__(self) -> None:
        self._last = NO_CAPTION
        self._lines: list[tuple[Scan, Sequence[str], str | None, Period | None]] = []

    def add(self, scan: Scan, told: Sequence[str], last: str | None, period: Period | None) -> None:
        """Note a line that is no row, with what ``caption_of`` asks of it."""
        self._lines.append((scan, told, last, period))

    @property
    def last(self) -> Caption:
        """What the last line tells of the numbers below it."""
        for line in self._lines:
            self._last = caption_of(*line, self._last)
        self._lines.clear()
        return self._last


def caption_of(
    scan: Scan, told: Sequence[str], last: str | None, period: Period | None, above: Caption
) -> Caption:
    """Return what a line tells of the numbers below it.

    ``told`` are the measures of its own figures, ``last`` that of the last before, ``period``
    what the line hands on. A short line that says nothing of its own goes on with ``above``.
    """
    stopped = bool(scan.tokens) and scan.tokens[-1].norm in _STOPS
    leads = _leads_on(scan)
    unit = announced(scan) if leads or not stopped else None
    aid = bool(scan.matches.of("evidence.strong"))
    if stopped and not (leads or told or aid or _named(scan)):
        period = above.period
    elif not stopped:
        period = period or above.period
    found = _measure(scan, told, last, above, in_money=unit is not None, stopped=stopped)
    if found is None:
        sure = above.sure and len(scan.tokens) <= _SHORT
        return above._replace(leads=leads or above.leads, period=period, sure=sure)
    measure, sure = found
    counted = _counted(scan, told) or (measure if measure in COUNTED else None)
    caption = Caption(
        measure,
        sure,
        counted,
        status=None if stopped else _best(scan, "status.flow", "aid_amount"),
        stock=_best(scan, "status.stock", "ngo_count") if measure == "ngo_count" else None,
        leads=leads,
        period=period,
        aid=above.aid or aid or "aid_amount" in told,
    )
    if unit is None:
        return caption
    return caption._replace(leads=True, unit=unit.unit, scale=unit.scale)


def _measure(
    scan: Scan, told: Sequence[str], last: str | None, above: Caption, *, in_money: bool,
    stopped: bool,
) -> tuple[str | None, bool] | None:  # fmt: skip
    """Return what the numbers below are and whether that is sure; nothing where the line is short
    and says nothing of its own.
    """
    own, counted = told[-1] if told else None, _counted(scan, told)
    other = _is_of_others(scan)
    aid = bool(scan.matches.of("evidence.strong"))
    worth = aid or (not other and not stopped and any(scan.matches.of(name) for name in _WORTH))
    if in_money and not worth and counted is None:  # "(ĐVT: triệu đồng)"
        return (None, False) if other else (above.measure or "aid_amount", above.sure)
    if counted is None and (own or aid or (worth and (in_money or above.aid))):
        return "aid_amount", worth
    measure = counted or _only_organisations(scan)
    if measure is not None or other:
        return measure, measure is not None and (own is None or _leads_on(scan))
    return (last, _only_leads(scan)) if stopped or ends_open(scan) else None


def _counted(scan: Scan, told: Sequence[str]) -> str | None:
    own = told[-1] if told else None
    return own if own in COUNTED else _named(scan) or _unit_counted(scan)


def _leads_on(scan: Scan) -> bool:
    return ends_open(scan) or _says_list(scan) or _unit_counted(scan) is not None


def _only_leads(scan: Scan) -> bool:
    """Whether the line says no more than that a list follows: "Rinciannya:", "Cụ thể như sau:"."""
    said = _says_list(scan) or bool(scan.matches.of("scope.part"))
    return said and len(scan.tokens) <= _SHORT


def _says_list(scan: Scan) -> bool:
    """Whether words say that a list follows: "như sau", "menurut bidang"."""
    return any(scan.matches.of(name) for name in ("list.follows", "scope.by"))


def _is_of_others(scan: Scan) -> bool:
    """Whether people, things or other money are what the line speaks of."""
    others = ("noun.counted", "reject.before", "reject.actor")
    named = (match for name in others for match in scan.matches.of(name))
    return any(match.value != "date" for match in named)


def _named(scan: Scan) -> str | None:
    """Return what a word for number or a list stands before: "Số dự án theo huyện"."""
    heads = {head.end for head in scan.matches.of("count.head")}
    nouns = [n.value for n in scan.matches.of("noun.full") if n.start in heads] if heads else []
    if not nouns and ends_open(scan):  # "Pecahan persatuan yang lulus mengikut daerah:"
        heads |= {listed.end for listed in scan.matches.of("count.listed")}
        kinds = (n for kind in ("noun.full", "noun.bare") for n in scan.matches.of(kind))
        nouns = [n.value for n in kinds if n.start in heads]
    return next((noun for noun in nouns if noun in COUNTED), None)


def _unit_counted(scan: Scan) -> str | None:
    """Return what "(đơn vị: tổ chức)" says is counted."""
    ends = {led.end + 1 for led in scan.matches.of("value.in")}
    if not ends:
        return None
    nouns = (n for kind in ("noun.full", "noun.bare") for n in scan.matches.of(kind))
    return next((n.value for n in nouns if n.start in ends and n.value in COUNTED), None)


def _only_organisations(scan: Scan) -> str | None:
    """Return what is spoken of where organisations or projects are all the line names."""
    named = {noun.value for noun in scan.matches.of("noun.full") if noun.value in COUNTED}
    if not named and scan.matches.of("status.stock"):
        named = {noun.value for noun in scan.matches.of("noun.bare") if noun.value in COUNTED}
    return named.pop() if len(named) == 1 and not _is_of_others(scan) else None


def _best(scan: Scan, category: str, measure: str) -> str | None:
    order = measures()[measure].statuses
    said = [match.value for match in scan.matches.of(category) if match.value in order]
    return min(said, key=order.index, default=None)
