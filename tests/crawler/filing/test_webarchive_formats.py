"""What indexes of web archives answer, what is chosen of it, and captures as they come."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import Response

from corpus import warc
from crawler import sources
from crawler.backfill.choice import is_wanted
from crawler.backfill.commoncrawl import CommonCrawl
from crawler.backfill.index import Answer as Read
from crawler.backfill.index import Archive, UnreadableIndexError, WrongCaptureError, plain_port
from crawler.backfill.run import WrongYearsError, years_of
from crawler.backfill.wayback import Wayback
from crawler.discovery.topic import FOREIGN_NGOS
from crawler.spider import NewsSpider
from tests.crawler.webarchives import DATA, INDEX, WAYBACK, Shot, WebArchive, packed

HOSTS = ("www.songhong.example", "songhong.example", "m.songhong.example", "cu.example")
SHOTS = [
    Shot(f"2013052008000{n}", f"http://songhong.example/phi-chinh-phu-{n}.html", b"%d" % n)
    for n in range(7)
]
HEAD = warc.Head.of(200, "OK", [(b"Content-Type", b"text/html")])


def archives(shots: list[Shot], largest: int = 3) -> list[tuple[Archive, WebArchive]]:
    server = WebArchive(shots, largest=largest)
    return [(Wayback([WAYBACK]), server), (CommonCrawl([INDEX, DATA]), server)]


def answered(archive: Archive, server: WebArchive, question: str) -> Read:
    answer = server(question.partition("#")[0], {})
    headers: dict[str, str] = dict(answer.headers)
    body = answer.body
    if headers.get("Content-Encoding") == "gzip":
        import gzip

        body = gzip.decompress(body)
    return archive.answer(question, Response(question, status=answer.status, body=body))


def walked(archive: Archive, server: WebArchive, year: int) -> list[Read]:
    """Ask from the first pages on, as far as they lead."""
    ahead = list(archive.questions(("songhong.example",), year, FOREIGN_NGOS))
    answers = []
    while ahead:
        answers.append(answered(archive, server, ahead.pop(0)))
        ahead += answers[-1].leads_to
    return answers


@pytest.mark.parametrize("which", [0, 1], ids=["wayback", "commoncrawl"])
def test_an_index_is_read_page_by_page(which: int) -> None:
    """By resume keys or numbers: every capture once, with time and digest."""
    archive, server = archives(SHOTS)[which]
    answers = walked(archive, server, 2013)
    captures = [one for answer in answers for one in answer.captures]
    assert [one.url for one in captures] == [shot.url for shot in SHOTS]
    assert [one.digest for one in captures] == [shot.digest for shot in SHOTS]
    assert captures[0].captured == "2013-05-20T08:00:00Z"
    assert len([answer for answer in answers if answer.captures]) == 3


@pytest.mark.parametrize("which", [0, 1], ids=["wayback", "commoncrawl"])
def test_an_empty_year_has_an_end(which: int) -> None:
    """An empty list, or a message with 404."""
    archive, server = archives(SHOTS)[which]
    assert [one for answer in walked(archive, server, 2005) for one in answer.captures] == []


def test_what_the_wayback_machine_is_asked() -> None:
    """One page a host with its subdomains: a year, pages that were articles, on the topic."""
    questions = Wayback().questions(HOSTS, 2008, FOREIGN_NGOS)
    assert all(url.startswith("https://web.archive.org/cdx/search/cdx?") for url in questions)
    queries = [parse_qs(urlsplit(url).query) for url in questions]
    assert [query["url"] for query in queries] == [["songhong.example"], ["cu.example"]]
    expected = {
        "matchType": ["domain"],
        "from": ["2008"],
        "to": ["2008"],
        "output": ["json"],
        "collapse": ["urlkey"],
        "showResumeKey": ["true"],
    }
    for query in queries:
        assert expected.items() <= query.items()
        assert query["filter"][:2] == ["statuscode:200", "mimetype:text/html"]
        assert query["filter"][2].startswith("original:(?i).*[^a-z0-9](phi[^a-z0-9]+chinh")
    assert {Wayback().year_of(url) for url in questions} == {2008}


def test_without_a_topic_every_page_of_the_year_is_asked_for() -> None:
    """For outlets that write of nothing else, and layouts whose addresses have no words."""
    (url,) = Wayback().questions(["a.example"], 2008, None)
    assert parse_qs(urlsplit(url).query)["filter"] == ["statuscode:200", "mimetype:text/html"]
    (url,) = CommonCrawl().questions(["a.example"], 2008, None)
    assert url.startswith("https://index.commoncrawl.org/collinfo.json#url=a.example&")
    assert parse_qs(urlsplit(url).fragment)["filter"] == ["=status:200", "=mime:text/html"]
    assert CommonCrawl().year_of(url) == 2008


@pytest.mark.parametrize(
    ("crawl", "years"),
    [
        ({"id": "CC-MAIN-2013-20"}, {2013}),
        ({"id": "CC-MAIN-2009-2010"}, {2009, 2010}),
        ({"id": "CC-MAIN-2012"}, {2012}),
        (
            {"id": "CC-MAIN-2014-52", "from": "2014-12-17T20:00:00", "to": "2015-01-02T00:00:00"},
            {2014, 2015},
        ),
        ({"id": "CC-NEWS"}, set()),
    ],
)
def test_the_years_of_a_crawl(crawl: dict[str, str], years: set[int]) -> None:
    """As the list tells them, else by the name."""
    archive = CommonCrawl()
    body = json.dumps([crawl]).encode()
    found = set()
    for year in range(2008, 2017):
        (question,) = archive.questions(["a.example"], year, None)
        if archive.answer(question, Response(question, body=body)).leads_to:
            found.add(year)
    assert found == years


@pytest.mark.parametrize(
    ("query", "status", "body", "what"),
    [
        ("", 200, b'[["timestamp","original"', "no JSON"),
        ("", 200, b"", "no JSON"),
        ("", 200, b'[["a","b"],["1","2"]]', r"columns \['a', 'b'\], expected timestamp"),
        ("", 200, b'[["timestamp","original","digest"],["x","y","z"]]', "row .*expected time"),
        ("", 200, b'[["timestamp","original","digest"],["20130520080000"]]', "row .*expected time"),
        ("", 200, b'{"error": 1}', "expected a list of rows"),
        ("", 400, b"[]", "HTTP 400"),
        ("&page=0", 200, b'{"timestamp": "2013', "no JSON"),
        ("&page=0", 200, b'{"timestamp": "20130520080000"}', "line .*expected time"),
        ("&page=0", 404, b"<html>nginx</html>", "HTTP 404"),
        ("&page=0", 200, b"[]", "expected a JSON dict"),
        ("&showNumPages=true", 200, b"{}", "pages None, expected a number"),
        ("#url=a&from=2013", 200, b"[{}]", "crawl {}, expected its id"),
        ("#url=a&from=2013", 404, b"[]", "HTTP 404"),
    ],
)
def test_a_cut_or_strange_answer_is_no_empty_year(
    query: str, status: int, body: bytes, what: str
) -> None:
    """It is named in one line."""
    archive = CommonCrawl() if query else Wayback()
    question = f"https://a.example/?from=2013{query}"
    with pytest.raises(UnreadableIndexError, match=what) as caught:
        archive.answer(question, Response(question, status=status, body=body))
    assert "\n" not in str(caught.value)


def took(archive: Archive, shot: Shot, response: Response) -> warc.Head:
    taken = archive.take(response, HEAD, url=plain_port(shot.url), captured="2013-05-20T08:00:00Z")
    assert taken.body == shot.body
    return taken.head


@pytest.mark.parametrize("legacy", [False, True], ids=["warc", "arc"])
def test_a_page_is_taken_out_of_its_record(legacy: bool) -> None:
    """With the head its server sent; ARC is how crawls were kept until 2012."""
    shot = replace(SHOTS[0], legacy=legacy, url="http://songhong.example:80/a.html")
    answer = Response(f"{DATA}/crawl-data/x.warc.gz", status=206, body=packed(shot))
    head = took(CommonCrawl(), shot, answer)
    assert head.headers == ((b"Content-Type", b"text/html; charset=utf-8"),)


@pytest.mark.parametrize(
    ("status", "body", "what"),
    [
        (206, packed(SHOTS[1]), "a record of http://songhong.example/phi-chinh-phu-1.html, exp"),
        (206, packed(SHOTS[0])[:-20], "the file ends inside this record"),
        (206, b"<html>no</html>", "no whole gzip member"),
        (200, packed(SHOTS[0]), "HTTP 200, expected a part of the file"),
        (404, b"", "HTTP 404"),
    ],
)
def test_what_is_not_the_record_asked_for_is_refused(status: int, body: bytes, what: str) -> None:
    """Another page, a part of a record, the whole file."""
    response = Response(f"{DATA}/crawl-data/x.warc.gz", status=status, body=body)
    with pytest.raises(WrongCaptureError, match=what):
        took(CommonCrawl(), SHOTS[0], response)


def test_a_redirect_leads_to_another_capture() -> None:
    """It is not taken for the one asked for."""
    response = Response(f"{WAYBACK}/web/2013id_/http://a.example/", status=302)
    with pytest.raises(WrongCaptureError, match="HTTP 302, expected the capture of 2013-05-20"):
        took(Wayback(), SHOTS[0], response)


WANTED: Mapping[str, tuple[str, ...]] = {
    "vietnamplus": (
        "http://www.vietnamplus.vn/vien-tro-phi-chinh-phu-cho-viet-nam/123456.vnp",
        "https://www.vietnamplus.vn/ngo-nuoc-ngoai-ho-tro-post1001.vnp",
    ),
    "nhandan": (
        "http://www.nhandan.com.vn/chinhtri/item/hoi-nghi-vien-tro-phi-chinh-phu.html",
        "http://nhandan.vn/vien-tro-phi-chinh-phu-post928020.html",
    ),
    "kompas": ("http://money.kompas.com/read/2010/11/02/21340052/lsm-asing?page=all",),
}
UNWANTED: Mapping[str, tuple[str, ...]] = {
    "vietnamplus": (
        "http://www.vietnamplus.vn/tag/vien-tro/",
        "http://www.vietnamplus.vn/bong-da-viet-nam-thang-thai-lan/123.vnp",
        "http://elsewhere.example/vien-tro-phi-chinh-phu-cho-viet-nam/1.vnp",
    ),
    "nhandan": ("http://www.nhandan.com.vn/", "http://nhandan.vn/rss/vien-tro.rss"),
    "kompas": ("http://money.kompas.com/tag/lsm-asing",),
}


@pytest.mark.parametrize("name", WANTED)
def test_which_addresses_look_like_articles_on_the_topic(name: str) -> None:
    """By the source's pattern on any of its hosts, or by a slug of several words."""
    kind = sources.load()[name]
    assert [url for url in WANTED[name] if not is_wanted(kind, url)] == []
    assert [url for url in UNWANTED[name] if is_wanted(kind, url)] == []


def test_a_former_layout_without_words_is_told_by_its_pattern() -> None:
    """The topic can't stand in such an address."""
    kind: type[NewsSpider] = type(
        "Old", (sources.load()["nhandan"],), {"former_article": r"[?&]article=\d+"}
    )
    assert is_wanted(kind, "http://www.nhandan.com.vn/tinbai/?top=37&article=9")
    assert not is_wanted(kind, "http://www.nhandan.com.vn/tinbai/?top=37")


@pytest.mark.parametrize(
    ("words", "years"),
    [("2004", (2004,)), ("2003-2005", (2003, 2004, 2005)), ("2007, 2003-2004", (2003, 2004, 2007))],
)
def test_years_as_they_are_given(words: str, years: tuple[int, ...]) -> None:
    """One, a span, several."""
    assert years_of(words, last=2026) == years


@pytest.mark.parametrize(
    "words", ["", "03-15", "2015-2003", "1990-2003", "2003-2030", "2003-", "x"]
)
def test_years_that_are_none(words: str) -> None:
    """One line says what was expected."""
    with pytest.raises(WrongYearsError, match="expected years from 1996 to 2026"):
        years_of(words, last=2026)
