"""The publication date found in plain text: date lines as outlets print them, and datelines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extract.model import Document, Segment
from extract.published import published
from extract.reading import read

TITLE = "Sơ kết công tác phi chính phủ nước ngoài"
LEAD = (
    "Sở Ngoại vụ tổ chức hội nghị sơ kết công tác phi chính phủ nước ngoài, với sự tham dự của "
    "đại diện các sở, ngành, địa phương trong tỉnh."
)
BODY = (
    "Báo cáo tại hội nghị cho biết tỉnh có quan hệ với nhiều tổ chức, các dự án tập trung vào y "
    "tế, giáo dục, nước sạch và khắc phục hậu quả bom mìn."
)
LINES = [
    ("15:18 | 23/08/2023 GMT+7", "2023-08-23"),
    ("Chủ nhật, ngày 18/09/2022 - 20:23", "2022-09-18"),
    ("22:59, Thứ Sáu, 12-4-2024", "2024-04-12"),
    ("29/11/2016 - 19:21", "2016-11-29"),
    ("11.01.2023", "2023-01-11"),
    ("Thứ Hai, ngày 12 tháng 4 năm 2021, 09:00", "2021-04-12"),
    ("12/04/2024 10:30 SA", "2024-04-12"),
    ("12/04/2024 10:30 CH", "2024-04-12"),
    ("Lúc 12/04/2024", "2024-04-12"),
    ("Đăng lúc 12/04/2024", "2024-04-12"),
    ("Ngày đăng 12/04/2024 - Lượt xem: 640", "2024-04-12"),
    ("Xuất bản ngày 12/04/2024", "2024-04-12"),
    ("Phát hành ngày 12/04/2024", "2024-04-12"),
    ("Tuần tin, số ra ngày 12/04/2024", "2024-04-12"),
    ("Báo Sông & NúiBáo Sông & Núi04/12/2025", "2025-12-04"),
    ("Báo Sông QuêBáo Sông Quê04/12/2025", "2025-12-04"),
    ("Báo Ruộng Đồng Miền Trung XanhBáo Ruộng Đồng Miền Trung Xanh04/12/2025", "2025-12-04"),
    ("Báo Sông Quê04/12/2025", "2025-12-04"),
    ("Báo Sông Quê Báo Sông Quê 04/12/2025", "2025-12-04"),
    ("NHẬT BÁO PHƯƠNG NAM 12/4/2024 18:30", "2024-04-12"),
    ("28/9/2024 - Bản tin Đối ngoại", "2024-09-28"),
    ("HÀ NỘI, 22/12/2022 (BTX)", "2022-12-22"),
    ("Suara Rakyat - 02/11/2023, 21:34 WIB", "2023-11-02"),
    ("suararakyat.co.id – Kamis (2/11/2023)", "2023-11-02"),
    ("Kamis, 02 Nov 2023 20:59 WIB", "2023-11-02"),
    ("Kamis 10-03-2022,16:29 WIB", "2022-03-10"),
    ("4 Juli 2022 08.00 WIB", "2022-07-04"),
    ("Senin, 25 November 2019 | 11:15 WIB | page=all", "2019-11-25"),
    ("Diterbitkan 2 Agustus 2023", "2023-08-02"),
    ("ALOR SETAR 15 Ogos 2024", "2024-08-15"),
    ("Isnin, 12 Ogos 2024 | 10:30 AM", "2024-08-12"),
    ("Diterbitkan pada 12 Ogos 2024", "2024-08-12"),
    ("Diterbitkan: 12 Ogos 2024", "2024-08-12"),
    ("Published 12 August 2024", "2024-08-12"),
    ("Kabar Kita date 12/08/2024", "2024-08-12"),
    ("April 12, 2024 at 3:45 pm", "2024-04-12"),
    ("12-Apr-2024", "2024-04-12"),
    ("12. Apr. 2024", "2024-04-12"),
    ("Đăng lúc: 12/04/2024 16:02 (GMT+7)", "2024-04-12"),
    ("Thứ Hai, 04/12/2017, 16:33 [GMT+7]", "2017-12-04"),
    ("Oleh Aminah Zulkifli - Ogos 12, 2024 @ 9:05am", "2024-08-12"),
    ("ALOR SETAR, 12 Ogo. 2024", "2024-08-12"),
    ("lên trang 12/08/2024", "2024-08-12"),
    ("diterbitkan 12 Ogos 2024", "2024-08-12"),
    ("disiarkan pada 12 Ogos 2024", "2024-08-12"),
    ("diterbitkan 12 Agustus 2024", "2024-08-12"),
    ("dipublikasikan pada 12 Agustus 2024", "2024-08-12"),
    ("diposting 12 Agustus 2024", "2024-08-12"),
    ("terbit 12 Agustus 2024", "2024-08-12"),
    ("tayang 12 Agustus 2024", "2024-08-12"),
    ("published 12 August 2024", "2024-08-12"),
    ("date: 12 August 2024", "2024-08-12"),
    ("posted 12 August 2024", "2024-08-12"),
    ("Hà Nội (TTM5) 12/4/2024", "2024-04-12"),
    ("Hướng Hóa, 12/4/2024 (Q.H)", "2024-04-12"),
    ("Kon Tum, 12/4 (2024)", "2024-04-12"),
    ("Mai Lan (STV8)Cập nhật 17:15 ngày 12/04/2024", "2024-04-12"),
    ("12/04/2024 17:40    327", "2024-04-12"),
    ("12/04/2024 5:02 CH 606 lượt xem", "2024-04-12"),
    ("Surat berita, 12 April 2024", "2024-04-12"),
    ("Jakarta, 12/04/2024 - 06:27, NOMOR: 200710_17", "2024-04-12"),
    ("Buletin Mitra edisi 41 | 12 April 2024", "2024-04-12"),
    ("17:05 12-04-2024 | :203", "2024-04-12"),
    ("Jum`at, 12 April 2024 15:20 WIB", "2024-04-12"),
    ("by Redaksi Kabar | 12 April 2024 | 0 comment", "2024-04-12"),
    ("Nasional | Dikemas kini 3 tahun lalu · Diterbitkan pada 12 Apr 2024 3:10PM", "2024-04-12"),
    ("Berita ini telah dipublikasikan pada 12 April 2024", "2024-04-12"),
    ("Tulisan ini sudah tayang 12 Agustus 2024", "2024-08-12"),
    ("Artikel ini telah terbit, 12 Agustus 2024", "2024-08-12"),
    ("Artikel ini telah disiarkan pada 12 Ogos 2024", "2024-08-12"),
    ("Berita ini telah diterbitkan pada 12 Ogos 2024", "2024-08-12"),
    ("Rencana ini telah disiarkan pada 12 Ogos 2024", "2024-08-12"),
    ("Bài viết được đăng ngày 12/4/2024", "2024-04-12"),
    ("Tin này đã được đăng ngày 12/4/2024", "2024-04-12"),
    ("This article was published on 12 August 2024", "2024-08-12"),
    ("This story was first posted on 12 August 2024", "2024-08-12"),
    ("12 halaman | dilihat 2 kali | diunggah 12 Agustus 2024", "2024-08-12"),
    ("Trang chủ / Đối ngoại     09:25 | 12/04/2024 GMT+7", "2024-04-12"),
    ("Beranda › Berita Daerah › 12 April 2024", "2024-04-12"),
    ("oleh Rini Astuti [Jambi]   di 12 May 2024", "2024-05-12"),
    ("12/04/2024   1.754 lượt xem", "2024-04-12"),
    ("Thông cáo - 2024/4/12", "2024-04-12"),
    ("12 Ogos 2024 · bacaan 2 minit · Ikuti kami di saluran WhatsApp", "2024-08-12"),
]
NOT_LINES = [
    "Hội nghị tổng kết ngày 12/4/2024",
    "12/04/24",
    "32/13/2024",
    "12/4/1975",
    "12/04/2024 và 13/04/2024 đều là ngày họp.",
    "tháng 4 năm 2024",
    "Tin ngày 12/4",
    "Masa program: 12/4/2024 – 31/12/2027",
    "Lớp tập huấn diễn ra thứ Năm (12/4/2024).",
    "Dana sudah cair, kata Bupati, Kamis, 12 April 2024.",
    "by lima LSM di Aceh | 12 April 2024",
    "Buku kedua baru diterbitkan pada 12 April 2024",
    "Trang chủ mới của tỉnh mở ngày 12/04/2024",
    "12/04/2024 50 năm ngày truyền thống",
    "oleh lima LSM [Jambi] di 12 May 2024",
    "Cuộc thi ảnh 2024/4/12",
]


UPDATED = [
    "Cập nhật", "Diperbarui", "Update", "Dikemas kini", "Dikemaskini", "Kemas kini", "Kemaskini", "Updated",
    "Modified", "Revised", "Pelawat: 1,204 | Kemas kini terakhir:", "Cập nhật lần cuối:", "Terakhir diperbarui:",
]  # fmt: skip


def article(line: str) -> str:
    return f"{TITLE}\n\n{line}\n\n{LEAD}\n{BODY}\n"


def updated(label: str) -> str:
    return f"{TITLE}\n{label} 15/04/2024\n12/04/2024\n{LEAD}\n{BODY}\n"


def dated() -> Iterator[tuple[str, str]]:
    """Texts with a date line, and their day."""
    yield from ((article(line), expected) for line, expected in LINES)
    for label in UPDATED:
        yield updated(label), "2024-04-12"
        yield article(f"{label} 15/04/2024"), "2024-04-15"


def found_day(text: str) -> str | None:
    found = published(text, None)
    return found[0] if found else None


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_with_nothing_but_a_date_is_the_day_of_publication(line: str, expected: str) -> None:
    text = article(line)
    found = published(text, "vi")
    assert found is not None
    day, start, end = found
    assert day == expected
    assert text[start:end] in line
    assert expected[:4] in text[start:end]


@pytest.mark.parametrize("line", NOT_LINES)
def test_any_other_line_is_not(line: str) -> None:
    assert published(article(line), "vi") is None


@pytest.mark.parametrize("lang", ["vi", "ms", "id", "en", "th", None])
def test_the_date_line_may_stand_in_another_language_than_the_text(lang: str | None) -> None:
    found = published(article("Thứ Sáu, 12-4-2024"), lang)
    assert found is not None
    assert found[0] == "2024-04-12"


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Ngày 12/4/2024, ", "2024-04-12"),
        ("(tinhnha.gov.vn) Ngày 12/4/2024, ", "2024-04-12"),
        ("Sáng ngày 12/4/2024, ", "2024-04-12"),
        ("Hà Nội (TTM) 12/4/2024 - ", "2024-04-12"),
        ("kabarbaikID, 12 April 2024 – ", "2024-04-12"),
        ("KUALA LUMPUR, 12 April 2024 - ", "2024-04-12"),
        ("Pada 12 April 2024, ", "2024-04-12"),
        ("On April 12, 2024, ", "2024-04-12"),
        ("Ngày 12/4, ", None),
        ("Tính đến ngày 12/4/2024, ", None),
        ("Từ ngày 12/4/2024, ", None),
        ("Đến 12/4/2024, ", None),
        ("Per 12 April 2024, ", None),
        ("Tháng 4 năm 2024, ", None),
        ("Theo báo cáo ngày 12/4/2024, ", None),
        ("(Tin từ Sở Y tế, 12/4/2024) ", "2024-04-12"),
        ("(12/4/2024) ", "2024-04-12"),
        ("Bộ Ngoại giao, 12/4/2024. ", "2024-04-12"),
        ("Hà Nội, 12/4 (TTM 2024) - ", "2024-04-12"),
        ("Quảng Nam (12/4/2024): ", "2024-04-12"),
        ("Hà Tĩnh 12/4/2024 ::: ", "2024-04-12"),
        ("MEDAN, KAMIS (12/4/2024) -- ", "2024-04-12"),
        ("MEDAN. Kamis, 12 April 2024. ", "2024-04-12"),
        ("Tính đến 12/4/2024: ", None),
        ("Tại cuộc họp ở Hà Nội, 12/4/2024: ", None),
        ("Nghị định số 58, 12/4/2024: ", None),
        ("Ngày 12/4/2024, tỉnh sẽ họp. ", None),
    ],
)
def test_a_full_day_as_first_words_of_the_lead_is_the_dateline(
    opening: str, expected: str | None
) -> None:
    found = published(f"{TITLE}\n{opening}{LEAD}\n{BODY}\n", "vi")
    assert (found[0] if found else None) == expected


def test_a_dateline_older_than_other_days_of_the_text_is_history() -> None:
    text = f"{TITLE}\nNgày 8/7/2020, {LEAD}\n{BODY} Hội nghị họp ngày 12/4/2024.\n"
    assert published(text, "vi") is None


def test_a_date_line_between_summary_and_body_counts() -> None:
    found = published(f"{TITLE}\n{LEAD}\nBáo Sông QuêBáo Sông Quê04/12/2025\n{BODY}\n{BODY}", "vi")
    assert found is not None
    assert found[0] == "2025-12-04"


def test_a_date_line_behind_the_body_does_not() -> None:
    assert published(f"{TITLE}\n{LEAD}\n{BODY}\n{BODY}\nTin khác\n04/12/2025\n", "vi") is None


def test_a_line_above_the_title_gives_way_to_one_below() -> None:
    found = published(f"Chủ Nhật, 01/10/2023 22:14\n{article('12/03/2020 08:00')}", "vi")
    assert found is not None
    assert found[0] == "2020-03-12"


def test_a_line_above_the_title_gives_way_to_a_dateline_long_before() -> None:
    text = f"Chủ Nhật, 01/10/2023 22:14\n{TITLE}\nNgày 12/3/2020, {LEAD}\n{BODY}\n"
    found = published(text, "vi")
    assert found is not None
    assert found[0] == "2020-03-12"


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Ngày 12/3/2020, ", "2020-03-13"),
        ("Ngày 12/3, ", "2020-03-13"),
        ("Sáng 12-3, ", "2020-03-13"),
        ("Ngày 23-12, ", None),
        ("", None),
    ],
)
def test_a_line_above_the_title_needs_a_lead_that_opens_shortly_before(
    opening: str, expected: str | None
) -> None:
    assert found_day(f"13/03/2020 22:14\n{TITLE}\n{opening}{LEAD}\n{BODY}\n") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Năm 2020, tỉnh có thêm 4 tổ chức.", "2020-03-13"),
        ("Đoàn đã đến thăm các xã vùng cao hôm 10/3.", "2020-03-13"),
        ("Năm 2017, tỉnh có thêm 4 tổ chức.", None),
        ("Đoàn sẽ trở lại thăm các xã vùng cao hôm 20/3.", None),
        ("Đoàn đã đến thăm các xã vùng cao hôm 10/2.", None),
        ("Cả tỉnh có 2.020 hộ được giúp.", None),
    ],
)
def test_a_line_above_the_title_may_be_borne_out_by_what_the_text_tells_of(
    told: str, expected: str | None
) -> None:
    assert found_day(f"13/03/2020 22:14\n{TITLE}\n{LEAD}\n{BODY} {told}\n") == expected
    assert found_day(f"13/03/2020 22:14\n{TITLE}\nNgày 23-12, {LEAD}\n{BODY} {told}\n") is None


def test_a_lead_that_opens_with_another_day_makes_any_line_doubtful() -> None:
    text = f"Trang chủ\n11/04/2021\n{TITLE}\nNgày 23-12, {LEAD}\n{BODY}\n"
    assert found_day(text) is None


def test_a_line_of_new_years_day_fits_a_lead_of_the_year_before() -> None:
    assert found_day(f"01/01/2020\n{TITLE}\nNgày 31/12, {LEAD}\n{BODY}\n") == "2020-01-01"


@pytest.mark.parametrize(
    ("first", "expected"),
    [("date 2025-09-18 ", "2025-09-18"), ("date 2021-07 ", "2021-07"), ("date 2021-13 ", None)],
)
def test_a_date_that_a_page_reader_put_in_front_counts(first: str, expected: str | None) -> None:
    text = f" {first}KUALA LUMPUR: {LEAD}\n{BODY}\n"
    found = published(text, "ms")
    assert (found[0] if found else None) == expected
    if found:
        assert text[found[1] : found[2]] == expected


def test_an_updated_line_gives_way_to_the_first_publication() -> None:
    text = f"{TITLE}\n12/04/2024 08:00\nCập nhật: 15/04/2024 09:00\n{LEAD}\n{BODY}\n"
    found = published(text, "vi")
    assert found is not None
    assert found[0] == "2024-04-12"


@pytest.mark.parametrize("label", UPDATED)
def test_an_updated_line_alone_is_taken(label: str) -> None:
    assert found_day(updated(label)) == "2024-04-12"
    assert found_day(article(f"{label} 15/04/2024")) == "2024-04-15"


def test_two_different_dates_are_a_doubt() -> None:
    assert published(f"{TITLE}\n12/04/2024\n15/04/2024\n{LEAD}\n{BODY}\n", "vi") is None


def test_a_date_in_the_head_that_was_not_understood_is_a_doubt() -> None:
    text = f"Hội nghị hôm 13/4/2024 ra sao\nNgày 12/4/2024, {LEAD}\n{BODY}\n"
    assert published(text, "vi") is None


def test_segments_keep_teasers_out() -> None:
    text = article("12/04/2024")
    at = text.index("12/04/2024")
    teaser = (Segment("title", 0, len(TITLE)), Segment("related", at, at + 10))
    assert published(text, "vi", teaser) is None
    byline = (Segment("title", 0, len(TITLE)), Segment("byline", at, at + 10))
    assert published(text, "vi", byline) == ("2024-04-12", at, at + 10)


def test_what_an_agency_dates_is_dated_whatever_lies_ahead() -> None:
    """A deadline two months on; without the agency's form the day may be that of an event."""
    ahead = f"{BODY} Các huyện báo cáo trước ngày 30/6/2024."
    for opening in ("Hà Nội, ngày 12/4/2024 (TTM) – ", "KUALA LUMPUR, 12 April 2024 - "):
        assert published(f"{TITLE}\n{opening}{LEAD}\n{ahead}\n", "vi") is not None
    assert published(f"{TITLE}\nNgày 12/4/2024, {LEAD}\n{ahead}\n", "vi") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [("baoviet12/04/2024", "2024-04-12"), ("Cổng TTĐT tỉnh Lào Cai 12/04/2024", "2024-04-12")],
)
def test_the_outlet_before_a_date_may_have_small_letters(line: str, expected: str) -> None:
    assert found_day(f"{TITLE}\n{line}\n{LEAD}\n{BODY}\n") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Pada 12 April 2024, dinas menggelar rapat.", "2024-04-12"),
        ("Ada izin menurut Keputusan No. 58/2022/ND-CP, tertanggal 31 Agustus 2022.", None),
    ],
)
def test_the_day_of_the_event_serves_and_that_of_a_decree_does_not(
    said: str, expected: str | None
) -> None:
    text = f"Kerja sama dengan LSM\n{said} Rapat itu membahas kerja sama dengan organisasi asing.\n"
    assert read(Document(text, lang="id")).published == expected


@pytest.mark.parametrize(
    ("lang", "said", "expected"),
    [
        ("id", "Sejak gempa 30 September 2009, warga menunggu.", None),
        ("id", "Tsunami melanda Aceh Barat pada 26 Desember 2004.", None),
        ("id", "Rapat soal rumah digelar di Padang 30 September 2009.", "2009-09-30"),
        ("ms", "Selepas banjir besar 24 Disember 2014, penduduk menunggu.", None),
        (
            "ms",
            "Mesyuarat tentang rumah diadakan di Kota Bharu pada 24 Disember 2014.",
            "2014-12-24",
        ),
        ("vi", "Từ sau trận động đất 12-1-2010 ở Haiti, người dân vẫn chờ.", None),
        ("vi", "Hội nghị về nhà ở họp tại Huế ngày 12-1-2010, người dân vẫn chờ.", "2010-01-12"),
    ],
)
def test_the_day_of_a_disaster_is_no_day_of_the_report(
    lang: str, said: str, expected: str | None
) -> None:
    assert read(Document(f"{TITLE}\n{said}\n", lang=lang)).published == expected


def test_a_dateline_has_its_year_from_the_same_day_elsewhere() -> None:
    text = f"{TITLE}\nSHAH ALAM, 12 April – {LEAD}\n{BODY}"
    assert found_day(text) is None
    assert found_day(f"{text}\nDikemas kini 12/04/2024\n") == "2024-04-12"
    assert found_day(f"{text} Hội lập ngày 12/4/2014 tại Hà Nội.\n") is None


def test_a_headline_with_its_full_stop_stands_above_the_day() -> None:
    title = "Sơ kết công tác phi chính phủ nước ngoài sáu tháng đầu năm của tỉnh."
    assert found_day(f"{title}\n{LEAD}\nBáo AnBáo An12/04/2024\n{BODY}\n{BODY}") == "2024-04-12"


def test_an_empty_text_has_no_date() -> None:
    assert published("", "vi") is None
    assert published("\n \n", None) is None


def test_a_long_line_of_digits_takes_no_time() -> None:
    assert published("1/" * 50_000 + "\n" + "9" * 50_000, "vi") is None
