"""Tables of saved pages: those of figures keep their rows, those that lay out a page do not."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from crawler.pages.dates import zone
from crawler.pages.epi import EpiPage
from crawler.pages.generic import article_of_html
from crawler.pages.page import Site

URL = "https://bao.example/vien-tro-phi-chinh-phu-post715622.html"
SITE = Site("e", ("vi",), zone(7))

_TABLE = (
    "<table><thead><tr><th>Lĩnh vực</th><th>Số\n khoản</th></tr></thead>"
    "<tbody><tr><td>Y tế</td><td><p>15</p></td></tr><tr><td>Giáo dục</td><td>30</td></tr></tbody>"
    "</table>"
)


def test_a_table_of_figures_keeps_its_rows() -> None:
    """A row is one paragraph, cells parted by bars, in every page class."""
    rows = ["Lĩnh vực | Số khoản", "Y tế | 15", "Giáo dục | 30"]
    body = f'<h1 class="cms-title">Việt</h1><div class="cms-body"><p>Kết quả:</p>{_TABLE}</div>'
    (article,) = EpiPage(HtmlResponse(URL, body=body.encode()), SITE).articles()
    assert article.text.split("\n\n")[2:] == rows
    told = "<p>Năm 2023, tỉnh tiếp nhận 45 khoản viện trợ phi chính phủ nước ngoài như sau.</p>" * 4
    html = f"<html><body><article><h1>Việt</h1>{told}{_TABLE}{told}</article></body></html>"
    unknown = article_of_html(html.encode(), "https://a.example/x")
    assert [words for words in unknown.text.split("\n\n") if "|" in words] == rows


def test_a_table_that_lays_out_a_page_is_no_table_of_figures() -> None:
    """A picture with its caption, one column, long cells: each cell is a paragraph as before."""
    long = "Đoàn công tác của tỉnh đã đến thăm các xã vùng cao và trao đổi với người dân. " * 4
    for table, expected in (
        ("<table><tr><td><img src=a.jpg></td></tr><tr><td>Ảnh: A</td></tr></table>", "Ảnh: A"),
        (f"<table><tr><td>{long}</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table>", "B"),
    ):
        body = f'<h1 class="cms-title">Việt</h1><div class="cms-body"><p>Tin:</p>{table}</div>'
        (article,) = EpiPage(HtmlResponse(URL, body=body.encode()), SITE).articles()
        assert expected in article.text.split("\n\n")
