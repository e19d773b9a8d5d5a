"""Text as it is stored, and the view of it that patterns are matched against.

The stored text is never changed. The view folds what differs only by typing
(no-break spaces, dashes, look-alike letters, invisible characters) and keeps a
map back, so that every match has offsets into the stored text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ʼ": "'", "`": "'"}
# Ð (Eth) and ƣ (gha) stand for Đ and ư in copies from old fonts and PDF files;
# Cyrillic letters of the same shape turn up in pasted names.
_LOOK_ALIKES = {
    "Ð": "Đ", "ð": "đ", "Ƣ": "Ư", "ƣ": "ư", "İ": "I",
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x",
    "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P",
    "С": "C", "Т": "T", "Х": "X",
}  # fmt: skip
_FULL_WIDTH = {chr(0xFF10 + digit): str(digit) for digit in range(10)}
_FOLD = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **_QUOTES,
    **_LOOK_ALIKES,
    **_FULL_WIDTH,
}
_FOLDED = re.compile(f"[{''.join(map(re.escape, _FOLD))}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


def normalise(text: str) -> str:
    """Return NFC without byte-order mark and with LF line ends; nothing else changes."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


class View(NamedTuple):
    """The folded text; ``origin[i]`` is the offset of view character ``i`` in the stored text.

    ``origin`` is ``None`` where both run in step, which is nearly always.
    """

    folded: str
    origin: tuple[int, ...] | None

    def start(self, offset: int) -> int:
        """Return where the view character at ``offset`` begins in the stored text."""
        return offset if self.origin is None else self.origin[offset]

    def end(self, offset: int) -> int:
        """Return where the view characters before ``offset`` end in the stored text."""
        if self.origin is None or offset == 0:
            return offset
        return self.origin[offset - 1] + 1


def view(text: str) -> View:
    """Return the matching view of ``text``."""
    if not _HIDDEN.search(text):
        return View(_folded(text), None)
    kept = [i for i, letter in enumerate(text) if letter not in _INVISIBLE]
    return View(_folded("".join(text[i] for i in kept)), tuple(kept))


def _folded(text: str) -> str:
    if not _FOLDED.search(text):
        return text
    return _FOLDED.sub(lambda found: _FOLD[found.group()], text)
