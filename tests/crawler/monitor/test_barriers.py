"""What keeps us out is told from an article, whatever status and coding it comes in."""

from __future__ import annotations

import gzip

import pytest
from scrapy.http import HtmlResponse, Response

from crawler.monitor.barriers import barrier, cause_of_status, is_scrambled, page_cause
from tests.crawler.monitor import faults

URL = "http://tin.example/bai-1.html"
TEXT = "<p>Tỉnh Hà Giang tiếp nhận hỗ trợ của một tổ chức quốc tế cho các xã vùng cao.</p>" * 9


def html(body: str | bytes, status: int = 200, **headers: str) -> HtmlResponse:
    content = body.encode() if isinstance(body, str) else body
    return HtmlResponse(URL, status=status, body=content, headers=headers, encoding="utf-8")


@pytest.mark.parametrize(
    ("response", "cause"),
    [
        (html(faults.GATE), "cookie_gate"),
        (html(faults.CLOUDFLARE), "challenge_page"),
        (html(faults.CLOUDFLARE, 403), "challenge_page"),
        (html(faults.CLOUDFLARE, 503), "challenge_page"),
        (html(faults.INCAPSULA), "challenge_page"),
        (html(faults.SUCURI), "challenge_page"),
        (html("", 403, **{"cf-mitigated": "challenge"}), "challenge_page"),
        (Response(URL, body=gzip.compress(faults.CLOUDFLARE),
                  headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}),
         "challenge_page"),
        (html(f"<title>Just a moment: bridges</title>{TEXT}"), None),
        (html(f"<h1>Tin</h1>{TEXT}<script src='/_Incapsula_Resource?a'></script>"), None),
        (html(f"<script>document.cookie='a=b'; window.location</script>{TEXT * 9}"), None),
        (html("<p>ngắn</p>"), None),
        (html(b"\x1b\xff", **{"Content-Encoding": "br"}), None),
    ],
)  # fmt: skip
def test_a_barrier_is_told_from_an_article(response: Response, cause: str | None) -> None:
    found = barrier(response)
    assert (found.cause if found else None) == cause


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (faults.SHELL, "js_only"),
        (faults.EMPTY, "empty_page"),
        (faults.MISSING, "soft_404"),
        (faults.LOGIN, "login_wall"),
        (faults.PAYWALL, "paywall"),
        (faults.MAINTENANCE, "maintenance"),
        (faults.PARKED, "parked_domain"),
        (b"%PDF-1.7", "not_html"),
        (TEXT, "body_missing"),
        (f"<h1>404 hộ dân</h1>{TEXT * 3}", "body_missing"),
        (f"<p>{'QUJDREVGR0hJSktMTU5PUA' * 40}</p>", "scrambled"),
    ],
)  # fmt: skip
def test_why_a_page_holds_no_article(body: str | bytes, cause: str) -> None:
    assert page_cause(html(body)) == cause


@pytest.mark.parametrize(
    ("status", "cause"),
    [(200, None), (304, None), (401, "login_required"), (403, "refused"), (410, "not_found"),
     (418, "bad_answer"), (429, "too_many_requests"), (451, "legal_block"), (502, "server_error")],
)  # fmt: skip
def test_the_status_names_a_cause(status: int, cause: str | None) -> None:
    assert cause_of_status(status) == cause


def test_words_are_no_scramble() -> None:
    assert not is_scrambled("Hội nghị vận động viện trợ phi chính phủ nước ngoài " * 20)
    assert is_scrambled("%$#@!()*&^ " * 40)
