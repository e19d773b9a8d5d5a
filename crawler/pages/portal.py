"""Provincial portals that look like VNPT's: no date, counters and labels among the text.

Seen in page texts only, so nothing here leans on class names: the article is
the element around the paragraph that begins with the portal's host in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from crawler.pages import dates
from crawler.pages.blocks import Block, blocks, tidy
from crawler.pages.page import Page

_LABEL = re.compile(
    r"image advertisement|no title\.*|lượt xem\s*:?\s*[\d.]*|[\d.]+\s*lượt xem|cỡ chữ\s*[+\-\s]*"
    r"|nhảy đến nội dung|đang online.*|hôm nay.*|trong tuần.*|tất cả.*|thống kê truy cập"
    r"|thông tin tra cứu|video tuyên truyền.*|in trang|quay lại|anh tin bai",
    re.IGNORECASE,
)
# Ban Biên tập; Nguyễn Văn A: up to five words that begin with a capital and end without a stop.
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?:\s+[^\W\d_]+){0,4}")


class PortalPage(Page):
    """An article of ``/<category>-<id>/<slug>-<number>``."""

    number_pattern = re.compile(r"-(\d+)/?$")
    drop = (".social", ".comment", "nav")

    def body_html(self) -> str | None:
        """Return the element around the paragraph that begins with ``(host)``."""
        opening = self.response.xpath(
            "//*[starts-with(normalize-space(.), $mark)]"
            "[not(*[starts-with(normalize-space(.), $mark)])]/..",
            mark=f"({self._host()})",
        )
        return opening.get()

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs without labels and counters; a last line that is a name signs."""
        found = [block for block in blocks(element, self.roles) if not _LABEL.fullmatch(block.text)]
        if found and found[0].text == self.title():
            found = found[1:]
        if found and found[-1].role == "body" and _NAME.fullmatch(found[-1].text):
            found[-1] = Block("byline", found[-1].text)
        return found

    def dates(self) -> Iterator[tuple[str, str | None]]:
        """Yield the day with which the lead begins after all others: it is that of the event."""
        yield from super().dates()
        html = self.body_html()
        if html is None:
            return
        first = self.response.xpath(
            "//*[starts-with(normalize-space(.), $mark)]"
            "[not(*[starts-with(normalize-space(.), $mark)])]",
            mark=f"({self._host()})",
        )
        lead = tidy(" ".join(first[0].css("::text").getall()))
        yield "lead (event)", dates.from_lead(lead)

    def _host(self) -> str:
        return self.response.url.split("/")[2].removeprefix("www.")
