"""Ids hold while text around a number moves, and differ where numbers differ."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.folding import plain, plain_words
from corpus.identity import Prints, article_id, digest16, fact_id, version_id
from extract.model import Equivalent, Segment
from tests.corpus.sample import article, fact

ARTICLE = "0123456789abcdef"


def claim(text: str, quote: str, *, nth: int = 0, segments: tuple[Segment, ...] = ()) -> str:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Prints(text, segments).claim_id(ARTICLE, start, start + len(quote))


def test_the_post_number_makes_the_article_and_else_its_address() -> None:
    one = article("A\nB.", number="17")
    assert article_id(one) == article_id(replace(one, canonical_url="http://other.example/"))
    assert article_id(one) != article_id(replace(one, source="other"))
    bare = replace(one, post_number=None)
    assert article_id(bare) != article_id(one)
    assert article_id(bare) == article_id(replace(bare, url="http://m.tin.example/"))


def test_text_elsewhere_and_another_quote_do_not_change_a_claim() -> None:
    body = "Cả nước có 31 tổ chức phi chính phủ nước ngoài."
    first = claim(body, "31 tổ chức")
    assert first == claim(f"Tin mới hôm nay, 5 giờ trước.\n{body} Hết.", "31")
    assert first == claim(body, "có 31 tổ chức phi chính phủ")


def test_typing_does_not_change_a_claim() -> None:
    plain_text = "Cả nước có 31 tổ chức phi chính phủ"
    typed = "Cả nước có\u00a03\u200b1 tổ chức phi\u00ad chính phủ"
    assert claim(plain_text, "31") == claim(typed, "3\u200b1")


def test_another_number_or_other_words_make_another_claim() -> None:
    text = "Cả nước có 31 tổ chức, riêng Sơn La có 6 tổ chức."
    assert claim(text, "31 tổ chức") != claim(text, "6 tổ chức")
    assert claim("có 31 tổ chức", "31") != claim("có 31 dự án", "31")


def test_equal_numbers_in_equal_words_are_told_apart_by_their_order() -> None:
    text = "Sơn La: 31 tổ chức. Sơn La: 31 tổ chức. Sơn La: 31 tổ chức."
    assert len({claim(text, "31", nth=n) for n in range(3)}) == 3
    assert claim(text, "31") == claim(f"{text} Hết.", "31")


def test_words_of_another_segment_are_not_part_of_a_claim() -> None:
    def apart(title: str) -> str:
        text = f"{title} 31 tổ chức hoạt động tại tỉnh"
        cut = len(title)
        segments = (Segment("title", 0, cut), Segment("body", cut + 1, len(text)))
        return claim(text, "31", segments=segments)

    assert apart("Hội nghị giao ban") == apart("Một tiêu đề khác hẳn")
    assert claim("Hội nghị 31 tổ chức", "31") != claim("Tiêu đề 31 tổ chức", "31")
    assert claim("Hội nghị\n31 tổ chức", "31") == claim("Tiêu đề\n31 tổ chức", "31")


def test_a_number_in_words_counts_with_its_words() -> None:
    text = "Có ba mươi tổ chức và ba mươi tổ chức khác."
    assert claim(text, "ba mươi tổ chức") != claim(text, "ba mươi tổ chức", nth=1)
    assert Prints(text, ()).number(3, 18) == "ba mươi tổ chức"


@given(
    st.lists(st.sampled_from(["31 tổ chức. ", "6 dự án, ", "228,7 triệu ", "Sơn La "]), max_size=12)
)
def test_every_printed_number_of_a_text_has_a_claim_of_its_own(parts: list[str]) -> None:
    text = "".join(parts)
    prints = Prints(text, ())
    starts = [i for i, c in enumerate(text) if c.isdigit() and (i == 0 or text[i - 1] in " ")]
    claims = [prints.claim_id(ARTICLE, start, start + 1) for start in starts]
    assert len(set(claims)) == len(starts)


def test_a_fact_is_another_when_its_reading_is_another() -> None:
    one = fact(value="228.70")
    assert fact_id("c", one) == fact_id("c", replace(one, value=Decimal("228.7")))
    assert fact_id("c", one) == fact_id("c", replace(one, sentence="y", start=9, rule="other"))
    assert fact_id("c", one) != fact_id("d", one)
    assert fact_id("c", one) != fact_id("c", replace(one, status="committed"))
    euro = Equivalent(Decimal(5), None, "EUR", "exact")
    assert fact_id("c", one) != fact_id("c", replace(one, equivalent=euro))


def test_parts_of_an_id_do_not_run_together() -> None:
    assert digest16("ab", "c") != digest16("a", "bc")
    assert digest16(None) != digest16("")
    assert len(digest16("x")) == 16
    assert version_id(ARTICLE, "text") != version_id(ARTICLE, "text.")


def test_folding_takes_away_diacritics_and_the_bar_of_d() -> None:
    assert plain("Đồng bằng sông Cửu Long") == "dong bang song cuu long"
    assert plain_words("Tổ-chức (PCPNN), 31!") == ["to", "chuc", "pcpnn", "31"]
