"""What the site keeps out: markup from the web, foreign hosts, scripts of archived pages."""

from __future__ import annotations

import re

import pytest

from corpus.folder import DataFolder
from corpus.serving.site import FactsDatasette
from tests.corpus.serving.sample import ask, fact_of, get, links_in, page, words_of

# ----------------------------------------------------------------- hostile text


def _hostile_pages(site: FactsDatasette, folder: DataFolder) -> list[str]:
    fact = fact_of(folder, "31 tổ chức")
    estimate = ask(folder, "SELECT estimate FROM estimate_fact WHERE fact = ?", fact)
    return [
        page(site, f"/-/evidence/{fact}"),
        page(site, f"/-/estimate/{estimate}"),
        page(site, "/facts/figures?measure=ngo+count"),
        page(site, "/facts/reconciled"),
        page(site, "/facts/fact?_size=5"),
        page(site, f"/facts/fact/{fact}"),
        page(site, "/facts/source"),
        page(site, "/facts/version"),
    ]


def test_text_from_the_web_is_never_markup(site, folder):
    for html in _hostile_pages(site, folder):
        assert "pwned" in html
        assert "<script>document" not in html
        assert "<img" not in html
        assert "<b>'phi" not in html
        assert "<i>tin" not in html


def test_our_pages_hold_no_script_at_all(site, folder):
    for path in ("/", f"/-/evidence/{fact_of(folder, '31 tổ chức')}"):
        html = page(site, path)
        assert "<script" not in html
        assert not re.search(r"<[^>]+\son\w+=", html)
        assert not re.search(r"<[^>]+\sstyle=", html)


def test_only_web_addresses_arelinks_in(site, folder):
    for html in _hostile_pages(site, folder):
        for link in links_in(html):
            assert re.match(r"/(?!/)|https?://|#", link), link
    html = page(site, f"/-/evidence/{fact_of(folder, '31 tổ chức')}")
    assert "javascript:alert(document.domain)//x" in words_of(html)
    assert "This sentence on the live page" not in html


def test_quotes_in_the_text_are_whole_words_of_the_page(site, folder):
    html = page(site, f"/-/evidence/{fact_of(folder, '31 tổ chức')}")
    assert "31 tổ chức &lt;b&gt;&#39;phi chính phủ&#39;&lt;/b&gt;" in html
    assert "Sơn La &amp; vùng lân cận" in html


# ---------------------------------------------------------------- policies


def test_policies_stand_on_every_answer(site, folder):
    fact = fact_of(folder, "228,7")
    for path in ("/", f"/-/evidence/{fact}", "/-/evidence/0123456789abcdef", "/nowhere"):
        policy = get(site, path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';"), path
        assert "script" not in policy
    for path in ("/facts/figures", "/facts/figures.json", "/pressfacts/pressfacts.css"):
        headers = get(site, path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'"), path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", ""])
def test_a_foreign_host_name_gets_nothing(site, host):
    answer = get(site, "/facts/figures.json", headers={"Host": host})
    assert answer.status_code == 421
    assert "228" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "[::1]:8001"])
def test_names_of_this_machine_are_answered(site, host):
    assert get(site, "/", headers={"Host": host}).status_code == 200


def test_an_archived_page_is_sandboxed_and_decoded(site, folder):
    snapshot = ask(folder, "SELECT id FROM snapshot WHERE source = 'tin'")
    answer = get(site, f"/-/archived/{snapshot}")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == (
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Bản lưu của bài báo: hơn 228,7 triệu USD" in answer.content.decode()


def test_an_archived_text_is_plain_text(site, folder):
    snapshot = ask(folder, "SELECT id FROM snapshot WHERE source = 'van'")
    answer = get(site, f"/-/archived/{snapshot}")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "Bản lưu văn bản thuần.\nKhông có con số nào ở đây.\n"
