"""The publication date below the text: signed with the last line, or said to be of this text."""

from __future__ import annotations

import pytest
from test_published import BODY, LEAD, TITLE, found_day

OWN = [
    "Artikel ini telah disiarkan pada 12 Ogos 2024 @ 5:21 PM", "Berita ini terbit 12 Agustus 2024",
    "Bài viết này đăng ngày 12/8/2024",
]  # fmt: skip


@pytest.mark.parametrize("line", OWN)
def test_a_line_that_says_it_is_of_this_text_may_stand_anywhere_below(line: str) -> None:
    below = f"{TITLE}\n{LEAD}\n{BODY}\n{BODY}\n\nTin khác\nMùa lúa\n"
    assert found_day(f"{below}{line}\n") == "2024-08-12"
    assert found_day(f"{below}{line}\n{line.replace('2024', '2023')}\n") is None
    assert found_day(f"{below}{line.partition(' ini ')[2] or '12/8/2024'}\n") is None


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        (" (Agensi, 12 April 2024)", "2024-04-12"),
        (" (Diterbitkan 12/4/2024)", "2024-04-12"),
        (" – SUARA KITA 12/4/2024", "2024-04-12"),
        ("\n(12/4/2024)", "2024-04-12"),
        ("\n(Dikemas kini 12/04/2024)", "2024-04-12"),
        ("\n(Ngày đăng: 12/4/2024)", "2024-04-12"),
        (" (Tin đăng 12/4/2024)", "2024-04-12"),
        (" – 12 April 2024", "2024-04-12"),
        (" - 12-4-2024", "2024-04-12"),
        ("\n12-4-2024", "2024-04-12"),
        ("\n12/04/2024 16:40", "2024-04-12"),
        ("\nNguồn: Báo An, ngày 12/4/2024", "2024-04-12"),
        ("\nOleh Nur Hassan, 12 April 2024", "2024-04-12"),
        ("\nNguồn: Nghị định số 80, ngày 12/4/2024", None),
        ("\nBản quyền 12/4/2024", None),
        ("\nHôm nay: 12/4/2024", None),
        ("\nCập nhật: Thứ Sáu, 12/4/2024", "2024-04-12"),
        (" Kỳ họp diễn ra 10 - 12/4/2024", None),
        (" (Foto: Budi, 12/4/2024)", None),
        (" (Nghị định ngày 12/4/2024)", None),
        (" (tại Hà Nội, 12/4/2024)", None),
        ("\nTin khác\n12/04/2024", None),
        (" (12 April 2024/min)", "2024-04-12"),
        (" (theo Nghị quyết 12/4/2024/QH)", None),
        ("\nTrân trọng.\nNGUYỄN VĂN AN\nChủ tịch hội\nĐồng Hới, 12/4/2024", "2024-04-12"),
        ("\n• Tác giả là bác sĩ\n12/04/2024", "2024-04-12"),
        ("\nBaca juga: Ini Daftar Penerima Hibah\n12 April 2024", "2024-04-12"),
        ("\n12/04/2024 | Từ khóa: học bổng, y tế, nước sạch", "2024-04-12"),
        ("\nMùa lúa\n11/04/2024\nMùa cá\n12/04/2024", None),
        ("\nA\nB\nC\nD\nE\nF\nG\n12/04/2024", None),
    ],
)
def test_the_last_line_may_be_signed_with_the_day(signed: str, expected: str | None) -> None:
    assert found_day(f"{TITLE}\n{LEAD}\n{BODY}{signed}\n") == expected


def test_a_dateline_without_its_year_is_of_the_day_signed_soon_after() -> None:
    text = f"{TITLE}\nSHAH ALAM, 12 April – {LEAD}\n{BODY}\n"
    assert found_day(f"{text}13/04/2024\n") == "2024-04-13"
    assert found_day(f"{text}27/11/2026\n") is None


def test_what_is_signed_soon_after_the_event_was_published_then() -> None:
    text = f"{TITLE}\nNgày 12/4/2024, {LEAD}\n{BODY}\n"
    assert found_day(text) == "2024-04-12"
    assert found_day(f"{text}13/04/2024 16:40\n") == "2024-04-13"
    assert found_day(f"{text}27/11/2026\n") == "2024-04-12"  # the day of the visit
