"""The pages of a real small database, asked in process: content, links, escaping, policies."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from corpus.export import publish
from corpus.folder import DataFolder
from corpus.serving.site import FactsDatasette
from tests.corpus.serving.sample import ask, fact_of, get, links_in, make, opened, page, words_of


def test_the_front_page_leads_to_figures_and_evidence(site, folder):
    html = page(site, "/")
    assert "6 figures from 5 articles (4 independent texts) of 5 sources" in words_of(html)
    links = links_in(html)
    for door in (
        "/facts/figures",
        "/facts/reconciled",
        "/facts/reconciled?conflict=1",
        "/facts/source",
        "/facts/rejection",
    ):
        assert door in links
    assert f"/-/evidence/{fact_of(folder, '223,7')}" in links
    assert "Money given or received as non-governmental aid" in html
    assert "demonstration" not in html.lower()


def test_every_link_of_the_front_page_answers(site):
    for link in sorted(set(links_in(page(site, "/")))):
        if link.startswith("/"):
            assert get(site, link).status_code == 200, link


def test_the_evidence_page_marks_the_words_of_each_field(site, folder):
    html = page(site, f"/-/evidence/{fact_of(folder, '228,7')}")
    text = html.partition('id="text"')[2]
    for field, words in (
        ("qualifier", "hơn"),
        ("status", "giải ngân"),
        ("period", "Năm 2023"),
        ("place", "Việt Nam"),
        ("donors", "các tổ chức phi chính phủ nước ngoài"),
        ("equivalent", "5.600 tỷ đồng"),
    ):
        mark = re.search(
            rf'<mark class="pf-mark pf-f-{field} [^>]*id="mark-{field}-\d+">(.*?)</mark>', text
        )
        assert mark and words_of(mark[1]) == words, field
    nested = re.search(
        r"<mark [^>]*pf-f-unit [^>]*><mark [^>]*pf-f-value [^>]*>(.*?)</mark></mark>", text
    )
    assert nested and words_of(nested[1]) == "228,7 triệu"
    assert '</span>qualifier<span class="pf-hidden">' in text


def test_the_evidence_page_says_what_was_read_and_where_it_comes_from(site, folder):
    html = page(site, f"/-/evidence/{fact_of(folder, '228,7')}")
    words = words_of(html)
    for part in (
        "more than 228,700,000 USD",
        "228.7 million US dollars",
        "disbursed · Việt Nam · 2023",
        "about 5,600,000,000,000 VND",
        "Hội nghị tổng kết, edition 3, 12 April 2024, Hà Nội",
        "mismatch, place assumed",
        "Over, above: hơn, trên, lebih, lebih dari.",
        "Not stated: value max, value high,",
        "Published12 April 2024 (from: meta)",
        "4 December 2025, 03:00 UTC, HTTP status 200",
        "r1-00001.warc.gz, byte",
        "sha256:",
        "Vietnamese, 99 % sure",
        "status: status.disbursed",
    ):
        assert part in words, part
    assert 'href="https://tin.example/bai-1.html#:~:text=N%C4%83m%202023' in html


def test_the_evidence_page_shows_reprints_other_figures_and_who_disagrees(site, folder):
    html = page(site, f"/-/evidence/{fact_of(folder, '228,7')}")
    against = words_of(html.partition("Says otherwise")[2].partition("</ul>")[0])
    assert "228,600,000 USD" in against
    assert "Báo Tổng Kết, 13 April 2024" in against
    agreeing = words_of(html.partition("Says the same")[2].partition("</ul>")[0])
    assert "more than 228,700,000 USD lai" in agreeing
    assert f"/-/evidence/{fact_of(folder, '223,7')}" in links_in(html)
    elsewhere = words_of(html.partition("The same text elsewhere")[2].partition("</ul>")[0])
    assert "lai, 12 April 2024, Vietnamese; 2 figures; joined by" in elsewhere


def test_much_furniture_is_folded_and_marked_as_not_read(site, folder):
    html = page(site, f"/-/evidence/{fact_of(folder, '228,7')}")
    folded = html.partition('<details class="pf-furniture"')[2].partition("</details>")[0]
    assert "4 lines of the page around the article, not read" in folded
    assert "Đón 3 triệu lượt khách" in folded


def test_an_estimate_links_to_its_facts_and_back(site, folder):
    estimate = ask(folder, "SELECT id FROM estimate WHERE period = '2023'")
    fact = fact_of(folder, "228,6")
    assert f"/-/estimate/{estimate}" in links_in(page(site, f"/-/evidence/{fact}"))
    html = page(site, f"/-/estimate/{estimate}")
    assert f"/-/evidence/{fact}" in links_in(html)
    assert "3 readings" in html
    assert "Conflict: at least two readings can't both be right." in words_of(html)


def test_figures_are_a_table_for_people_with_facets_and_notes(site, folder):
    html = page(site, "/facts/figures")
    words = words_of(html)
    assert "6 rows sorted by period_end descending" in words
    assert "Figures (view)" not in words
    assert (
        "more than 228,700,000 USD 228.7 million aid amount, disbursed "
        "doubt: mismatch, place assumed Việt Nam 2023"
    ) in words
    assert f"/-/evidence/{fact_of(folder, '228,7')}" in links_in(html)
    for facet in ("measure", "unit", "status", "kind", "place", "period", "outlet", "lang"):
        assert f'data-column="{facet}"' in html, facet
    assert "The period the figure is about. [EDTF]" in words


@pytest.mark.parametrize(
    ("path", "link", "words"),
    [
        ("/facts/fact", "/-/evidence/{fact}", "hơn 228,7 triệu USD"),
        ("/facts/estimate", "/-/evidence/{best}", "228,6 triệu USD"),
        ("/facts/estimate", "/-/estimate/{estimate}", "228,600,000"),
        ("/facts/estimate_fact", "/-/evidence/{fact}", "hơn 228,7 triệu USD"),
        ("/facts/estimate_fact", "/-/estimate/{estimate}", "all readings"),
        ("/facts/anchor", "/-/evidence/{fact}", "hơn 228,7 triệu USD"),
        ("/facts/fact/{fact}", "/-/evidence/{fact}", "{fact}"),
        ("/facts/estimate/{estimate}", "/-/estimate/{estimate}", "{estimate}"),
        ("/facts/snapshot/{snapshot}", "/-/archived/{snapshot}", "{snapshot}"),
    ],
)
def test_every_table_leads_to_our_pages(site, folder, path, link, words):
    names = {
        "fact": fact_of(folder, "228,7"),
        "best": fact_of(folder, "228,6"),
        "estimate": ask(folder, "SELECT id FROM estimate WHERE period = '2023'"),
        "snapshot": ask(folder, "SELECT id FROM snapshot WHERE source = 'tin'"),
    }
    html = page(site, path.format(**names))
    found = re.findall(rf'<a href="{link.format(**names)}">([^<]*)</a>', html)
    assert words.format(**names) in found


def test_figures_with_chosen_columns_are_datasettes_own_table(site, folder):
    html = page(site, "/facts/figures?_col=value&_col=period&_col=fact&value=228700000")
    assert f'<a href="/-/evidence/{fact_of(folder, "228,7")}">228,700,000</a>' in html
    assert "col-measure" not in html
    assert ">228,700,000 <small" in page(site, "/facts/figures?_col=value&value=228700000")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("giải ngân", 3),
        ("giai ngan", 3),
        ("GIẢI NGÂN", 3),
        ("đăng ký", 1),
        ("dang ky", 1),
        ("đang ky", 1),
        ("khong co gi", 0),
        ('"', 0),
        ("a OR b) --", 0),
    ],
)
def test_search_finds_sentences_with_and_without_diacritics(site, typed, found):
    answer = site_search(site, typed)
    assert answer["filtered_table_rows_count"] == found
    assert len(answer["rows"]) == found


def site_search(site: FactsDatasette, typed: str) -> dict[str, object]:
    return dict(get(site, f"/facts/figures.json?_search={quote(typed)}").json())


def test_the_search_box_keeps_what_was_typed(site):
    html = page(site, "/facts/figures?_search=giai%20ngan%22%3E")
    assert 'name="_search" value="giai ngan&#34;&gt;"' in html


def test_not_taken_names_words_reason_and_its_meaning(site):
    words = words_of(page(site, "/facts/rejection"))
    assert "240 triệu USD target A target or plan, not something that happened." in words


def test_sources_lead_to_their_figures(site):
    links = links_in(page(site, "/facts/source"))
    link = next(link for link in links if "outlet=" in link and "Tin" in link)
    assert words_of(page(site, link)).count("228,700,000 USD") == 1


# ------------------------------------------------------- errors and editions


@pytest.mark.parametrize(
    "path",
    [
        "/-/evidence/0123456789abcdef",
        "/-/estimate/0123456789abcdef",
        "/-/archived/0123456789abcdef",
        "/-/evidence/xyz",
        "/nowhere",
        "/facts/nothing",
    ],
)
def test_a_wrong_address_is_told_inwords_of(site, path, capsys):
    answer = get(site, path)
    assert answer.status_code == 404
    assert "To the start" in answer.text
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_a_wrong_query_is_told_as_json_too(site):
    answer = get(site, "/facts/figures.json?_sort=nothing")
    assert (answer.status_code, answer.json()["ok"]) == (400, False)
    assert "Cannot sort table by nothing" in answer.json()["error"]


def test_a_query_that_takes_too_long_is_told_without_markup(site):
    endless = "with recursive c(x) as (select 1 union all select x + 1 from c) select max(x) from c"
    answer = get(site, f"/facts?sql={quote(endless)}&_timelimit=20")
    assert answer.status_code == 400
    heading = answer.text.partition("<h1>")[2].partition("</h1>")[0]
    assert "took too long" in heading
    assert "&lt;" not in heading


def test_a_missing_archive_is_told_inwords_of(tmp_path):
    folder = make(tmp_path / "data", with_hostile=False)
    snapshot = ask(folder, "SELECT id FROM snapshot WHERE source = 'tin'")
    (folder.warc / "r1-00001.warc.gz").unlink()
    answer = get(opened(folder), f"/-/archived/{snapshot}")
    assert answer.status_code == 404
    assert "This archived page can't be shown" in unescape(answer.text)
    assert "no such archive file" in answer.text


def test_the_edition_without_texts_shows_the_words_around_the_sentence(folder, tmp_path):
    copy = DataFolder(tmp_path)
    publish(folder.facts, copy.facts)
    html = page(opened(copy), f"/-/evidence/{fact_of(copy, '228,7')}")
    words = words_of(html)
    assert "leaves out whole texts" in words
    assert "Edition without whole texts" in words
    text = html.partition('id="text"')[2]
    shown = words_of(text.partition("<article")[2].partition("</article>")[0])
    assert "Trước đó, năm 2022, con số này là 223,7 triệu USD." in shown
    assert "Hội nghị tổng kết" not in shown
    mark = re.search(r'id="mark-period-\d+">(.*?)</mark>', text)
    assert mark and mark[1] == "Năm 2023"


def test_a_demonstration_says_so_on_every_page(tmp_path):
    folder = make(tmp_path / "data", demonstration=True)
    site = opened(folder)
    fact = fact_of(folder, "228,7")
    estimate = ask(folder, "SELECT id FROM estimate WHERE period = '2023'")
    for path in (
        "/",
        "/facts",
        "/facts/figures",
        "/facts/rejection",
        "/facts/source",
        f"/facts/fact/{fact}",
        f"/-/evidence/{fact}",
        f"/-/estimate/{estimate}",
        "/-/evidence/0123456789abcdef",
        "/facts?sql=select+1",
        "/-/plugins",
    ):
        assert "Demonstration, not evidence." in get(site, path).text, path


def test_a_later_build_is_noticed(tmp_path: Path):
    folder = make(tmp_path / "data", with_hostile=False)
    site = opened(folder)
    assert "were built anew" not in page(site, "/")
    make(folder.root)
    assert "The figures were built anew" in page(site, "/")
