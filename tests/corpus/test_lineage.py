"""Reprints and translations are one lineage; independent reports are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.lineage import Text, host_of, lineages, links
from corpus.shingles import similar_pairs
from extract.model import Fact
from tests.corpus.sample import fact

REPORT = (
    "Sáng nay tại Hà Nội đã diễn ra hội nghị tổng kết công tác phi chính phủ nước ngoài với sự "
    "tham dự của đại diện nhiều bộ, ngành và địa phương. Báo cáo tại hội nghị cho biết giá trị "
    "viện trợ giải ngân trong năm tăng so với năm trước, tập trung vào y tế, giáo dục và phát "
    "triển nông thôn. Các đại biểu đề nghị đơn giản hóa thủ tục đăng ký dự án và tăng cường phối "
    "hợp giữa trung ương và địa phương trong quản lý các khoản viện trợ."
)
OTHER = (
    "Ủy ban nhân dân tỉnh vừa họp bàn giải pháp thu hút các dự án hỗ trợ cộng đồng trong lĩnh vực "
    "nước sạch và vệ sinh môi trường nông thôn. Nhiều xã vùng cao đã có công trình cấp nước tập "
    "trung nhờ sự giúp đỡ của bạn bè quốc tế. Lãnh đạo tỉnh cam kết tạo thuận lợi cho đoàn chuyên "
    "gia đến làm việc, đồng thời công khai việc sử dụng nguồn lực trước người dân trong vùng."
)
FIGURES = (
    fact(value=228_700_000),
    fact(value=4_900_000, kind="change", direction="up"),
    fact(measure="ngo_count", unit="organization", value=31, place="VN-05"),
)


def text(article: str, words: str = "", **changes: object) -> Text:
    values: dict[str, object] = {
        "article": article, "source": "tin", "url": f"http://tin.example/{article}", "lang": "vi",
        "published": "2024-04-12", "post_number": None, "edition_slug": None, "credit": None,
        "credit_url": None, "lead": words, "words": words, "facts": (),
    }  # fmt: skip
    return Text(**{**values, **changes})  # type: ignore[arg-type]


def reasons(*texts: Text) -> list[str]:
    return [link.reason for link in links(texts)]


def test_one_post_number_on_two_hosts_of_an_outlet_is_one_text() -> None:
    one = text("a", url="http://www.tin.example/x-post9001.html", post_number="9001")
    mobile = text("b", url="http://m.tin.example/x", source="tin-mobile", post_number="9001")
    other = text("c", url="http://khac.example/x-post9001.html", post_number="9001")
    assert reasons(one, mobile, other) == ["post_number"]


def test_one_slug_in_several_editions_is_one_text() -> None:
    editions = [text(name, lang=name, edition_slug="hoi-nghi") for name in ("vi", "ms", "id")]
    found = links(editions)
    assert [(link.article, link.other, link.detail) for link in found] == [
        ("id", "ms", "hoi-nghi"), ("id", "vi", "hoi-nghi"),
    ]  # fmt: skip
    assert set(lineages(editions, found).values()) == {"id"}
    elsewhere = text("x", url="http://khac.example/x", edition_slug="hoi-nghi")
    assert reasons(editions[0], elsewhere) == []


def test_a_credited_address_with_a_garbled_slug_joins_by_host_and_number() -> None:
    origin = text("a", url="http://goc.example/hop-tac-post928020.html", post_number="928020")
    copy = text("b", lang="ms", credit_url="https://www.goc.example/hop-coac-gov-post928020.html")
    assert reasons(origin, copy) == ["credit_url"]
    elsewhere = replace(copy, credit_url="https://khac.example/hop-tac-post928020.html")
    assert reasons(origin, elsewhere) == []


def test_a_credit_that_points_at_an_unrelated_article_joins_nothing() -> None:
    fruit = text("a", url="http://goc.example/trai-cay-post928020.html", post_number="928020")
    copy = text("b", credit_url="http://goc.example/x-post928020.html", facts=FIGURES)
    assert reasons(fruit, copy) == []
    assert reasons(replace(fruit, facts=FIGURES[:1]), copy) == ["credit_url"]


def test_a_reprint_with_small_edits_is_a_near_duplicate() -> None:
    edited = REPORT.replace("Sáng nay", "Sáng 12/4").replace("nhiều bộ, ngành", "các bộ")
    found = links([text("a", REPORT), text("b", edited), text("c", OTHER)])
    assert [(link.article, link.other, link.reason) for link in found] == [
        ("a", "b", "near_duplicate")
    ]
    assert 0.5 <= float(found[0].detail) < 1


@pytest.mark.parametrize(
    ("kept", "alike"), [(0.9, True), (0.75, True), (0.55, False), (0.3, False)]
)
def test_half_of_the_shingles_make_texts_alike(kept: float, alike: bool) -> None:
    words = [f"w{n}" for n in range(400)]
    cut = int(len(words) * kept)
    other = words[:cut] + [f"x{n}" for n in range(len(words) - cut)]
    assert bool(list(similar_pairs([words, other]))) is alike


def test_very_short_texts_are_never_compared() -> None:
    assert list(similar_pairs([["a"] * 29, ["a"] * 29])) == []
    assert list(similar_pairs([[], []])) == []


def test_a_translation_is_known_by_origin_day_and_three_equal_figures() -> None:
    vi = text("a", "(goc.gov.vn) Ngày 12/4, hội nghị", facts=FIGURES, published=None)
    ms = text("b", "(goc.gov.vn) Pada 12 April", lang="ms", facts=FIGURES, url="http://x.example/")
    assert reasons(vi, ms) == ["translation"]
    assert reasons(vi, replace(ms, lang="vi")) == []
    assert reasons(vi, replace(ms, lead="Pada 12 April")) == []
    assert reasons(vi, replace(ms, facts=FIGURES[:2])) == []
    assert reasons(replace(vi, published="2024-04-12"), replace(ms, published="2024-05-01")) == []


def test_a_translation_with_another_value_for_the_same_thing_is_not_joined() -> None:
    vi = text("a", facts=FIGURES, credit="Báo Nhân dân")
    wrong = (*FIGURES, fact(value=7, place="VN-22"))
    ms = text("b", lang="ms", facts=wrong, credit="báo nhân dân")
    assert reasons(vi, ms) == ["translation"]
    assert reasons(replace(vi, facts=(*FIGURES, fact(value=8, place="VN-22"))), ms) == []


def test_a_count_as_of_publication_may_be_dated_otherwise_in_a_translation() -> None:
    def dated(day: str, basis: str) -> tuple[Fact, ...]:
        present = fact(measure="ngo_count", unit="organization", value=31, period_start=None,
                       period_end=day, period_basis=basis)  # fmt: skip
        return (*FIGURES[:2], present)

    vi = text("a", facts=dated("2024-04-12", "event"), credit="goc")
    assert reasons(vi, text("b", lang="ms", credit="Goc", facts=dated("2024-04-15", "publication")))
    assert not reasons(vi, text("b", lang="ms", credit="Goc", facts=dated("2024-04-15", "stated")))


def test_links_join_into_one_lineage_named_after_its_first_article() -> None:
    first = text("c", REPORT, published="2024-04-11")
    reprint = text("a", REPORT, edition_slug="hoi-nghi")
    edition = text("b", lang="ms", edition_slug="hoi-nghi", published=None)
    alone = text("d", OTHER)
    texts = [first, reprint, edition, alone]
    assert lineages(texts, links(texts)) == {"a": "c", "b": "c", "c": "c", "d": "d"}
    assert lineages(texts[::-1], links(texts[::-1])) == {"a": "c", "b": "c", "c": "c", "d": "d"}


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://www.tin.example/a", "tin.example"), ("http://m.tin.example:8080/a", "tin.example"),
     ("http://tin.example./", "tin.example"), ("file:///a.txt", "")],
)  # fmt: skip
def test_forms_of_a_site_are_one_host(url: str, host: str) -> None:
    assert host_of(url) == host
