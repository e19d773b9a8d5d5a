"""Tokens keep numbers whole, part what is glued, and know where they stand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import normalise, view
from extract.tokens import Tokens, phrase_tokens, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hơn 228,7 triệu USD", ["hơn", "228,7", "triệu", "usd"]),
        ("hơn 2,8 triệuUSD", ["hơn", "2,8", "triệu", "usd"]),
        ("nước ngoài(PCPNN)", ["nước", "ngoài", "(", "pcpnn", ")"]),
        ("AS$228.7 juta", ["as", "$", "228.7", "juta"]),
        ("Rp25,2 miliar", ["rp", "25,2", "miliar"]),
        ("Rp. 380,000,000", ["rp", ".", "380,000,000"]),
        ("non -pemerintah", ["non", "-", "pemerintah"]),
        ("Đạt 262 triệu.", ["đạt", "262", "triệu", "."]),
        ("giai đoạn 2019–2025", ["giai", "đoạn", "2019", "-", "2025"]),
        ("Uỷ ban hoà", ["ủy", "ban", "hòa"]),
        ("TP.HCM", ["tp", ".", "hcm"]),
        ("Ðến nay", ["đến", "nay"]),
        ("nƣớc ngoài", ["nước", "ngoài"]),
        ("2\u00a0tỷ đồ\u00adng", ["2", "tỷ", "đồng"]),
        ("", []),
        ("   ", []),
    ],
)
def test_text_is_cut_into_these_words(text: str, words: list[str]) -> None:
    assert [token.norm for token in tokenize(text)] == words


def test_offsets_lead_back_to_the_stored_text_over_invisible_letters() -> None:
    text = "tổng \u200b1,14\u00ad tỷ"
    number = next(token for token in tokenize(text) if token.kind == "number")
    assert text[number.start : number.end] == "1,14"


def test_offsets_count_from_the_whole_text() -> None:
    text = "Một câu. Hai 31 tổ chức"
    tokens = tokenize(text, start=9)
    assert [text[token.start : token.end] for token in tokens] == ["Hai", "31", "tổ", "chức"]


@given(st.text(max_size=200))
def test_tokens_never_overlap_and_never_lose_a_visible_letter(raw: str) -> None:
    text = normalise(raw)
    tokens = tokenize(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    covered = {i for token in tokens for i in range(token.start, token.end)}
    letters = {i for i, letter in enumerate(text) if letter.isalnum()}
    assert letters <= covered


PRINTED = st.text("aÀbU1.,; \n\u200b\u0301oàS", max_size=40)


@given(PRINTED, st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_of_a_cut_text_is_cut_like_the_stretch_alone(
    text: str, start: int, length: int
) -> None:
    end = min(len(text), start + length)
    assert Tokens(text).within(start, end) == tokenize(text, start=start, end=end)


@given(st.text(max_size=200))
def test_the_view_maps_every_letter_to_one_place(raw: str) -> None:
    seen = view(raw)
    places = [seen.start(i) for i in range(len(seen.folded))]
    assert places == sorted(set(places))


def test_normalising_is_idempotent_and_composes() -> None:
    assert normalise("\ufeffto\u0302\u0309 chu\u031b\u0301c\r\n") == "tổ chức\n"
    assert normalise(normalise("to\u0302\u0309")) == normalise("to\u0302\u0309")


def test_phrases_are_folded_like_text() -> None:
    assert phrase_tokens("Uỷ ban") == phrase_tokens("Ủy Ban")
