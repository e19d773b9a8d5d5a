"""A small newspaper of two weeks, sound in both: its discovery documents and its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

from tests.crawler.loopback import Answer, html, sitemap_of, xml

FIRST = date(2026, 5, 4)
SECOND = date(2026, 5, 11)
"""The Mondays on which the newspaper is crawled; no holiday is near."""

PLACES = (
    "Hà Giang", "Lào Cai", "Điện Biên", "Sơn La", "Hòa Bình", "Quảng Trị", "Kon Tum", "Gia Lai",
)  # fmt: skip
_SENTENCES = (
    "Sáng {day} tháng, tại {place}, lãnh đạo tỉnh đã tiếp đoàn công tác của một tổ chức quốc tế.",
    "Buổi làm việc bàn về chương trình nước sạch cho {number} bản vùng cao trong giai đoạn tới.",
    "Theo báo cáo, các trường học ở {place} đã có thêm phòng học và nhà vệ sinh hợp chuẩn.",
    "Đại diện tổ chức cho biết sẽ tiếp tục phối hợp với địa phương để mở rộng hoạt động.",
    "Ông Nguyễn Văn {letter} đề nghị các huyện rà soát nhu cầu trước khi ký thỏa thuận mới.",
    "Người dân mong muốn các dự án được triển khai đúng tiến độ và có sự giám sát chặt chẽ.",
    "Hội nghị cũng nghe ý kiến của {number} xã về kinh nghiệm vận động nguồn lực từ bên ngoài.",
    "Kết thúc buổi làm việc, hai bên thống nhất lịch khảo sát thực địa trong tháng sau.",
)


@dataclass(frozen=True)
class News:
    """One article of ``host``: its number, its day, what is printed, its section if any."""

    host: str
    number: int
    day: date
    title: str
    paragraphs: tuple[str, ...]
    section: str = ""

    @property
    def url(self) -> str:
        return f"http://{self.host}/{self.section}bai-{self.number}.html"


def week(host: str, crawled: date, count: int = 8, sections: Sequence[str] = ("",)) -> list[News]:
    """The articles of ``host`` in the seven days before ``crawled``, the newest first.

    They stand in ``sections`` in turn; one is empty or ends in a slash.
    """
    start = 1_000 * (1 + (crawled - FIRST).days // 7)
    return [
        replace(
            _news(host, start + at, crawled - timedelta(days=1 + at % 6)),
            section=sections[at % len(sections)],
        )
        for at in range(count)
    ]


def _news(host: str, number: int, day: date) -> News:
    place = PLACES[number % len(PLACES)]
    words = {
        "day": number,
        "place": place,
        "number": number % 90 + 3,
        "letter": chr(65 + number % 20),
    }
    paragraphs = tuple(sentence.format(**words) for sentence in _SENTENCES)
    return News(host, number, day, f"{place} bàn việc hợp tác số {number}", paragraphs)


def page(news: News, **changed: str) -> Answer:
    """The page of ``news``; ``changed`` replaces title, body, date, or a class of the markup."""
    told = {
        "title": news.title,
        "body": "".join(f"<p>{paragraph}</p>" for paragraph in news.paragraphs),
        "date": f"{news.day:%d/%m/%Y}",
        "title_class": "cms-title",
        "body_class": "cms-body",
        "date_class": "article__meta",
        "head": "",
    } | changed
    return html(
        (
            f"<html><head><title>{told['title']}</title>{told['head']}</head><body>"
            f'<h1 class="{told["title_class"]}">{told["title"]}</h1>'
            f'<div class="{told["date_class"]}">{told["date"]}</div>'
            f'<div class="{told["body_class"]}">{told["body"]}</div></body></html>'
        ).encode()
    )


def feed(news: Iterable[News], *, later: int = 0) -> Answer:
    """An RSS feed of ``news``; ``later`` days are added to what it says of their dates."""
    items = "".join(
        f"<item><title>{one.title}</title><link>{one.url}</link>"
        f"<pubDate>{_printed(one.day + timedelta(days=later))}</pubDate></item>"
        for one in news
    )
    return xml(f'<rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>')


def sitemap(news: Iterable[News]) -> Answer:
    """A sitemap of ``news``."""
    return xml(sitemap_of(*((one.url, one.day.isoformat()) for one in news)))


def listing(news: Iterable[News]) -> Answer:
    """A page of links to ``news``."""
    links = "".join(f'<li><a href="{one.url}">{one.title}</a></li>' for one in news)
    return html(f"<html><body><ul>{links}</ul></body></html>".encode())


def served(
    host: str, seed: str, news: Sequence[News], shown: Sequence[News]
) -> Mapping[str, Answer]:
    """Everything ``host`` answers: ``shown`` in its discovery document, pages of ``news``."""
    document = {"feed": feed, "sitemap": sitemap, "listing": listing}[seed](shown)
    return {f"http://{host}/{seed}": document, **{one.url: page(one) for one in news}}


def _printed(day: date) -> str:
    return format_datetime(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))
