"""What the tests of the spaCy components read, and a tokenizer unlike ours."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

ROOT = Path(__file__).parents[2]
ARTICLE = (
    "Tổng kết công tác phi chính phủ nước ngoài năm 2023\n"
    "Năm 2023, các tổ chức phi chính phủ nước ngoài đã giải ngân 228,7 triệu USD cho Việt Nam. "
    "Hiện có 1.094 tổ chức phi chính phủ nước ngoài đăng ký hoạt động tại Việt Nam.\n"
    "Cũng theo báo cáo này của cơ quan thường trực, lũ lụt gây thiệt hại 5 triệu USD."
)
SENTENCE = (
    "Năm 2023, các tổ chức phi chính phủ nước ngoài đã giải ngân 228,7 triệu USD cho Việt Nam."
)
FIELDS = {
    ("period", "Năm 2023"),
    ("donors", "tổ chức phi chính phủ nước ngoài"),
    ("status", "giải ngân"),
    ("value", "228,7 triệu"),
    ("unit", "228,7 triệu USD"),
    ("place", "Việt Nam"),
}


def demonstration() -> Iterator[str]:
    """Every fifth article of the demonstration site, so that the test stays short."""
    for path in sorted((ROOT / "crawler" / "demo" / "articles").glob("*.toml"))[::5]:
        article = tomllib.loads(path.read_text(encoding="utf-8"))
        yield "\n".join([article["title"], article["lead"], *article["body"]])


def labelled(doc: Doc, group: str) -> set[tuple[str, str]]:
    return {(span.label_, unicodedata.normalize("NFC", span.text)) for span in doc.spans[group]}


def by_spaces(nlp: Language) -> Language:
    """Give ``nlp`` a tokenizer that leaves marks at their words: ``(228,7``, ``USD.``."""

    def cut(text: str) -> Doc:
        words = re.findall(r"[^ ]+|(?<= ) +|^ +", text)
        joined, spaces, at = [], [], 0
        for word in words:
            at += len(word)
            spaced = text[at : at + 1] == " "
            at += spaced
            if word.strip(" "):
                joined.append(word)
                spaces.append(spaced)
        return Doc(nlp.vocab, words=joined, spaces=spaces)

    nlp.tokenizer = cut
    return nlp
