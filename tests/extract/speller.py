"""Says whole numbers in words, for tests: independent of everything in ``extract``.

``pick`` chooses among the spellings of a word and the ways of joining groups;
it is given the choices and returns one, so that a test can draw all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Pick = Callable[[Sequence[str]], str]

LARGEST = 10**15


def first(choices: Sequence[str]) -> str:
    """Choose the most usual spelling."""
    return choices[0]


def spell(number: int, lang: str, pick: Pick = first) -> str:
    """Return ``number`` (0 to 10^15) in the words of ``lang`` (vi, ms, id, en)."""
    return " ".join(_SPELLERS[lang](number, pick))


# --- Vietnamese ------------------------------------------------------------

_VI_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _vi(number: int, pick: Pick) -> list[str]:
    billions, rest = divmod(number, 10**9)
    if not billions:
        return _vi_below_billion(rest, pick, inner=False)
    said = [*_vi(billions, pick), pick(("tỷ", "tỉ"))]
    return said + (_vi_below_billion(rest, pick, inner=True) if rest else [])


def _vi_below_billion(number: int, pick: Pick, *, inner: bool) -> list[str]:
    if number == 0:
        return ["không"]
    said: list[str] = []
    for scale, names in ((10**6, ("triệu",)), (10**3, ("nghìn", "ngàn")), (1, ())):
        group = number // scale % 1000
        if group:
            said += _vi_group(group, pick, inner=inner or bool(said), scaled=bool(names))
            said += [pick(names)] if names else []
        elif said and names and pick(("", "không trăm")):
            said += ["không", "trăm", pick(names)]  # as on cheques
    return said


def _vi_group(group: int, pick: Pick, *, inner: bool, scaled: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    said: list[str] = []
    # "một triệu năm nghìn" and "một triệu không trăm linh năm nghìn" are both said.
    if hundreds or (inner and pick(("không trăm", "")) and rest):
        said = [_vi_unit(hundreds, pick), "trăm"]
    if rest == 0:
        return said
    tens, unit = divmod(rest, 10)
    if tens == 0:
        needs_filler = bool(said) or (inner and not scaled)
        filler = [pick(("linh", "lẻ"))] if needs_filler else []
        return [*said, *filler, _vi_unit(unit, pick)]
    said += ["mười"] if tens == 1 else [_vi_unit(tens, pick), "mươi"]
    return said + ([_vi_after_ten(tens, unit, pick)] if unit else [])


def _vi_unit(unit: int, pick: Pick) -> str:
    return pick(("bảy", "bẩy")) if unit == 7 else _VI_UNITS[unit]


def _vi_after_ten(tens: int, unit: int, pick: Pick) -> str:
    if unit == 5:
        return pick(("lăm", "nhăm")) if tens > 1 else "lăm"
    if unit == 1 and tens > 1:
        return "mốt"
    if unit == 4 and tens > 1:
        return pick(("bốn", "tư"))
    return _vi_unit(unit, pick)


# --- Malay and Indonesian --------------------------------------------------

_MALAYIC_UNITS = (
    "", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "", "sembilan",
)  # fmt: skip
_MALAYIC = {
    "ms": {
        "zero": ("sifar", "kosong"),
        "eight": ("lapan", "delapan"),
        10**12: ("trilion",),
        10**9: ("bilion", "milyar"),
    },
    "id": {
        "zero": ("nol", "kosong"),
        "eight": ("delapan",),
        10**12: ("triliun", "trilyun"),
        10**9: ("miliar", "milyar"),
    },
}


def _malayic(number: int, pick: Pick, lang: str) -> list[str]:
    words = _MALAYIC[lang]
    if number == 0:
        return [pick(words["zero"])]
    said: list[str] = []
    for scale in (10**12, 10**9):
        group, number = divmod(number, scale)
        if group:
            # 10^15 is "seribu triliun" here.
            said += [*_malayic_thousands(group, pick, lang), pick(words[scale])]
    millions, number = divmod(number, 10**6)
    if millions == 1:
        said += [pick(("satu juta", "sejuta"))]
    elif millions:
        said += [*_malayic_group(millions, pick, lang), "juta"]
    return said + _malayic_thousands(number, pick, lang)


def _malayic_thousands(number: int, pick: Pick, lang: str) -> list[str]:
    thousands, rest = divmod(number, 1000)
    said: list[str] = []
    if thousands == 1:
        said = [pick(("seribu", "satu ribu"))]
    elif thousands:
        said = [*_malayic_group(thousands, pick, lang), "ribu"]
    return said + _malayic_group(rest, pick, lang)


def _malayic_group(group: int, pick: Pick, lang: str) -> list[str]:
    hundreds, rest = divmod(group, 100)
    said: list[str] = []
    if hundreds == 1:
        said = [pick(("seratus", "satu ratus"))]
    elif hundreds:
        said = [_malayic_unit(hundreds, pick, lang), "ratus"]
    if rest in {10, 11}:
        return [*said, "sepuluh" if rest == 10 else "sebelas"]
    tens, unit = divmod(rest, 10)
    if tens == 1:
        return [*said, _malayic_unit(unit, pick, lang), "belas"]
    if tens:
        said += [_malayic_unit(tens, pick, lang), "puluh"]
    return said + ([_malayic_unit(unit, pick, lang)] if unit else [])


def _malayic_unit(unit: int, pick: Pick, lang: str) -> str:
    return pick(_MALAYIC[lang]["eight"]) if unit == 8 else _MALAYIC_UNITS[unit]


# --- English ---------------------------------------------------------------

_EN_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_EN_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip


def _en(number: int, pick: Pick) -> list[str]:
    if number < 20:
        return [_EN_SMALL[number]]
    said: list[str] = []
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        group, number = divmod(number, scale)
        said += [*_en_thousands(group, pick), name] if group else []
    return said + (_en_thousands(number, pick) if number else [])


def _en_thousands(number: int, pick: Pick) -> list[str]:
    thousands, rest = divmod(number, 1000)
    said = [*_en_group(thousands, pick), "thousand"] if thousands else []
    return said + (_en_group(rest, pick) if rest else [])


def _en_group(group: int, pick: Pick) -> list[str]:
    hundreds, rest = divmod(group, 100)
    said = [_EN_SMALL[hundreds], "hundred"] if hundreds else []
    if rest == 0:
        return said
    joined = pick(("", "and")) if said else ""
    said += [joined] if joined else []
    if rest < 20:
        return [*said, _EN_SMALL[rest]]
    tens, unit = divmod(rest, 10)
    if unit == 0:
        return [*said, _EN_TENS[tens]]
    return [*said, f"{_EN_TENS[tens]}{pick(('-', ' '))}{_EN_SMALL[unit]}"]


_SPELLERS: dict[str, Callable[[int, Pick], list[str]]] = {
    "vi": _vi,
    "ms": lambda number, pick: _malayic(number, pick, "ms"),
    "id": lambda number, pick: _malayic(number, pick, "id"),
    "en": _en,
}
