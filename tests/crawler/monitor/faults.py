"""Every kind of fault that is injected: what the newspaper answers in its second week."""

from __future__ import annotations

import base64
import codecs
import gzip
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from crawler.discovery import Feed
from tests.crawler.loopback import Answer, html, xml
from tests.crawler.monitor.fault import (
    Answers,
    Fault,
    document,
    everything,
    pages,
    robots,
    small,
    status,
    to,
)
from tests.crawler.monitor.weeks import FIRST, SECOND, News, feed, page, sitemap, week

GATE = b'<script>document.cookie="D1N=abc";window.location.reload(true)</script>'
CLOUDFLARE = small(
    "Just a moment...",
    "<noscript>Enable JavaScript and cookies to continue</noscript>",
    "<script>window._cf_chl_opt={cvId:'3'};</script>",
)
INCAPSULA = small("", '<iframe src="/_Incapsula_Resource?CWUDNSAI=9"></iframe>')
SUCURI = small("Vui lòng chờ", "", "<script>var s={};sucuri_cloudproxy_js='';</script>")
PARKED = small("vi-du.example", "<h1>Tên miền này đang được rao bán</h1>")
MAINTENANCE = small("Bảo trì", "<p>Hệ thống đang bảo trì, mời quay lại sau.</p>")
LOGIN = small("Đăng nhập", '<form><input name="u"><input type="password" name="p"></form>')
MISSING = small("Không tìm thấy trang", "<p>Trang bạn tìm không tồn tại hoặc đã bị gỡ.</p>")
SHELL = small("Tin", '<div id="root"></div><script src="/app.js"></script>')
EMPTY = small("Tin", "<div></div>")
FRONT = html(small("Báo", "<h1>Trang chủ</h1>" + "<p>Tin trong ngày.</p>" * 20))
PAYWALL = small("Tin", "<p>Nội dung dành cho người đăng ký.</p>", "<link class='paywall'>")
NOT_FREE = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
ENGLISH = (
    "<p>The provincial leaders received a delegation of an international organisation on Monday "
    "and discussed clean water for villages in the mountains during the next five years.</p>"
    "<p>Schools were given new classrooms, and people hope that work will go on as planned.</p>"
)


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


def _two_feeds(shown: Sequence[News]) -> Answers:
    """Every other article stands in a feed of its own."""
    host = f"http://{shown[0].host}"
    return {f"{host}/feed": feed(shown[::2]), f"{host}/feed-2": feed(shown[1::2])}


def _second_feed_frozen(news: Sequence[News]) -> Answers:
    old = week(news[0].host, FIRST, len(news))
    return {f"http://{news[0].host}/feed-2": feed(old[1::2])}


def _of_all(make: Callable[[News], Answer]) -> Callable[[Sequence[News]], Answers]:
    """Every page of the site answers something else, those of the first week included."""

    def change(news: Sequence[News]) -> Answers:
        return pages(make)([*news, *week(news[0].host, FIRST)])

    return change


DISCOVERY = (
    Fault("feed_401", "login_required", document(status(401))),
    Fault("feed_403", "refused", document(status(403))),
    Fault("feed_404", "not_found", document(status(404))),
    Fault("feed_410", "not_found", document(status(410))),
    Fault("feed_418", "bad_answer", document(status(418))),
    Fault("feed_429", "too_many_requests", document(status(429, b"", ("Retry-After", "0")))),
    Fault("feed_451", "legal_block", document(status(451))),
    Fault("feed_500", "server_error", document(status(500))),
    Fault("feed_503", "server_error", document(status(503, MAINTENANCE, ("Retry-After", "0")))),
    Fault("feed_challenge_200", "challenge_page", document(html(CLOUDFLARE))),
    Fault("feed_challenge_403", "challenge_page", document(status(403, CLOUDFLARE))),
    Fault("feed_challenge_gzip", "challenge_page",
          document(html(gzip.compress(CLOUDFLARE), ("Content-Encoding", "gzip")))),
    Fault("feed_incapsula", "challenge_page", document(html(INCAPSULA))),
    Fault("feed_sucuri", "challenge_page", document(html(SUCURI))),
    Fault("feed_challenge_header", "challenge_page",
          document(status(403, b"", ("cf-mitigated", "challenge")))),
    Fault("feed_gate", "cookie_gate", document(html(GATE))),
    Fault("feed_html", "html_for_feed", document(html(small("Tin", "<p>Trang chủ</p>")))),
    Fault("feed_no_xml", "broken_xml", document(xml("#EXTM3U, no feed"))),
    Fault("feed_empty", "empty_discovery", document(xml("<rss><channel/></rss>"))),
    Fault("sitemap_empty", "empty_discovery",
          lambda news: {f"http://{news[0].host}/sitemap": sitemap([])}, seed="sitemap"),
    Fault("listing_shell", "empty_discovery",
          lambda news: {f"http://{news[0].host}/listing": html(SHELL)}, seed="listing"),
    Fault("listing_parked", "parked_domain",
          lambda news: {f"http://{news[0].host}/listing": html(PARKED)}, seed="listing"),
    Fault("feed_parked", "parked_domain", document(html(PARKED))),
    Fault("feed_maintenance", "maintenance", document(html(MAINTENANCE))),
    Fault("feed_login", "login_wall", document(html(LOGIN))),
    Fault("feed_soft_404", "soft_404", document(html(MISSING))),
    Fault("feed_moved_away", "moved_away",
          document(status(301, b"", ("Location", "http://moi.example/feed")))),
    Fault("feed_cut", "connection_broken", document(Answer(200, b"<rss>", length=999))),
    Fault("feed_no_gzip", "undecodable",
          document(Answer(200, b"no gzip", (("Content-Encoding", "gzip"),)))),
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
    Fault("one_feed_frozen", "frozen_discovery", _second_feed_frozen, count=48, beside=_two_feeds,
          told={"discovery": (Feed("http://one-feed-frozen.example/feed"),
                              Feed("http://one-feed-frozen.example/feed-2"))}),
    Fault("robots_forbid", "robots_forbids", robots(b"User-agent: *\nDisallow: /\n")),
    Fault("robots_503", "robots_unreachable", robots(b"", status=503)),
    Fault("source_raises", "source_error", lambda news: {}, told={"addresses": _addresses}),
)  # fmt: skip

WHOLE = (
    Fault("all_429", "too_many_requests",
          everything(lambda host: status(429, b"", ("Retry-After", "0")), FRONT)),
    Fault("all_503", "robots_unreachable", everything(lambda host: status(503), FRONT)),
    Fault("all_403", "refused", everything(lambda host: status(403), FRONT)),
    Fault("all_to_front", "sent_to_front",
          everything(lambda host: status(302, b"", ("Location", f"{host}/")), FRONT)),
    Fault("all_to_other", "moved_away",
          everything(lambda host: status(301, b"", ("Location", "http://khac.example/")), FRONT)),
    Fault("all_challenged", "challenge_page",
          everything(lambda host: status(403, CLOUDFLARE), status(403, CLOUDFLARE))),
)  # fmt: skip

ARTICLES = (
    Fault("page_402", "paywall", pages(lambda one: status(402))),
    Fault("page_403", "refused", pages(lambda one: status(403))),
    Fault("page_404", "not_found", pages(lambda one: status(404))),
    Fault("page_500", "server_error", pages(lambda one: status(500))),
    Fault("page_challenge", "challenge_page", pages(lambda one: html(CLOUDFLARE))),
    Fault("page_gate", "cookie_gate", pages(lambda one: html(GATE))),
    Fault("page_cut", "connection_broken", pages(lambda one: Answer(200, b"<html>", length=999))),
    Fault("page_brotli", "undecodable",
          pages(lambda one: html(b"\x1b\xff", ("Content-Encoding", "br")))),
    Fault("page_too_large", "too_large", pages(lambda one: page(one, head=" " * 30_000)),
          told={"custom_settings": {"PRESSFACTS_ANSWER_BYTES": 20_000}}),
    Fault("page_to_login", "login_wall", to("http://{host}/dang-nhap?ve=1")),
    Fault("page_to_front", "sent_to_front", to("http://{host}/")),
    Fault("page_to_other", "moved_away", to("http://khac.example/")),
    Fault("page_robots", "robots_forbids", robots(b"User-agent: *\nDisallow: /bai-\n")),
)  # fmt: skip

READING = (
    Fault("title_renamed", "title_missing", pages(lambda one: page(one, title_class="headline"))),
    Fault("body_renamed", "body_missing", pages(lambda one: page(one, body_class="content"))),
    Fault("date_renamed", "date_missing", pages(lambda one: page(one, date_class="when"))),
    Fault("date_reworded", "date_missing", pages(lambda one: page(one, date="hôm qua"))),
    Fault("date_of_crawl", "crawl_day_as_date",
          pages(lambda one: page(one, date=f"{SECOND:%d/%m/%Y}"))),
    Fault("date_fixed", "same_date", pages(lambda one: page(one, date="01/01/2026"))),
    Fault("body_repeated", "repeated_body",
          pages(lambda one: page(one, body="<p>Đọc báo ở đâu cũng được, mời bạn tải ứng dụng.</p>"))),
    Fault("title_repeated", "repeated_title", pages(lambda one: page(one, title="Báo điện tử"))),
    Fault("english", "wrong_language", pages(lambda one: page(one, body=f"{one.number} {ENGLISH}"))),
    Fault("misread", "garbled", pages(_misread)),
    Fault("encoded", "scrambled", pages(_encoded)),
    Fault("shell", "js_only", pages(lambda one: html(SHELL))),
    Fault("nothing", "empty_page", pages(lambda one: html(EMPTY))),
    Fault("soft_404", "soft_404", pages(lambda one: html(MISSING))),
    Fault("login_200", "login_wall", pages(lambda one: html(LOGIN))),
    Fault("paywall", "paywall", pages(lambda one: html(PAYWALL))),
    Fault("not_free", "paywall",
          pages(lambda one: page(one, body=f"<p>{one.paragraphs[0]}</p>", head=NOT_FREE))),
    Fault("repairs", "maintenance", pages(lambda one: html(MAINTENANCE))),
    Fault("for_sale", "parked_domain", pages(lambda one: html(PARKED))),
    Fault("pdf", "not_html", pages(lambda one: html(b"%PDF-1.7\n" + one.url.encode()))),
    Fault("json", "not_html",
          pages(lambda one: Answer(200, b'{"a": 1}', (("Content-Type", "application/json"),)))),
    Fault("teasers", "shorter_texts",
          pages(lambda one: page(one, body=f"<p>{one.title}: {one.paragraphs[0]}</p>"))),
    Fault("section_empty", "empty_page",
          lambda news: {one.url: page(one, body="") for one in news if one.section == "y-te/"},
          count=32, sections=("kinh-te/", "xa-hoi/", "", "y-te/")),
    Fault("section_undated", "date_missing",
          lambda news: {one.url: page(one, date="") for one in news if one.section == "y-te/"},
          count=32, sections=("kinh-te/", "xa-hoi/", "", "y-te/")),
    Fault("one_article_new_layout", "body_missing",
          _of_all(lambda one: page(one, body_class="content")), later=1),
    Fault("one_article_no_dates", "date_missing", _of_all(lambda one: page(one, date="")), later=1),
    Fault("one_article_crawl_day", "crawl_day_as_date",
          _of_all(lambda one: page(one, date=f"{SECOND:%d/%m/%Y}")), later=1),
    Fault("one_article_one_date", "date_moved",
          _of_all(lambda one: page(one, date="01/01/2026")), later=1),
    Fault("one_article_teasers", "shorter_texts",
          _of_all(lambda one: page(one, body=f"<p>{one.title}: {one.paragraphs[0]}</p>")), later=1),
    Fault("one_article_sold", "paywall",
          _of_all(lambda one: page(one, body="".join(f"<p>{words}</p>" for words in one.paragraphs[:6]),
                                   head=NOT_FREE)), later=1),
    Fault("one_article_english", "wrong_language",
          _of_all(lambda one: page(one, body=f"{one.number} {ENGLISH}")), later=1),
    Fault("one_article_gone", "not_found", _of_all(lambda one: status(404)), later=1),
    Fault("one_article_misread", "garbled", _of_all(_misread), later=1),
    Fault("off_topic", "nothing_wanted",
          lambda news: {f"http://{news[0].host}/feed": feed([replace(one, title="Bóng đá") for one in news])},
          count=24),
)  # fmt: skip


def _some_trouble(news: Sequence[News]) -> Answers:
    """One page gone, one without date: a healthy week."""
    return {news[0].url: status(404), news[1].url: page(news[1], date="")}


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
    Fault("sound_two_feeds", None, lambda news: {}, count=48, beside=_two_feeds,
          told={"discovery": (Feed("http://sound-two-feeds.example/feed"),
                              Feed("http://sound-two-feeds.example/feed-2"))}),
    Fault("sound_sections", None, lambda news: {}, count=32,
          sections=("kinh-te/", "xa-hoi/", "", "y-te/")),
    Fault("sound_all_written_anew", None,
          _of_all(lambda one: page(one, head="<meta name='v' content='2'>")), later=2),
    Fault("some_trouble", None, _some_trouble),
    Fault("breaking_news", None, _breaking),
    Fault("login_in_the_head", None,
          pages(lambda one: page(one, head='<form><input type="password"></form>'))),
    Fault("writes_of_repairs", None,
          pages(lambda one: page(one, title=f"Bảo trì cầu số {one.number}"))),
)  # fmt: skip

FAULTS = (*DISCOVERY, *WHOLE, *ARTICLES, *READING)
EVERY = (*FAULTS, *SOUND)
