"""When the meeting was held that a report is about, and which of its row it was."""

from __future__ import annotations

import pytest

from extract.model import Conference, Document
from extract.reading import read

DAYS = [
    # A weekday alone is the last one before the day of publication, or that day itself.
    ("id", "Data itu dipaparkan pada Konferensi LSM Asing Jambi 2022 di Jambi, Kamis.", "2022-03-24"),
    ("id", "Data itu dipaparkan pada Konferensi LSM Asing Jambi 2022 di Jambi, Jumat.", "2022-03-25"),
    ("id", "Konferensi LSM Asing Jambi 2022 bakal ramai, kata panitia di Jambi, Kamis.", None),
    ("ms", "Beliau berucap pada Persidangan NGO Perak 2022 di Ipoh, Ahad.", "2022-03-20"),
    ("ms", "Beliau berucap pada Persidangan NGO Perak 2022 di Ipoh.", None),
    ("vi", "Số ấy nêu tại Hội nghị công tác phi chính phủ nước ngoài năm 2022, Chủ nhật.", "2022-03-20"),
    ("vi", "Hội nghị công tác phi chính phủ nước ngoài lần thứ 5 đã họp.", None),
    ("vi", "Tỉnh mở Hội nghị công tác phi chính phủ nước ngoài năm 2022 hôm qua.", "2022-03-24"),
    ("vi", "Tỉnh sáng 23/3 tổ chức Hội nghị công tác phi chính phủ nước ngoài.", "2022-03-23"),
    # A day beside the name, shortly before that of publication.
    ("vi", "Tỉnh mở Hội nghị công tác phi chính phủ nước ngoài. Buổi họp bắt đầu sáng ngày 23/3.", "2022-03-23"),
    ("vi", "Tỉnh mở Hội nghị công tác phi chính phủ nước ngoài. Buổi họp bắt đầu sáng ngày 23/1.", None),
    ("id", "Dinas menggelar Konferensi LSM Asing Jambi 2022. Tempatnya Medan, 22 Maret.", "2022-03-22"),
    # A dateline without its year.
    ("vi", "Hà Nội, 22/3 – Tại Hội nghị công tác phi chính phủ nước ngoài, các bên bàn việc.", "2022-03-22"),
    ("id", "Medan, 24/3 (Kabar) - Dinas menggelar Konferensi LSM Asing Jambi 2022.", "2022-03-24"),
    # Of several days in a row.
    ("ms", "Persidangan NGO Perak 2022 berlangsung 17 hingga 25 Mac.", "2022-03-17/2022-03-25"),
]  # fmt: skip
EDITIONS = [
    ("id", "Panitia menggelar Pertemuan Nasional Petani Kopi XIII di Jambi.", 13),
    ("id", "Panitia menggelar Kongres XXI Persatuan Guru Jambi kemarin.", 21),
    ("id", "Panitia menggelar Kongres Persatuan Guru PGRI kemarin.", None),
    ("vi", "Tỉnh mở Hội nghị công tác phi chính phủ nước ngoài lần thứ II.", 2),
    ("ms", "Beliau berucap pada Persidangan NGO Negeri Perak VII di Ipoh.", 7),
    ("ms", "Beliau berucap pada Persidangan NGO Negeri Perak RTM di Ipoh.", None),
    ("id", "Panitia menggelar Pertemuan Nasional Petani Kopi (PNPK) XIII di Jambi.", 13),
    ("id", "Panitia menggelar Pertemuan Nasional Petani Kopi (XIII) di Jambi.", None),
]
NAMES = [
    ("id", "Medan (Kabar) - Dinas menggelar Konferensi Kerja LSM Asing di Medan.", "Konferensi Kerja LSM Asing"),
    ("id", "Dinas menggelar Konferensi Kerja bagi LSM Asing di Medan, Kamis.", "Konferensi Kerja bagi LSM Asing"),
    ("vi", "Tại hội nghị công tác phi chính phủ nước ngoài năm 2022 hôm qua, hai bên ký kết.", "hội nghị công tác phi chính phủ nước ngoài năm 2022"),
]  # fmt: skip


def meeting(lang: str, text: str) -> Conference:
    found = read(Document(text, lang=lang, published="2022-03-25")).conference
    assert found is not None
    return found


@pytest.mark.parametrize(("lang", "text", "day"), DAYS)
def test_the_day_of_a_meeting_is_said_or_can_be_reckoned(
    lang: str, text: str, day: str | None
) -> None:
    assert meeting(lang, text).date == day


@pytest.mark.parametrize(("lang", "text", "edition"), EDITIONS)
def test_a_roman_numeral_tells_which_meeting_it_was(
    lang: str, text: str, edition: int | None
) -> None:
    assert meeting(lang, text).edition == edition


@pytest.mark.parametrize(("lang", "text", "name"), NAMES)
def test_a_name_ends_before_its_town_and_its_day(lang: str, text: str, name: str) -> None:
    assert meeting(lang, text).name == name
