"""Days of publication as pages print them; the shapes are those seen or configured."""

from __future__ import annotations

import random
import re

import pytest

from crawler.pages import dates

VN, MY = dates.zone(7), dates.zone(8)


@pytest.mark.parametrize(
    ("text", "languages", "day"),
    [
        ("15:18 | 23/08/2023 GMT+7", ("vi",), "2023-08-23"),
        ("Chủ nhật, ngày 18/09/2022 - 20:23", ("vi",), "2022-09-18"),
        ("Thứ tư, 22/10/2025, 19:25 (GMT+7)", ("vi",), "2025-10-22"),
        ("16/02/2022 3:14 CH", ("vi",), "2022-02-16"),
        ("Chính trị - Ngày đăng : 06:34, 25/05/2017", ("vi",), "2017-05-25"),
        ("13:27 | 2025/12/05", ("vi",), "2025-12-05"),
        ("Kamis, 02 Nov 2023 20:59 WIB", ("id",), "2023-11-02"),
        ("Senin, 1 Agustus 2022 7:05 WIB", ("id",), "2022-08-01"),
        ("Kompas.com - 02/11/2023, 21:34 WIB", ("id",), "2023-11-02"),
        ("20/1/2026 18:30", ("id",), "2026-01-20"),
        ("Dis 5, 2024 @ 10:15am", ("ms",), "2024-12-05"),
        ("06 Mac 2023 09:50am", ("ms",), "2023-03-06"),
        ("9 Ogs 2023", ("ms",), "2023-08-09"),
        ("31 Julai 2024", ("ms",), "2024-07-31"),
        ("2 jam lalu", ("ms",), None),
        ("31/02/2024", ("vi",), None),
        ("1082 lượt xem", ("vi",), None),
        ("", ("vi",), None),
    ],
)
def test_printed_dates(text: str, languages: tuple[str, ...], day: str | None) -> None:
    """Day before month; what is no whole date is none."""
    assert dates.from_words(text, languages=languages) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-09-11T19:35:05+0700", "2022-09-11"),
        ("2024-12-05T18:31:54Z", "2024-12-06"),
        ("2026-07-08T04:04:10.339Z", "2026-07-08"),
        ("2024-11-22 16:55:35", "2024-11-22"),
        ("2024-04-12", "2024-04-12"),
        ("2024-13-40", None),
        ("2023-11-02T20-59-53Z", "2023-11-02"),
        ("soon", None),
        ("9999-12-31T23:59:00-12:00", None),
        ("Thu, 05 Dec 2024 18:31:54 +99999999999999999999", None),
        ("2024-04-12T25:61:00Z", "2024-04-12"),
    ],
)
def test_machine_dates_in_vietnam(text: str, day: str | None) -> None:
    """A time with a zone is moved to the outlet's; without one it is local."""
    assert dates.from_iso(text, local=VN) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thu, 05 Dec 2024 18:31:54 +0000", "2024-12-06"),
        ("Thu, 05 Dec 2024 18:31:54 GMT", "2024-12-06"),
        ("Thu, 05 Dec 2024 11:31:54 -0500", "2024-12-06"),
        ("2024-12-05T10:00:00+08:00", "2024-12-05"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_feed_dates_in_malaysia(text: str, day: str | None) -> None:
    """RFC 5322 and RFC 3339, moved to Malaysia."""
    assert dates.from_feed(text, local=MY) == day


def test_a_date_in_the_address() -> None:
    """``/2024/12/05/`` is a day, ``/2024/12/1159/`` is not."""
    assert dates.from_url("https://a.example/x/2024/12/05/y") == "2024-12-05"
    assert dates.from_url("https://a.example/x/2024/12/1159/y") is None


def test_no_string_breaks_the_readers() -> None:
    """Whatever stands in a page, the answer is a day, a month or nothing."""
    source = random.Random(20240412)
    pieces = [
        "2024", "04", "12", "-", "/", ":", " ", "T", "Z", "+0700", "GMT+", "\u00a07", "CH", "pm",
        "|", "tháng", "Mac", "Nov", "٣", "99", "WITA", "Cập nhật", ",", "\n", "0",
    ]  # fmt: skip
    for _ in range(400):
        text = "".join(source.choices(pieces, k=source.randrange(1, 12)))
        for day in (
            dates.from_iso(text, local=VN),
            dates.from_words(text, languages=("vi",)),
            dates.from_url(text),
        ):
            assert day is None or re.fullmatch(r"[12]\d{3}-\d{2}(?:-\d{2})?", day)
