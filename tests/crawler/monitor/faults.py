"""Every kind of fault that is injected: what the newspaper answers in its second week."""

from __future__ import annotations

import base64
import codecs
import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from tests.crawler.loopback import Answer, html, xml
from tests.crawler.monitor.weeks import FIRST, SECOND, News, feed, page, served, sitemap, week

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Fault:
    """A source with one fault, named by its host; ``cause`` is what must be found.

    ``change`` takes the articles of the second week and gives the answers that
    differ from those of a sound newspaper. ``told`` are further attributes of the
    source, ``count`` its articles a week.
    """

    name: str
    cause: str | None
    change: Callable[[Sequence[News]], Answers]
    seed: str = "feed"
    count: int = 8
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"{self.name.replace('_', '-')}.example"

    @property
    def document(self) -> str:
        return f"http://{self.host}/{self.seed}"

    def first(self) -> Answers:
        """What it answers in its first week."""
        news = week(self.host, FIRST, self.count)
        return served(self.host, self.seed, news, news)

    def second(self) -> Answers:
        """What it answers in its second week."""
        old, new = week(self.host, FIRST, self.count), week(self.host, SECOND, self.count)
        shown = [*new, *old]
        return {**served(self.host, self.seed, shown, shown), **self.change(new)}


def _small(title: str, words: str = "", head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{words}</body></html>".encode()


GATE = b'<script>document.cookie="D1N=abc";window.location.reload(true)</script>'
CLOUDFLARE = _small(
    "Just a moment...",
    "<noscript>Enable JavaScript and cookies to continue</noscript>",
    "<script>window._cf_chl_opt={cvId:'3'};</script>",
)
INCAPSULA = _small("", '<iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe>')
SUCURI = _small("Vui lòng chờ", "", "<script>var s={};sucuri_cloudproxy_js='';</script>")
PARKED = _small("vi-du.example", "<h1>Tên miền này đang được rao bán</h1>")
MAINTENANCE = _small("Bảo trì", "<p>Hệ thống đang bảo trì, mời quay lại sau.</p>")
LOGIN = _small("Đăng nhập", '<form><input name="u"><input type="password" name="p"></form>')
MISSING = _small("Không tìm thấy trang", "<p>Trang bạn tìm không tồn tại hoặc đã bị gỡ.</p>")
SHELL = _small("Tin", '<div id="root"></div><script src="/app.js"></script>')
EMPTY = _small("Tin", "<div></div>")
PAYWALL = _small("Tin", "<p>Nội dung dành cho người đăng ký.</p>", "<link class='paywall'>")
NOT_FREE = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
ENGLISH = (
    "<p>The provincial leaders received a delegation of an international organisation on Monday "
    "and discussed clean water for villages in the mountains during the next five years.</p>"
    "<p>Schools were given new classrooms, and people hope that work will go on as planned.</p>"
)


def _document(answer: Answer) -> Callable[[Sequence[News]], Answers]:
    """The feed itself answers something else."""

    def change(news: Sequence[News]) -> Answers:
        return {f"http://{news[0].host}/feed": answer}

    return change


def _pages(make: Callable[[News], Answer]) -> Callable[[Sequence[News]], Answers]:
    """Every article answers something else."""
    return lambda news: {one.url: make(one) for one in news}


def _status(status: int, body: bytes = b"no", *headers: tuple[str, str]) -> Answer:
    return html(body, *headers, status=status)


def _robots(rules: bytes, status: int = 200) -> Callable[[Sequence[News]], Answers]:
    return lambda news: {f"http://{news[0].host}/robots.txt": Answer(status, rules)}


def _to(target: str) -> Callable[[Sequence[News]], Answers]:
    """Every article redirects to ``target``; ``{host}`` is its own."""
    return _pages(lambda one: _status(302, b"", ("Location", target.format(host=one.host))))


def _misread(one: News) -> Answer:
    """UTF-8 taken for windows-1252 and written as UTF-8 again."""
    body = "".join(f"<p>{words}</p>" for words in one.paragraphs).encode()
    return page(one, body=body.decode("cp1252", errors="replace"))


def _encoded(one: News) -> Answer:
    secret = base64.b64encode(codecs.encode(" ".join(one.paragraphs), "rot13").encode() * 2)
    return page(one, body=f"<p>{secret.decode()}</p>")


def _old(news: Sequence[News], day: date) -> list[News]:
    return [replace(one, day=day) for one in news]


def _frozen(news: Sequence[News]) -> Answers:
    return {f"http://{news[0].host}/feed": feed(week(news[0].host, FIRST, len(news)))}


def _quiet(news: Sequence[News]) -> Answers:
    """The feed drops the oldest of its articles and has no new one."""
    return {f"http://{news[0].host}/feed": feed(week(news[0].host, FIRST, len(news))[:-1])}


def _short_reach(news: Sequence[News]) -> Answers:
    yesterday = SECOND - timedelta(days=1)
    return {f"http://{news[0].host}/feed": feed(_old(news, yesterday))}


def _moved_addresses(news: Sequence[News]) -> Answers:
    body = "".join(
        f"<item><title>{one.title}</title><link>http://{one.host}/news/{one.number}</link></item>"
        for one in news
    )
    return {f"http://{news[0].host}/feed": xml(f"<rss><channel>{body}</channel></rss>")}


def _flooded(news: Sequence[News]) -> Answers:
    """The sitemap lists everything under new addresses; the first ones are served."""
    many = [replace(news[0], number=n, title=f"Tin số {n}") for n in range(50_000, 50_900)]
    return {
        f"http://{news[0].host}/sitemap": sitemap(many),
        **{
            one.url: page(one, body=f"<p>{one.number}</p>" + "".join(one.paragraphs))
            for one in many[:20]
        },
    }


def _addresses(_: object, url: str) -> list[str]:
    """A mistake in a source file that shows in its second week."""
    if "/bai-2" in url:
        raise KeyError("edition")
    return [url]


DISCOVERY = (
    Fault("feed_401", "login_required", _document(_status(401))),
    Fault("feed_403", "refused", _document(_status(403))),
    Fault("feed_404", "not_found", _document(_status(404))),
    Fault("feed_410", "not_found", _document(_status(410))),
    Fault("feed_418", "bad_answer", _document(_status(418))),
    Fault("feed_429", "too_many_requests", _document(_status(429, b"", ("Retry-After", "0")))),
    Fault("feed_451", "legal_block", _document(_status(451))),
    Fault("feed_500", "server_error", _document(_status(500))),
    Fault("feed_503", "server_error", _document(_status(503, MAINTENANCE, ("Retry-After", "0")))),
    Fault("feed_challenge_200", "challenge_page", _document(html(CLOUDFLARE))),
    Fault("feed_challenge_403", "challenge_page", _document(_status(403, CLOUDFLARE))),
    Fault("feed_challenge_gzip", "challenge_page",
          _document(html(gzip.compress(CLOUDFLARE), ("Content-Encoding", "gzip")))),
    Fault("feed_incapsula", "challenge_page", _document(html(INCAPSULA))),
    Fault("feed_sucuri", "challenge_page", _document(html(SUCURI))),
    Fault("feed_challenge_header", "challenge_page",
          _document(_status(403, b"", ("cf-mitigated", "challenge")))),
    Fault("feed_gate", "cookie_gate", _document(html(GATE))),
    Fault("feed_html", "html_for_feed", _document(html(_small("Tin", "<p>Trang chủ</p>")))),
    Fault("feed_no_xml", "broken_xml", _document(xml("#EXTM3U, no feed"))),
    Fault("feed_empty", "empty_discovery", _document(xml("<rss><channel/></rss>"))),
    Fault("sitemap_empty", "empty_discovery",
          lambda news: {f"http://{news[0].host}/sitemap": sitemap([])}, seed="sitemap"),
    Fault("listing_shell", "empty_discovery",
          lambda news: {f"http://{news[0].host}/listing": html(SHELL)}, seed="listing"),
    Fault("listing_parked", "parked_domain",
          lambda news: {f"http://{news[0].host}/listing": html(PARKED)}, seed="listing"),
    Fault("feed_parked", "parked_domain", _document(html(PARKED))),
    Fault("feed_maintenance", "maintenance", _document(html(MAINTENANCE))),
    Fault("feed_login", "login_wall", _document(html(LOGIN))),
    Fault("feed_soft_404", "soft_404", _document(html(MISSING))),
    Fault("feed_moved_away", "moved_away",
          _document(_status(301, b"", ("Location", "http://moi.example/feed")))),
    Fault("feed_cut", "connection_broken", _document(Answer(200, b"<rss>", length=999))),
    Fault("feed_no_gzip", "undecodable",
          _document(Answer(200, b"no gzip", (("Content-Encoding", "gzip"),)))),
    Fault("feed_frozen", "frozen_discovery", _frozen, count=24),
    Fault("feed_stale", "frozen_discovery",
          lambda news: {f"http://{news[0].host}/feed": feed(_old(news, date(2026, 4, 1)))}),
    Fault("feed_future", "future_dates",
          lambda news: {f"http://{news[0].host}/feed": feed(news, later=400)}),
    Fault("feed_short", "feed_too_short", _short_reach),
    Fault("feed_quiet", "gone_quiet", _quiet, count=24),
    Fault("sitemap_flooded", "flooded", _flooded, seed="sitemap", told={"most_pages": 20}),
    Fault("feed_new_shape", "changed_addresses", _moved_addresses),
    Fault("listing_shrunk", "fewer_links",
          lambda news: {f"http://{news[0].host}/feed": feed(news[:2])}, count=24),
    Fault("robots_forbid", "robots_forbids", _robots(b"User-agent: *\nDisallow: /\n")),
    Fault("robots_503", "robots_unreachable", _robots(b"", status=503)),
    Fault("source_raises", "source_error", lambda news: {}, told={"addresses": _addresses}),
)  # fmt: skip

ARTICLES = (
    Fault("page_402", "paywall", _pages(lambda one: _status(402))),
    Fault("page_403", "refused", _pages(lambda one: _status(403))),
    Fault("page_404", "not_found", _pages(lambda one: _status(404))),
    Fault("page_500", "server_error", _pages(lambda one: _status(500))),
    Fault("page_challenge", "challenge_page", _pages(lambda one: html(CLOUDFLARE))),
    Fault("page_gate", "cookie_gate", _pages(lambda one: html(GATE))),
    Fault("page_cut", "connection_broken", _pages(lambda one: Answer(200, b"<html>", length=999))),
    Fault("page_brotli", "undecodable",
          _pages(lambda one: html(b"\x1b\xff", ("Content-Encoding", "br")))),
    Fault("page_too_large", "too_large", _pages(lambda one: page(one, head=" " * 30_000)),
          told={"custom_settings": {"PRESSFACTS_ANSWER_BYTES": 20_000}}),
    Fault("page_to_login", "login_wall", _to("http://{host}/dang-nhap?ve=1")),
    Fault("page_to_front", "sent_to_front", _to("http://{host}/")),
    Fault("page_to_other", "moved_away", _to("http://khac.example/")),
    Fault("page_robots", "robots_forbids", _robots(b"User-agent: *\nDisallow: /bai-\n")),
)  # fmt: skip

READING = (
    Fault("title_renamed", "title_missing", _pages(lambda one: page(one, title_class="headline"))),
    Fault("body_renamed", "body_missing", _pages(lambda one: page(one, body_class="content"))),
    Fault("date_renamed", "date_missing", _pages(lambda one: page(one, date_class="when"))),
    Fault("date_reworded", "date_missing", _pages(lambda one: page(one, date="hôm qua"))),
    Fault("date_of_crawl", "crawl_day_as_date",
          _pages(lambda one: page(one, date=f"{SECOND:%d/%m/%Y}"))),
    Fault("date_fixed", "same_date", _pages(lambda one: page(one, date="01/01/2026"))),
    Fault("body_repeated", "repeated_body",
          _pages(lambda one: page(one, body="<p>Đọc báo ở đâu cũng được, mời bạn tải ứng dụng.</p>"))),
    Fault("title_repeated", "repeated_title", _pages(lambda one: page(one, title="Báo điện tử"))),
    Fault("english", "wrong_language", _pages(lambda one: page(one, body=f"{one.number} {ENGLISH}"))),
    Fault("misread", "garbled", _pages(_misread)),
    Fault("encoded", "scrambled", _pages(_encoded)),
    Fault("shell", "js_only", _pages(lambda one: html(SHELL))),
    Fault("nothing", "empty_page", _pages(lambda one: html(EMPTY))),
    Fault("soft_404", "soft_404", _pages(lambda one: html(MISSING))),
    Fault("login_200", "login_wall", _pages(lambda one: html(LOGIN))),
    Fault("paywall", "paywall", _pages(lambda one: html(PAYWALL))),
    Fault("not_free", "paywall",
          _pages(lambda one: page(one, body=f"<p>{one.paragraphs[0]}</p>", head=NOT_FREE))),
    Fault("repairs", "maintenance", _pages(lambda one: html(MAINTENANCE))),
    Fault("for_sale", "parked_domain", _pages(lambda one: html(PARKED))),
    Fault("pdf", "not_html", _pages(lambda one: html(b"%PDF-1.7\n" + one.url.encode()))),
    Fault("json", "not_html",
          _pages(lambda one: Answer(200, b'{"a": 1}', (("Content-Type", "application/json"),)))),
    Fault("teasers", "shorter_texts",
          _pages(lambda one: page(one, body=f"<p>{one.title}: {one.paragraphs[0]}</p>"))),
    Fault("off_topic", "nothing_wanted",
          lambda news: {f"http://{news[0].host}/feed": feed([replace(one, title="Bóng đá") for one in news])},
          count=24),
)  # fmt: skip


def _some_trouble(news: Sequence[News]) -> Answers:
    """One page gone, one without date: a healthy week."""
    return {news[0].url: _status(404), news[1].url: page(news[1], date="")}


def _breaking(news: Sequence[News]) -> Answers:
    """Three of eight articles are of the crawl's own day."""
    today = _old(news[:3], SECOND)
    answers = {one.url: page(one) for one in today}
    return {
        **answers,
        f"http://{news[0].host}/feed": feed([*today, *news[3:], *week(news[0].host, FIRST)]),
    }


SOUND = (
    Fault("sound", None, lambda news: {}),
    Fault("sound_sitemap", None, lambda news: {}, seed="sitemap"),
    Fault("sound_listing", None, lambda news: {}, seed="listing"),
    Fault("sound_small", None, lambda news: {}, count=1),
    Fault("sound_large", None, lambda news: {}, count=24),
    Fault("some_trouble", None, _some_trouble),
    Fault("breaking_news", None, _breaking),
    Fault("login_in_the_head", None,
          _pages(lambda one: page(one, head='<form><input type="password"></form>'))),
    Fault("writes_of_repairs", None,
          _pages(lambda one: page(one, title=f"Bảo trì cầu số {one.number}"))),
)  # fmt: skip

FAULTS = (*DISCOVERY, *ARTICLES, *READING)
EVERY = (*FAULTS, *SOUND)
