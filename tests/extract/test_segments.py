"""Plain text falls into title, lead, body, captions and page furniture."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.segments import find_segments
from extract.text import normalise

LEAD = (
    "Tỉnh Điện Biên hôm qua tổng kết công tác viện trợ phi chính phủ nước ngoài trong năm vừa rồi."
)
BODY = "Theo báo cáo tại buổi làm việc, trên địa bàn có nhiều dự án đang được các tổ chức thực hiện tốt."


def roles(text: str) -> list[tuple[str, str]]:
    return [(s.role, text[s.start : s.end]) for s in find_segments(text)]


def role_of(line: str, text: str) -> str:
    return next(role for role, words in roles(text) if words == line)


def test_an_article_opens_with_title_lead_and_body() -> None:
    text = f"Điện Biên tổng kết viện trợ\n{LEAD}\n{BODY}\n"
    assert [role for role, _ in roles(text)] == ["title", "lead", "body"]


def test_a_headline_below_the_name_of_the_page_is_the_title() -> None:
    menu = "Cổng thông tin tuyển sinh - Hội chợ việc làm huyện Tam Nông"
    headline = "Điện Biên tổng kết công tác viện trợ phi chính phủ nước ngoài"
    text = f"{menu}\nĐăng nhập\n{headline}\nHà Thanh - 18/09/2022\n{LEAD}\n{BODY}\n"
    assert role_of(headline, text) == "title"
    assert role_of(menu, text) == "boilerplate"


@pytest.mark.parametrize("name", ["SỞ NGOẠI VỤ TỈNH BẮC KẠN", "Bản tin đối ngoại | Thời sự"])
def test_the_name_of_a_page_right_above_the_headline_is_no_title(name: str) -> None:
    headline = "Điện Biên tổng kết công tác viện trợ phi chính phủ nước ngoài"
    text = f"{name}\n{headline}\n{LEAD}\n{BODY}\n"
    assert role_of(headline, text) == "title"


@pytest.mark.parametrize(
    "headline",
    ["Hiện cả nước có 450 tổ chức", "Nhịp cầu nhân ái ở vùng cao", "Dòng vốn 3 triệu USD"],
)
def test_a_line_that_leads_on_below_a_headline_is_none(headline: str) -> None:
    below = "Tỉnh Điện Biên tổng kết công tác viện trợ trong năm vừa rồi"
    text = f"{headline}\n{below}\n{LEAD}\n{BODY}\n"
    assert role_of(headline, text) == "title"


def test_a_line_below_a_headline_that_tells_the_same_is_none() -> None:
    headline = "Viện trợ phi chính phủ nước ngoài: Điện Biên nhìn lại một năm"
    below = "Tỉnh Điện Biên tổng kết công tác viện trợ trong năm vừa rồi"
    text = f"{headline}\n{below}\n{LEAD}\n{BODY}\n"
    assert role_of(headline, text) == "title"
    assert role_of(below, text) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Báo Mường ThanhBáo Mường Thanh04/12/2025",
        "15:18 | 23/08/2023 GMT+7",
        "Chủ nhật, ngày 18/09/2022 - 20:23",
        "Kabar Pagi - 02/11/2023, 21:34 WIB",
    ],
)
def test_a_line_of_name_and_date_is_a_byline(line: str) -> None:
    text = f"Một tiêu đề ngắn\n{line}\n{LEAD}\n{BODY}\n"
    assert role_of(line, text) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "hoinghi5-2571.jpg",
        "| Toàn cảnh buổi làm việc |",
        "Para peserta bergambar bersama. (Foto: RAHMAN)",
        "Quang cảnh hội nghị",
        "Foto: Kabar Pagi",
    ],
)
def test_captions_and_file_names_are_captions(line: str) -> None:
    text = f"Một tiêu đề ngắn\n{LEAD}\n{line}\n{BODY}\n"
    assert role_of(line, text) == "caption"


@pytest.mark.parametrize(
    ("marker", "role"),
    [
        ("Tin bài liên quan", "related"),
        ("Đọc nhiều", "related"),
        ("Berita Terkait", "related"),
        ("Dalam kategori yang sama", "related"),
        ("Thống kê truy cập", "boilerplate"),
        ("Komen (0)", "boilerplate"),
        ("Komentar (0)", "boilerplate"),
        ("Sumber: https://tin.example/x-post12.html", "source_note"),
        ("Nguồn: Báo Mường Thanh", "source_note"),
    ],
)
def test_furniture_words_close_the_article(marker: str, role: str) -> None:
    teaser = "77 tổ chức phi chính phủ nước ngoài cam kết 12 triệu USD"
    text = f"Một tiêu đề ngắn\n{LEAD}\n{BODY}\n{marker}\n{teaser}\n"
    assert role_of(marker, text) == role
    assert role_of(teaser, text) in {"related", "boilerplate"}


@pytest.mark.parametrize(
    "line",
    [
        "Nguồn viện trợ phi chính phủ nước ngoài đã góp phần nâng cao năng lực cho chính quyền địa phương.",
        "Sumber bantuan daripada pertubuhan bukan kerajaan asing telah membantu penduduk di kawasan itu.",
    ],
)
def test_a_sentence_that_only_begins_like_furniture_is_body(line: str) -> None:
    text = f"Một tiêu đề ngắn\n{LEAD}\n{line}\n"
    assert role_of(line, text) == "body"


def test_cut_short_and_doubled_link_lines_are_teasers() -> None:
    cut = "Năm 2019, các tổ chức phi chính phủ nước ngoài viện trợ 15 triệu ... |"
    twin = "Vận động được 6 tỷ đồng viện trợ"
    text = f"Một tiêu đề ngắn\n{LEAD}\n{twin}\n{twin}\n{BODY}\n{cut}\n"
    assert role_of(cut, text) == "related"
    assert role_of(twin, text) == "related"


def test_lines_without_a_full_stop_after_the_last_sentence_are_no_body() -> None:
    text = f"Một tiêu đề ngắn\n{LEAD}\n{BODY}\nHà Thanh\nHội nghị tiếp nhận 5 triệu USD\n"
    assert role_of("Hà Thanh", text) == "byline"
    assert role_of("Hội nghị tiếp nhận 5 triệu USD", text) == "related"


def test_a_text_that_is_kept_only_so_far_ends_in_its_body() -> None:
    # Broken off within a word; as long a line before another one is a teaser all the same.
    broken = (
        "Tính đến hết tháng 9/2022, nguồn vốn viện trợ mà tỉnh vận động tăng đều qua các năm; "
        "tỉnh đã tiếp nhận 146 dự án với tổng giá trị cam k"
    )
    text = f"Một tiêu đề ngắn\n{LEAD}\n{BODY}\n{broken}\n"
    assert role_of(broken, text) == "body"
    assert role_of(broken, f"{text}Hội nghị tiếp nhận 5 triệu USD\n") == "related"
    teaser = (
        "Từ năm 2019 đến nay, tỉnh Lai Châu đã tiếp nhận 85 dự án của các tổ chức phi chính phủ "
        "nước ngoài với tổng vốn trên 15 triệu USD"
    )
    assert role_of(teaser, f"Một tiêu đề ngắn\n{LEAD}\n{BODY}\n{teaser}\n") == "related"


@pytest.mark.parametrize("signed", ["(rk/ad)", "[rk]"])
def test_a_last_sentence_that_is_signed_with_letters_is_body(signed: str) -> None:
    last = f'"Yayasan kami menyalurkan Rp2 miliar tahun lalu," ujarnya. {signed}'
    assert role_of(last, f"Một tiêu đề ngắn\n{LEAD}\n{last}\n") == "body"


def test_rows_of_a_table_of_figures_are_body() -> None:
    rows = ["| Lĩnh vực | Số khoản |", "| Y tế | 15 |", "Giáo dục | 30"]
    text = "\n".join(["Một tiêu đề ngắn", LEAD, BODY, *rows])
    assert [role_of(row, text) for row in rows] == ["body", "body", "body"]


@pytest.mark.parametrize(
    "rows",
    [
        ["Hội nghị A | 12/4/2024", "Hội nghị B | 13/4/2024"],  # teasers with their day
        ["Trang chủ | Tin tức | Liên hệ", "Video | Ảnh | Đồ họa"],
        ["Y tế | 15"],
    ],
)
def test_other_lines_with_bars_are_none(rows: list[str]) -> None:
    text = "\n".join(["Một tiêu đề ngắn", LEAD, BODY, *rows])
    assert "body" not in {role_of(row, text) for row in rows}


@pytest.mark.parametrize(
    "rows",
    [
        ["Tổ chức", "Giá trị", "World Vision", "350.000 USD", "Plan", "210.000 USD", "GNI", "5 tỷ"],
        ["Một số nhà tài trợ:", "- World Vision: 350.000 USD", "- Plan: 210.000 USD"],
        ["World Vision   3,5 tỷ đồng", "Plan   900 triệu đồng"],
    ],
)
def test_tables_and_lists_below_the_text_belong_to_it(rows: list[str]) -> None:
    text = "\n".join(["Một tiêu đề ngắn", LEAD, BODY, *rows])
    assert {role_of(row, text) for row in rows} == {"body"}


@pytest.mark.parametrize(
    "rows",
    [
        ["Lượt xem: 1.204", "Bình luận: 5"],
        ["Bài viết", "12", "Ảnh", "5"],
        ["Hội nghị của 90 tổ chức", "Giải ngân 5 triệu USD"],
    ],
)
def test_counters_and_teasers_below_the_text_do_not(rows: list[str]) -> None:
    text = "\n".join(["Một tiêu đề ngắn", LEAD, BODY, *rows])
    assert "body" not in {role_of(row, text) for row in rows}


def test_a_text_of_one_block_is_read_whole() -> None:
    assert [role for role, _ in roles(LEAD)] == ["lead"]
    assert find_segments("") == ()


@given(st.text(max_size=300))
def test_segments_are_in_order_and_hold_all_letters(raw: str) -> None:
    text = normalise(raw)
    segments = find_segments(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(segments))
    outside = set(range(len(text))) - {i for s in segments for i in range(s.start, s.end)}
    assert all(not text[i].isalnum() for i in outside)
