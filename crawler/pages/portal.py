"""Provincial portals that look like VNPT's: no date, counters and labels among the text.

Seen in page texts only, so nothing here leans on class names: the article is
the element around the paragraph that begins with the portal's host in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag
from parsel import Selector, SelectorList

from corpus.model import Article
from crawler.pages.blocks import Block, blocks, tidy
from crawler.pages.dates import Moment
from crawler.pages.generic import GenericPage
from crawler.pages.page import Page
from crawler.pages.witnesses import Candidate
from extract.model import Segment
from extract.published import published

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
        return self._opening.xpath("..").get()

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs without labels and counters; a last line that is a name signs."""
        found = [block for block in blocks(element, self.roles) if not _LABEL.fullmatch(block.text)]
        if found and found[0].text == self.title():
            found = found[1:]
        if found and found[-1].role == "body" and _NAME.fullmatch(found[-1].text):
            found[-1] = Block("byline", found[-1].text)
        return found

    def candidates(self) -> Iterator[Candidate]:
        """Yield the day with which the lead begins after all others: it is that of the event."""
        yield from super().candidates()
        for found in self._opening:
            lead = tidy(" ".join(found.css("::text").getall()))
            day = published(lead, "vi", [Segment("lead", 0, len(lead))])
            yield Candidate("lead (event)", lead, Moment(day[0]) if day else None)

    def articles(self) -> Iterator[Article]:
        """Yield the article; where no paragraph begins with the host, as of any site."""
        known = list(super().articles())
        yield from known or GenericPage(self.response, self.site).articles()

    @property
    def _opening(self) -> SelectorList[Selector]:
        return self.response.xpath(
            "//*[starts-with(normalize-space(.), $mark)]"
            "[not(*[starts-with(normalize-space(.), $mark)])]",
            mark=f"({self._host()})",
        )

    def _host(self) -> str:
        return self.response.url.split("/")[2].removeprefix("www.")
