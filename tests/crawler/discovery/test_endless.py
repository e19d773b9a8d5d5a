"""Calendars and lists without an end: left in time, named in one line, the others go on."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from corpus.folder import DataFolder
from crawler import sources
from crawler.running.process import Job
from crawler.running.report import SourceReport
from crawler.running.run import work
from tests.crawler.loopback import Answer, html, loopback, page, sitemap, xml

HOST = "http://lich.example"
SOURCE = """
name = "lich"
title = "Lịch"
hosts = ["lich.example"]
languages = ["vi"]
country = "VN"
kind = "portal"
page = "EpiPage"
article = '/bai-\\d+\\.html$'
topic = "all"
delay = 0

[[discovery]]
"""
LISTING = f'type = "listing"\nurl = "{HOST}/1"\nnext_page = "a.next"\nmost_pages = 4\n'
OTHER = SOURCE.replace("lich", "khac") + 'type = "sitemap"\nurl = "http://khac.example/s.xml"\n'


def crawled(
    folder: DataFolder, seed: str, answers: Mapping[str, Answer]
) -> tuple[Mapping[str, SourceReport], list[str]]:
    """Crawl the source with this seed beside a sound one; return the report and what was asked."""
    folder.claim(demonstration=False)
    folder.sources.mkdir()
    (folder.sources / "lich.toml").write_text(SOURCE + seed, "utf-8")
    (folder.sources / "khac.toml").write_text(OTHER, "utf-8")
    sound = {
        "http://khac.example/s.xml": xml(sitemap("http://khac.example/bai-1.html")),
        "http://khac.example/bai-1.html": html(page()),
    }
    with loopback({**answers, **sound}) as server:
        modules = sources.modules_for(folder)
        job = Job(str(folder.root), {"lich": (), "khac": ()}, modules, "x", server.address)
        report = work(job)
        asked = [url for url in server.urls() if HOST in url and "robots" not in url]
    assert report.sources["khac"].counts["fetched"] == 2
    assert report.sources["khac"].problems == []
    return report.sources, asked


def day(number: int, links: str) -> Answer:
    return html(
        f'<html><body>{links}<a class="next" href="/{number + 1}">→</a></body></html>'.encode()
    )


def told(report: Mapping[str, SourceReport]) -> list[str]:
    return [f"{problem.url}: {problem.what}" for problem in report["lich"].problems]


def test_a_calendar_of_empty_days_is_left_at_once(folder: DataFolder) -> None:
    """Each day leads to the next; the second brings nothing that the first had not."""
    answers = {
        f"{HOST}/{n}": day(n, '<a href="/chung.html">x</a>' if n == 1 else "") for n in range(1, 99)
    }
    answers |= {f"{HOST}/2": day(2, '<a href="/chung.html">x</a>')}
    seed = LISTING.replace("next_page", "links = 'a:not(.next)'\nnext_page")
    report, asked = crawled(folder, seed, answers)
    assert asked == [f"{HOST}/1", f"{HOST}/2"]
    assert told(report) == [f"{HOST}/1: page 2 of the list has no new link: left there"]


def test_a_list_that_always_has_more_is_left_at_its_limit(folder: DataFolder) -> None:
    """Every page has an article of its own; the articles met are fetched."""
    links = {n: f'<a href="/bai-{n}.html">x</a>' for n in range(1, 99)}
    answers = {f"{HOST}/{n}": day(n, links[n]) for n in links}
    answers |= {f"{HOST}/bai-{n}.html": html(page()) for n in links}
    report, asked = crawled(folder, LISTING, answers)
    assert sorted(asked) == sorted(
        [f"{HOST}/{n}" for n in range(1, 5)] + [f"{HOST}/bai-{n}.html" for n in range(1, 5)]
    )
    assert told(report) == [f"{HOST}/1: the list goes on after page 4: left there"]


def test_an_index_within_an_index_for_ever_is_left(folder: DataFolder) -> None:
    """Four are asked for; one that ends in time is read to its end and nothing is told."""
    seed = f'type = "sitemap"\nurl = "{HOST}/0.xml"\n'
    answers = {f"{HOST}/{n}.xml": index(f"{HOST}/{n + 1}.xml") for n in range(99)}
    report, asked = crawled(folder, seed, answers)
    assert asked == [f"{HOST}/{n}.xml" for n in range(4)]
    assert told(report) == [f"{HOST}/0.xml: index within index, 3 deep: not followed further"]


def test_three_indexes_are_followed_to_their_end(folder: DataFolder) -> None:
    """The sitemap under them is read."""
    seed = f'type = "sitemap"\nurl = "{HOST}/0.xml"\n'
    answers = {f"{HOST}/{n}.xml": index(f"{HOST}/{n + 1}.xml") for n in range(3)}
    answers[f"{HOST}/3.xml"] = xml(sitemap(f"{HOST}/bai-1.html"))
    answers[f"{HOST}/bai-1.html"] = html(page())
    report, asked = crawled(folder, seed, answers)
    assert asked[-1] == f"{HOST}/bai-1.html"
    assert told(report) == []


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
def test_a_page_in_place_of_a_sitemap_is_named(folder: DataFolder, kind: str) -> None:
    """As a site answers that has taken it away; no empty day."""
    answers = {f"{HOST}/x.xml": html(b"<!doctype html><html><body>Welcome</body></html>")}
    report, _ = crawled(folder, f'type = "{kind}"\nurl = "{HOST}/x.xml"\n', answers)
    (line,) = told(report)
    assert re.match(rf"{HOST}/x\.xml: .*(HTML|<html>|no XML)", line)


def index(*urls: str) -> Answer:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return xml(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'
    )
