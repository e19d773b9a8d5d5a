"""Words without diacritics and case, for searching and comparing; never for showing."""

from __future__ import annotations

import re
import unicodedata

_D_BAR = str.maketrans({"đ": "d", "Đ": "D", "Ð": "D", "ð": "d"})
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Return ``text`` in small letters without diacritics; đ becomes d."""
    parts = unicodedata.normalize("NFKD", text.translate(_D_BAR))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).lower()


def plain_words(text: str) -> list[str]:
    """Return the words of ``text``, each as :func:`plain` gives it."""
    return _WORD.findall(plain(text))
