"""Tokens keep the text, and offsets of a reading lead back to it."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language
from spacy_sample import ARTICLE, SENTENCE, labelled

from extract.nlp import pressfacts_nlp
from extract.nlp.alignment import Aligner, origins
from extract.text import normalise
from extract.tokens import tokenize


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pressfacts_nlp()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("hơn 228,7 triệu USD.", ["hơn", "228,7", "triệu", "USD", "."]),
        ("1.094 tổ chức", ["1.094", "tổ", "chức"]),
        ("RM1.5 juta", ["RM", "1.5", "juta"]),
        ("Ngày 30/11/2025,", ["Ngày", "30/11/2025", ","]),
        ("hết tháng 11-2025", ["hết", "tháng", "11-2025"]),
        ("Nghị định 58/2022/NĐ-CP.", ["Nghị", "định", "58/2022/NĐ-CP", "."]),
        ("giai đoạn 2019-2023", ["giai", "đoạn", "2019", "-", "2023"]),
        ("triệuUSD", ["triệu", "USD"]),
        ("31/63 tỉnh", ["31", "/", "63", "tỉnh"]),
        ("a  b\n\n c", ["a", " ", "b", "\n\n", "c"]),
        ("12\u00a0tỷ\u200b đồng", ["12", "\u00a0", "tỷ", "\u200b", "đồng"]),
        ("", []),
    ],
)
def test_amounts_dates_and_acts_are_single_tokens(
    nlp: Language, text: str, tokens: list[str]
) -> None:
    doc = nlp.make_doc(text)
    assert [token.text for token in doc] == tokens
    assert doc.text == text


LETTERS = st.text(
    st.one_of(
        st.sampled_from("aZđĐưứ05.,/-( )\n\r\t\u00a0\u200b\u00ad\ufeff\u0300\u0323\u1100\u1161"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@given(text=LETTERS)
@example(text="30/11/2025")
def test_the_text_of_a_doc_is_the_text_given(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    starts = {token.idx for token in doc} | {token.idx + len(token) for token in doc}
    whole = any("/" in token.text or "-" in token.text[1:] for token in doc)
    assert whole or all({one.start, one.end} <= starts for one in tokenize(text))


@given(text=LETTERS)
@example(text="\ufeff\ufeffTổ")
@example(text="a\u0334\u0301\r\n\rb\u1100\u1161\u11a8")
def test_offsets_of_the_normalised_text_lead_back(text: str) -> None:
    short = normalise(text)
    back = origins(text, short)
    if back is None:
        assert short == text
        return
    assert len(back.starts) == len(back.ends) == len(short)
    for at, letter in enumerate(short):
        start, end = back.locate(at, at + 1)
        assert letter in normalise("\n" + text[start:end])[1:]
    assert list(back.starts) == sorted(back.starts)


def test_what_has_no_token_is_counted(nlp: Language) -> None:
    aligner = Aligner(nlp.make_doc("hai tổ chức"), None)
    assert aligner.span(3, 4, group="fields", label="status") is None
    assert aligner.span(20, 25, group="fields", label="status") is None
    assert aligner.unaligned == {"fields": 2}
    assert aligner.widened == {}


@pytest.mark.parametrize(
    "given",
    [
        unicodedata.normalize("NFD", ARTICLE),
        "\ufeff" + ARTICLE,
        ARTICLE.replace("\n", "\r\n"),
        "\ufeff" + unicodedata.normalize("NFD", ARTICLE).replace("\n", "\r"),
    ],
    ids=["NFD", "byte-order mark", "CRLF", "all"],
)
def test_the_typing_of_a_text_changes_neither_facts_nor_marks(nlp: Language, given: str) -> None:
    plain, doc = nlp(ARTICLE), nlp(given)
    assert doc.text == given
    assert doc._.facts == plain._.facts
    for group in ("facts", "fields", "rejections", "segments"):
        assert labelled(doc, group) == labelled(plain, group)
    assert doc._.pressfacts_widened == 0


@pytest.mark.parametrize(
    ("old", "new"), [("228,7 triệu", "228,7\u00a0triệu"), ("triệu USD", "triệu\u200b USD")]
)
def test_no_break_and_zero_width_spaces(nlp: Language, old: str, new: str) -> None:
    text = SENTENCE.replace(old, new)
    doc = nlp(text)
    assert doc._.facts[0].value == Decimal("228700000")
    assert [span.text for span in doc.spans["facts"]] == ["228,7 triệu USD".replace(old, new)]
