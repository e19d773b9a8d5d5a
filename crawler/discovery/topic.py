"""The topic filter: what in an address, title or summary says that an article may be ours.

Words are written without diacritics and matched as whole words, so that slugs
and headlines are searched alike. What is dropped is counted by the spider.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by its phrases."""

    phrases: tuple[str, ...]

    def matches(self, *texts: str) -> bool:
        """Say whether one of the texts has one of the phrases."""
        return any(f" {phrase} " in plain(text) for text in texts for phrase in self.phrases)


def plain(text: str) -> str:
    """Return the words of ``text`` in small ASCII letters, a space around each."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    words = _WORD.findall(letters.encode("ascii", "ignore").decode().lower())
    return f" {' '.join(words)} "


FOREIGN_NGOS = Topic(
    (
        # vi: phi chính phủ, viện trợ, TCPCPNN; a slug has no diacritics.
        "phi chinh phu", "pcpnn", "tcpcpnn", "tcpcp", "vien tro", "phi du an", "ngo nuoc ngoai",
        "tai tro khong hoan lai",
        # ms: non-governmental, NGO, aid of foreign bodies
        "bukan kerajaan", "ngo asing", "ngo antarabangsa", "ngo", "bantuan asing",
        "bantuan antarabangsa",
        # id: non-governmental, civic and foreign organisations, grants
        "non pemerintah", "nonpemerintah", "ormas asing", "lsm", "lsm asing", "hibah luar negeri",
        "bantuan luar negeri",
        # en, for editions whose slugs are English
        "non governmental", "ngos",
    )
)  # fmt: skip
"""Foreign NGOs, their aid and their projects, in Vietnamese, Malay and Indonesian."""

TOPICS = {"foreign_ngos": FOREIGN_NGOS}
"""The topics by the name a source file in TOML gives them."""
