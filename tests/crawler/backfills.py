"""One source, what two archives hold of it, and the asking: for the tests of the early years."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.folder import DataFolder
from corpus.warc import Record, all_records
from crawler.backfill.run import backfill
from crawler.running.report import SourceReport
from tests.crawler.loopback import Loopback, page
from tests.crawler.webarchives import DATA, INDEX, WAYBACK, Shot

SOURCE = """
name = "songhong"
title = "Sông Hồng"
hosts = ["songhong.example"]
former_hosts = ["songhong.com.example"]
languages = ["vi"]
country = "VN"
kind = "newspaper"
page = "EpiPage"
article = '^https://songhong\\.example/[\\w-]+-post\\d+\\.html$'
"""
BASES = {"wayback": [WAYBACK], "commoncrawl": [INDEX, DATA]}
OLD = (
    "<html><body><div id='menu'>Trang nhất</div><div class='tin'><h1>Viện trợ năm 2007</h1>"
    "<p>Năm 2007, các tổ chức phi chính phủ nước ngoài đã viện trợ hơn 245 triệu USD cho "
    "các chương trình, dự án tại Việt Nam, theo báo cáo tại hội nghị sáng 12-3-2008 ở Hà Nội.</p>"
    "<p>Báo cáo cho biết có hơn 650 tổ chức có quan hệ với Việt Nam.</p></div></body></html>"
).encode()
NEW = page("<p>Năm 2013, viện trợ đạt 300 triệu USD.</p>", title="Viện trợ phi chính phủ 2013")

FORMER, TODAY = "http://www.songhong.com.example", "http://songhong.example"
HEADLINE = "vien-tro-phi-chinh-phu-nam-2007/12.vnp"
ARTICLE = f"{TODAY}/vien-tro-phi-chinh-phu-post77.html"
_EARLY = "CC-MAIN-2008-2009"
SHOTS = [
    Shot("20080312101500", f"{FORMER}:80/{HEADLINE}", OLD, crawl=_EARLY),
    Shot("20080501000000", f"{FORMER}/bong-da-viet-nam-thang/13.vnp", OLD + b"x", crawl=_EARLY),
    Shot("20080601000000", f"{FORMER}/tag/vien-tro/", b"<html>tag</html>", crawl=_EARLY),
    Shot("20130520080000", ARTICLE, NEW),
    Shot("20130901080000", ARTICLE, NEW + b"<!-- later -->"),
]


def prepared(folder: DataFolder, more: str = "") -> DataFolder:
    """Put the source into ``folder``."""
    folder.claim(demonstration=False)
    folder.sources.mkdir()
    (folder.sources / "songhong.toml").write_text(SOURCE + more, "utf-8")
    return folder


def ask(
    folder: DataFolder, server: Loopback, years: Iterable[int], archive: str = "wayback"
) -> SourceReport:
    """Ask ``archive`` without pauses; return the report on the source."""
    report = backfill(
        "songhong",
        folder,
        archive=archive,
        years=years,
        contact="https://test.example/",
        bases=BASES[archive],
        delay=0,
        proxy=server.address,
    )
    return report.sources["songhong"]


def filed(folder: DataFolder) -> list[Record]:
    """Return the records of captures."""
    return [record for record in all_records(folder.warc) if record.source_uri]
