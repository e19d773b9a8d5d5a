"""Where pages of unknown markup tell their day of publication, each place by itself.

Pages are written for the purpose; every day that is not asked for is one that belongs to
something else. ``None`` where a reader could not tell either.
"""

from __future__ import annotations

import json

import pytest

from crawler.pages.generic import article_of_html

TITLE = "Lớp học mới ở bản vùng cao"
TEXT = (
    "<p>Sáng nay, ba mươi em nhỏ của bản đã ngồi vào chiếc bàn mới trong lớp học vừa dựng xong.</p>"
    "<p>Cô giáo kể lũ năm trước cuốn trôi điểm trường cũ, nên cả bản góp gỗ và công để làm lại.</p>"
)
DAY = "2023-09-11"


def read(
    *,
    below: str = "",
    above: str = "",
    behind: str = "",
    head: str = "",
    title: str = f"<h1>{TITLE}</h1>",
    top: str = "",
    end: str = "",
    url: str = "https://bao.example/xa-hoi/lop-hoc-moi-551.html",
    lang: str = "vi",
    text: str = TEXT,
) -> str | None:
    """The day found on a page with these parts; the article stands in a box of its own."""
    page = (
        f'<html lang="{lang}"><head><title>{TITLE} - Báo Bản</title>{head}</head><body>'
        f'<div class="top">Báo Bản</div>{top}<div class="read">{above}{title}{below}{text}{behind}'
        f"</div>{end}<footer>Giấy phép số 12 ngày 21/8/2014</footer></body></html>"
    )
    return article_of_html(page.encode(), url).published


@pytest.mark.parametrize(
    "line",
    [
        "11/09/2023",
        "11.09.2023",
        "11-09-2023",
        "2023/09/11",
        "2023.9.11 (thứ hai)",
        "2023-09-11 10:45",
        "Thứ hai, 11/9/2023",
        "Thứ Hai, ngày 11 tháng 9 năm 2023",
        "10:45 | 11/09/2023",
        "Lượt xem: 1.082 | 10:45 | 11/09/2023",
        "Ngày 11/09/2023 , 10:45 (GMT+7)",
        "Ngày đăng: 11/09/2023",
        "Cập nhật lúc 14:05 ngày 11/09/2023",
        "Phóng viên Lê Hảo | 11/09/2023 10:45",
        "11 Sep 2023",
        "September 11, 2023",
        "Sep 11, 2023 10:45 AM",
        "Monday, September 11, 2023",
        "11 September 2023 10:45 WIB",
        "Senin, 11 September 2023 | 10:45 WIB | Penulis: Elsje",
        "Dipublikasikan pada 11 September 2023 | Dilihat 553 kali",
        "Isnin | 11 Sep 2023 / 25 Safar 1445",
        "Posted on 11/09/2023 by admin",
        "Published on: Monday, September 11, 2023",
        "Date: 11/09/2023",
        "Tarikh: 11 September 2023",
        "Tarikh siar: 11 September 2023",
        "Waktu tayang: 11 September 2023",
        "Oleh Admin di 10.20 Senin, 11 September 2023",
        "Sep. 11, 2023",
        "September 11th, 2023",
        "11 / 09 / 2023",
        "11 Tháng Chín, 2023",
        "11-09-2023 | 09:20:12 AM",
        "TTXVN (11/09/2023 10:20)",
        "September, 11/2023 - 08:21",
        "Lên trang: 11/09/2023, 08:40",
        '<a href="https://bao.example/xa-hoi/lop-hoc-moi-551.html">11 Sep 2023 - 09:10 WIB</a>',
    ],
)
def test_a_line_below_the_headline(line: str) -> None:
    """However it is written, and whatever goes with it."""
    assert read(below=f"<p>{line}</p>") == DAY


@pytest.mark.parametrize(
    "markup",
    [
        "<div><span>LÊ HẢO</span><span>11/09/2023 10:45</span><span>Đọc trong 2 phút</span></div>",
        "<table><tr><td>Ngày cập nhật:</td><td><b>07/09/2025</b></td></tr>"
        "<tr><td>Ngày đăng:</td><td>11/09/2023</td></tr></table>",
        "<p>Ngày đăng: 11/09/2023 (cập nhật 07/09/2025)</p>",
        "<p>11/09/2023</p><p>Cập nhật: 07/09/2025</p>",
        "<p>Cập nhật: 07/09/2025</p><p>11/09/2023</p>",
        "<ul><li>Xã hội</li><li>11/09/2023</li><li>Lê Hảo</li></ul>",
        "<p>Lê Hảo</p><time>11/09/2023</time><p>Cỡ chữ: A A</p>",
        "<div>Diterbitkan</div><div>11 September 2023</div>",
        '<span><time class="published" datetime="2023-09-11T08:00:00+07:00">11/09/2023</time>'
        '<time class="updated" datetime="2025-02-08T08:00:00+07:00">08/02/2025</time></span>',
        '<span>11/09/2023</span> <span class="date-modified">08/02/2025</span>',
        '<p class="date updated">11/09/2023</p>',
        '<p>Bắt đầu: <span class="x">8 giờ</span></p><p>11/09/2023</p>',
        "<p>Ba mươi em nhỏ có lớp học mới sau trận lũ của năm trước, nhờ công của cả bản.</p>"
        "<p>11/09/2023 | 10:45</p>",
    ],
)
def test_a_line_among_others(markup: str) -> None:
    assert read(below=markup) == DAY


@pytest.mark.parametrize(
    "title",
    [
        f"<h2>{TITLE}</h2>",
        f'<div class="title">{TITLE}</div>',
        f"<p><font size=4><b>{TITLE}</b></font></p>",
        "<h4>Một tiêu đề mà trang không khai ở đâu cả</h4>",
        "<p>Một tiêu đề mà trang không khai và không đánh dấu</p>",
        f'<h1 class="site">Báo Bản</h1><h2>{TITLE}</h2>',
        f"<h1></h1><p>{TITLE.upper()}</p>",
        "<h1>Lớp học mới<br>ở bản vùng cao</h1>",
        f"<h3>{TITLE}: điều kỳ diệu sau cơn lũ của năm trước</h3>",
    ],
)
def test_the_headline_need_not_be_marked(title: str) -> None:
    assert read(title=title, below="<p>11/09/2023</p>", top="<p>26/11/2026</p>") == DAY


def test_a_line_right_above_the_headline_or_behind_the_text() -> None:
    """In one box with them; not at the top of the page, which prints the day of the visit."""
    assert read(above="<p>Thứ hai, 11/09/2023</p>") == DAY
    assert read(behind="<p>Lê Hảo</p><p>Thứ hai, 11/09/2023 | 16:00</p>") == DAY
    assert read(behind="<footer>Đăng ngày 11/09/2023</footer>") == DAY
    assert read(behind="<p>VĂN PHÒNG ỦY BAN<br>Huyện Mường Lát<br>11/09/2023</p>") == DAY
    assert read(behind="<p>-- THÔNG TẤN BẢN 11/09/2023 14:22</p>") == DAY
    moment = "Mon Sep 11 2023 13:05:22 GMT+0800 (Malaysia Time)"
    others = "<b>Tin nổi bật – 25/12/2024</b><p>Đọc thêm.</p><b>Mười tin - (24/12/2024)</b>"
    assert read(behind=f"<div>Lê Hảo<br>{moment}</div><div>{others}</div>") == DAY
    assert read(top="<h2>Thứ hai, 11/09/2023</h2>") == DAY
    assert read(top="<h2>Thứ hai, 11/09/2023</h2><p>Trang chủ</p>") is None
    assert read(top="<p>Thứ hai, 11/09/2023</p>") is None
    assert read(end="<p>Thứ hai, 11/09/2023</p>") is None


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Hôm nay: Thứ hai, 11/09/2023</p>",
        "<p>Hari ini 11 September 2023</p>",
        '<p><a href="/khac">Bài khác 11/09/2023</a></p>',
        '<div class="related"><p>11/09/2023</p></div>',
        '<div class="comments"><p>11/09/2023</p></div>',
        "<aside>11/09/2023</aside>",
        "<figure><figcaption>Ảnh: 11/09/2023</figcaption></figure>",
        "<p>Thời gian: 8h00 ngày 11/09/2023</p>",
        "<p>Waktu: 11 September 2023</p>",
        "<p>11/09/2023</p><p>14/09/2023</p>",
        "<p>09/11/23</p>",
        "<p>31/02/2023</p>",
        "<p>hôm qua</p>",
        "<p>tháng 9 năm 2023</p>",
    ],
)
def test_what_is_not_its_day(markup: str) -> None:
    assert read(below=markup) is None


@pytest.mark.parametrize(
    "markup",
    [
        "<h5>Tin khác</h5><p>Bài khác</p><p>11/09/2023</p><p>Bài nữa</p><p>12/09/2023</p>",
        "<p>Bài khác</p><p>11/09/2023</p><p>Bài nữa</p><p>12/09/2023</p>",
        '<p><a href="/khac">Bài khác</a></p><p>11/09/2023</p>',
        "<p>Minh, 11/09/2023: Bao giờ có lớp nữa?</p>",
    ],
)
def test_what_stands_behind_and_is_of_others(markup: str) -> None:
    assert read(behind=markup) is None


def test_published_says_more_than_what_stands_first() -> None:
    """In small print at the end, beside an update in large letters at the head."""
    fine = (
        "<p>First published September 11, 2023. Figures were revised after the audit was out.</p>"
    )
    assert read(below="<p>Updated February 8, 2025</p>", behind=fine, lang="en") == DAY
    assert read(behind=fine, lang="en") == DAY


def test_an_update_that_machines_are_told_too_is_none() -> None:
    """The page has no other day; then it is not told when it appeared."""
    said = {"@type": "NewsArticle", "headline": TITLE, "dateModified": "2025-02-08T08:00:00+07:00"}
    head = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    assert read(below="<p>Cập nhật 08/02/2025</p>", head=head) is None
    assert read(below="<p>Cập nhật 08/02/2025</p>") == "2025-02-08"


@pytest.mark.parametrize(
    ("line", "others", "day"),
    [
        ("9/11/2023", "", "2023-11-09"),
        ("9/11/2023", "<p>Bài khác 11/25/2021</p>", "2023-09-11"),
        ("9/11/2023", "<p>Bài khác 25/11/2021</p>", "2023-11-09"),
        ("Thứ hai, 9/11/2023", "", "2023-09-11"),
        ("Thứ năm, 9/11/2023", "<p>Bài khác 11/25/2021</p>", "2023-11-09"),
        ("9/11/2023 8:05:33 AM", "", None),
        ("9/11/2023 8:05:33 AM", "<p>9/25/2021 8:05:33 AM</p>", "2023-09-11"),
        ("9/11/2023 8:05:33 AM", "<p>25/9/2021 8:05:33 AM</p>", "2023-11-09"),
        ("3/09/2023 8:05:33 AM", "", "2023-09-03"),
        ("Mon, 9/11/2023", "", "2023-09-11"),
        ("11-09-23", "<p>28-08-23</p><p>31-08-23</p>", "2023-09-11"),
        ("11-09-23", "<p>28-08-23</p>", None),
        ("11-09-08", "<p>12-10-09</p><p>01-02-08</p>", None),
    ],
)
def test_which_figure_is_the_month(line: str, others: str, day: str | None) -> None:
    """Day first, unless weekday or neighbours say otherwise; two figures for a year need three."""
    page = (
        f"<html lang=vi><body><h1>{TITLE}</h1><p>{line}</p>{TEXT}<div>{others}</div></body></html>"
    )
    assert article_of_html(page.encode(), "https://bao.example/551").published == day


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-09-11T08:00:00+07:00">',
        '<meta name="DC.date.created" content="2023-09-11">',
        '<meta name="pubdate" content="Mon, 11 Sep 2023 03:00:00 GMT">',
        '<meta name="date" content="1694401200">',
        '<script type="application/ld+json">{"@type": "AnalysisNewsArticle", '
        '"headline": "x", "datePublished": "2023-09-11"}</script>',
        '<script type="application/ld+json">//<![CDATA[\n{"@type": "NewsArticle", '
        '"datePublished": "September 11, 2023"}\n//]]></script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a "b"", '
        '"datePublished": "2023-09-11T08:00:00+07:00",}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, '
        '{"@type": "WebPage", "datePublished": "2023-09-11T01:20:33+00:00"}]}</script>',
        "<script>dataLayer.push({'section': 'x', 'publishDate': '2023-09-11 08:00'});</script>",
        '<script>var pub_date = "2023-09-11";</script>',
    ],
)
def test_what_machines_are_told_in_the_head(head: str) -> None:
    assert read(head=head) == DAY


@pytest.mark.parametrize(
    "markup",
    [
        '<span itemprop="datePublished" content="2023-09-11T09:00:00+07:00"></span>',
        '<span itemprop="datePublished">2023-09-11</span>',
        '<abbr class="published" title="2023-09-11T10:00:00+07:00">10:00</abbr>',
        '<a href="#"><abbr class="published" title="2023-09-11T10:00:00+07:00">10:00</abbr></a>',
        '<time datetime="2023-09-11T10:00:00+07:00">hai năm trước</time>',
        '<span class="when" data-publish="1694401200">Đang tải…</span>',
        '<span data-time="1694401200000"></span>',
        '<span data-published-date="2023-09-11"></span>',
    ],
)
def test_what_machines_are_told_in_elements(markup: str) -> None:
    others = (
        '<ul><li><time datetime="2020-01-01">x</time></li></ul>'
        '<a data-publish="1577836800" data-time="1577836800000">Bài khác</a>'
    )
    assert read(below=f"<p>{markup}</p>", end=others) == DAY


def test_the_state_that_scripts_work_with() -> None:
    """Of the article whose headline stands there, not of those beside it."""
    state = {
        "props": {
            "article": {"title": TITLE, "date_published": "2023-09-11T11:20:00+07:00"},
            "related": [{"title": "Bài khác", "date_published": "2022-04-02T10:00:00+07:00"}],
        }
    }
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    assert read(end=script) == DAY
    assert read(end=f"<script>window.__STATE__={json.dumps(state)};</script>") == DAY
    del state["props"]["article"]
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    assert read(end=script) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("xa-hoi/lop-hoc-20230911184455123.htm", DAY),
        ("?act=detail&nid=20230911104533", DAY),
        ("tin.aspx?ItemID=5521&d=20230911", DAY),
        ("2023/09/11/lop-hoc", DAY),
        ("2023-09-11/lop-hoc", DAY),
        ("2023/9/11", DAY),
        ("lop-hoc-20231311.htm", None),
        ("lop-hoc-202309111.htm", None),
        ("lop-hoc-5-6-2022-44120.html", None),
        ("20230911-20230912.html", None),
    ],
)
def test_the_address(path: str, day: str | None) -> None:
    assert read(url=f"https://bao.example/{path}") == day


def test_a_number_in_the_address_does_not_outvote_what_is_printed() -> None:
    """It is often that of a draft; where others differ it has a voice."""
    url = "https://bao.example/lop-hoc-20230908184455123.htm"
    assert read(below="<p>11/09/2023</p>", url=url) == DAY
    meta = '<meta property="article:published_time" content="2025-01-01T08:00:00+07:00">'
    assert read(below="<p>11/09/2023</p>", head=meta) is None
    near = "https://bao.example/lop-hoc-20230910184455123.htm"
    assert read(below="<p>11/09/2023</p>", head=meta, url=near) == DAY


def test_a_day_printed_and_in_the_address_outvotes_what_machines_copy() -> None:
    """A site built anew, with the day of the build in every place for machines."""
    built = "2026-11-20T02:14:09Z"
    said = {"@type": "BlogPosting", "headline": TITLE, "datePublished": built}
    head = (
        f'<meta property="article:published_time" content="{built}">'
        f'<script type="application/ld+json">{json.dumps(said)}</script>'
    )
    url = "https://bao.example/2023/09/11/lop-hoc-moi/"
    assert read(below="<p>11/09/2023</p>", head=head, url=url) == DAY
    assert read(below="<p>12/10/2023</p>", head=head, url=url) == "2026-11-20"


@pytest.mark.parametrize(
    ("line", "lead", "url", "picture", "day"),
    [
        ("Thứ hai, 11/9, 8:00", "", "2023/09/lop-hoc", "", DAY),
        ("Thứ hai, 11/9, 8:00", "", "lop-hoc", "2023/09/11/lop.jpg", DAY),
        ("Thứ ba, 11/9, 8:00", "", "2023/09/lop-hoc", "", None),
        ("Thứ hai, 11/9, 8:00", "", "2023/10/lop-hoc", "", None),
        ("Thứ hai, 11/9, 8:00", "", "lop-hoc", "", None),
        ("", "KUANTAN, 11 Sept – ", "2023/09/kes", "", DAY),
        ("", "KUANTAN, 11 Sept – ", "2023/08/kes", "", None),
        ("", "Pada 11 September, ", "2023/09/kes", "", None),
    ],
)
def test_a_day_without_its_year(
    line: str, lead: str, url: str, picture: str, day: str | None
) -> None:
    """The address of the page or of its pictures has the year, and the same month."""
    text = TEXT.replace("<p>", f"<p>{lead}", 1) + f'<img src="https://img.example/{picture}">'
    found = read(below=f"<p>{line}</p>", text=text, url=f"https://bao.example/{url}/551.html")
    assert found == day


@pytest.mark.parametrize(
    ("lang", "stamp", "line", "day"),
    [
        ("ms", "2022-06-30T16:10:00Z", "1 Julai 2022, 12:10 pagi", "2022-07-01"),
        ("id", "2023-05-09T16:20:00Z", "I Made Artha | 10 Mei 2023 00:20 WITA", "2023-05-10"),
        ("id", "2023-02-08T22:05:00Z", "Rabu, 8 Februari 2023 | 22:05 WIT", "2023-02-08"),
        ("vi", "2024-03-05T17:30:00Z", "", "2024-03-06"),
        ("vi", "2024-03-05T16:30:00Z", "", "2024-03-05"),
        ("ms", "2024-03-05T16:30:00Z", "", "2024-03-06"),
        ("id", "2024-03-05T16:30:00Z", "", None),
        ("en", "2024-03-05T16:30:00Z", "", None),
        ("en", "2024-03-05T17:30:00Z", "", "2024-03-06"),
    ],
)
def test_times_in_utc_around_midnight(lang: str, stamp: str, line: str, day: str | None) -> None:
    """The day that readers saw; where the page does not say, and zones differ, none."""
    meta = f'<meta property="article:published_time" content="{stamp}">'
    assert read(lang=lang, head=meta, below=f"<p>{line}</p>") == day
