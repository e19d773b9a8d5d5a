"""A look at a site: the skeleton of a source file, and a source held against its live site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.folder import DataFolder
from corpus.warc import all_records
from crawler import sources
from crawler.cli import main
from crawler.discovery import Feed, Sitemap
from crawler.errors import NoContactError
from crawler.look.adding import Added, KnownSourceError, add_source
from crawler.look.gathered import Gathered, family_of
from crawler.look.probe import Probe, probe
from crawler.look.run import look_at
from crawler.look.shapes import guess_calendar, guess_pattern
from crawler.look.skeleton import name_for
from crawler.pages.epi import EpiPage
from tests.crawler.loopback import ROOT, Answer, Loopback, html, loopback, sitemap, xml

HOST = "http://baosong.example"
CONTACT = "https://test.example/"
SLUGS = [
    "hoi-nghi-ve-vien-tro-phi-chinh-phu-post101",
    "viet-nam-va-cac-to-chuc-phi-chinh-phu-post102",
    "tong-ket-cong-tac-vien-tro-nam-2025-post103",
    "mua-lon-o-mien-trung-keo-dai-post104",
]
TEXT = (
    "<p>Sáng nay tại Hà Nội, hội nghị tổng kết công tác viện trợ phi chính phủ nước ngoài cho biết "
    "các tổ chức phi chính phủ nước ngoài đã viện trợ hơn 220 triệu USD cho Việt Nam trong năm qua.</p>"
    "<p>Các chương trình, dự án tập trung vào y tế, giáo dục và giảm nghèo ở các tỉnh miền núi.</p>"
)
FRONT = (
    '<html lang="vi"><head><title>Báo Sông</title>'
    '<link rel="alternate" type="application/rss+xml" href="/rss/home.rss"></head><body>'
    '<nav><a href="/thoi-su">Thời sự</a><a href="/doi-ngoai">Đối ngoại</a></nav>'
    + "".join(f'<a href="/{slug}.html">{slug}</a>' for slug in SLUGS)
    + '<a href="http://elsewhere.example/quang-cao-cua-ben-khac-post9.html">x</a></body></html>'
).encode()
ROBOTS = f"User-agent: *\nDisallow: /tim-kiem\nSitemap: {HOST}/sitemap.xml\n"


def article(slug: str) -> Answer:
    return html(
        f'<html><head><meta property="article:published_time" content="2026-11-20T08:00:00+07:00">'
        f'</head><body><h1 class="cms-title">{slug}</h1><div class="cms-desc">Tóm tắt {slug}.</div>'
        f'<div class="cms-body">{TEXT}</div></body></html>'.encode()
    )


def feed(*days: int) -> Answer:
    items = "".join(
        f"<item><title>{slug}</title><link>{HOST}/{slug}.html</link>"
        f"<pubDate>{day} Nov 2026 01:00:00 +0000</pubDate></item>"
        for slug, day in zip(SLUGS, days or (8, 12, 16, 20), strict=True)
    )
    return xml(f"<rss><channel>{items}</channel></rss>")


def site() -> dict[str, Answer]:
    months = "".join(
        f"<sitemap><loc>{HOST}/sitemaps/news-2026-{month}.xml</loc></sitemap>"
        for month in range(1, 12)
    )
    return {
        f"{HOST}/robots.txt": Answer(200, ROBOTS.encode()),
        f"{HOST}/": html(FRONT),
        f"{HOST}/thoi-su": html(FRONT),
        f"{HOST}/doi-ngoai": html(FRONT),
        f"{HOST}/sitemap.xml": xml(f"<sitemapindex>{months}</sitemapindex>"),
        f"{HOST}/sitemaps/news-2026-11.xml": xml(sitemap(*(f"{HOST}/{s}.html" for s in SLUGS))),
        f"{HOST}/rss/home.rss": feed(),
        **{f"{HOST}/{slug}.html": article(slug) for slug in SLUGS},
    }


Scouted = tuple[DataFolder, Loopback, Added]


@pytest.fixture(scope="module")
def scouted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scouted]:
    """A folder into which the site has been added as a source."""
    folder = DataFolder(tmp_path_factory.mktemp("look") / "data")
    with pytest.MonkeyPatch.context() as patch, loopback(site()) as server:
        patch.setenv("PYTHONPATH", str(ROOT))
        added = add_source(
            f"{HOST}/", folder, name=None, contact=CONTACT, delay=0, proxy=server.address
        )
        yield folder, server, added


def test_a_skeleton_is_a_source_file_that_loads(scouted: Scouted) -> None:
    """Host, language, family, discovery and a pattern for articles, as the site shows them."""
    folder, _, added = scouted
    assert added.problems == ()
    assert added.path == folder.sources / "baosong.toml"
    loaded = sources.examine(sources.modules_for(folder))
    assert loaded.problems == ()
    kind = loaded.sources["baosong"]
    assert (kind.title, kind.hosts, kind.languages, kind.country) == (
        "Báo Sông", ("baosong.example",), ("vi",), "VN",
    )  # fmt: skip
    assert kind.page is EpiPage
    assert set(kind.discovery) == {
        Sitemap(
            f"{HOST}/sitemap.xml",
            follow=r"/news-(?P<year>\d{4})-(?P<month>\d{1,2})\.xml",
        ),
        Feed(f"{HOST}/rss/home.rss"),
    }
    assert all(kind.is_article(f"{HOST}/{slug}.html") for slug in SLUGS)
    assert not any(kind.is_article(f"{HOST}{path}") for path in ("/", "/thoi-su", "/rss/home.rss"))


def test_a_look_is_short_polite_and_archived(scouted: Scouted) -> None:
    """robots.txt first, each page once, our name in every request, all of it in the archive."""
    folder, server, added = scouted
    asked = server.urls()
    assert asked[0] == f"{HOST}/robots.txt"
    assert len(asked) == len(set(asked)) == added.requests <= 12
    assert all(CONTACT in request.headers["User-Agent"] for request in server.seen)
    archived = {record.url for record in all_records(folder.warc) if record.type == "response"}
    assert archived == set(asked)


def test_the_file_says_what_was_found_and_what_is_a_guess(scouted: Scouted) -> None:
    """robots.txt, sitemaps and feeds stand at its head; doubts are printed."""
    _, _, added = scouted
    assert added.path is not None
    text = added.path.read_text("utf-8")
    assert f"# {HOST}/robots.txt: open, sitemaps named: 1" in text
    assert f"# feed {HOST}/rss/home.rss: 4 pages" in text
    assert "# marks of EpiPage on " in text
    assert any("matches 4 of 4 announced addresses" in doubt for doubt in added.doubts)


def test_nothing_is_written_over(scouted: Scouted, tmp_path: Path) -> None:
    """A host with a source, a name that is taken, a name that is none: told before any request."""
    folder, server, added = scouted
    asked = len(server.seen)
    before = added.path.read_bytes() if added.path else b""
    for url, name, what in (
        (f"{HOST}/", "other", "baosong covers this host"),
        ("https://www.nhandan.vn/", None, "nhandan covers this host"),
        ("http://new.example/", "baosong", "has this name, expected another"),
        ("http://new.example/", "nhandan", "crawler.spiders.nhandan has this name"),
        ("http://new.example/", "Báo", "expected small letters"),
    ):
        with pytest.raises(KnownSourceError, match=what):
            add_source(url, folder, name=name, contact=CONTACT, proxy=server.address)
    assert len(server.seen) == asked
    assert added.path is not None
    assert added.path.read_bytes() == before
    with pytest.raises(NoContactError):
        add_source("http://new.example/", DataFolder(tmp_path / "x"), name=None, contact=None)


def probed(scouted: Scouted, **changes: Answer) -> Probe:
    """Look at the source of the skeleton, with some answers of the site changed."""
    folder, server, _ = scouted
    file = folder.sources / "baosong.toml"
    text = file.read_text("utf-8")
    if "delay = 5" in text:
        file.write_text(text.replace("delay = 5", "delay = 0"), "utf-8")
    before = dict(server.answers)
    server.answers.update({f"{HOST}{path}": answer for path, answer in changes.items()})
    try:
        source, look, report = look_at("baosong", folder, contact=CONTACT, proxy=server.address)
        assert report.counts["requests"] <= 8
        assert not server.urls()[-1].endswith("robots.txt")
        return probe(source, look)
    finally:
        server.answers.clear()
        server.answers.update(before)


def test_a_source_that_is_as_its_file_says(scouted: Scouted) -> None:
    """Every field is told; nothing differs."""
    told = probed(scouted)
    assert told.differs == []
    shown = "\n".join(told.found)
    assert f"{HOST}/robots.txt: open" in shown
    assert f"feed {HOST}/rss/home.rss: 4 links, 4 of articles, 3 on the topic" in shown
    for line in (
        "title     hoi-nghi-ve-vien-tro-phi-chinh-phu-post101",
        "lead      Tóm tắt hoi-nghi",
        "date      2026-11-20 (meta)",
        "language  vi (",
        "byline    none",
        "class     EpiPage",
    ):
        assert line in shown


def test_what_differs_from_the_file_is_told(scouted: Scouted) -> None:
    """Another layout, addresses of another form, a feed that is gone, robots that close."""
    moved = feed().body.replace(b"-post", b"-p").replace(b".html", b"")
    plain = html(f"<html><body><h1>Tin</h1><div id='x'>{TEXT}</div></body></html>".encode())
    told = probed(
        scouted,
        **{f"/{slug}.html": plain for slug in SLUGS},
        **{
            "/rss/home.rss": Answer(200, moved, (("Content-Type", "application/xml"),)),
            "/sitemap.xml": html(b"<html>gone</html>"),
        },
    )
    text = "\n".join(told.differs)
    assert "discovery http://baosong.example/sitemap.xml: no link matches" in text
    assert (
        "discovery http://baosong.example/rss/home.rss: no link matches the article pattern" in text
    )
    assert "article: 4 of 4 links that look like articles do not match the pattern, such as" in text
    assert "no article could be read" in text


def test_families_are_told_by_their_marks() -> None:
    """All marks of a class must stand in the page."""
    assert family_of('<h1 class="cms-title"></h1><div class="cms-body">') is EpiPage
    assert family_of('<h1 class="cms-title"></h1>') is None
    assert family_of("<p>plain</p>") is None


@pytest.mark.parametrize(
    ("urls", "yes", "no"),
    [
        (
            ["https://a.vn/hoi-nghi-vien-tro-post1.html", "https://a.vn/mua-lon-o-hue-post22.html"],
            ["https://www.a.vn/tin-moi-nhat-hom-nay-post333.html", "http://a.vn/x-y-post4444.html"],
            ["https://a.vn/", "https://a.vn/thoi-su", "https://a.vn/tag/vien-tro.html", "https://b.vn/x-post1.html"],
        ),
        (
            ["https://a.id/read/2023/11/02/213400526/lsm-asing-bantu", "https://a.id/read/2024/01/12/9/dana-hibah"],
            ["https://money.a.id/read/2025/02/03/77/judul-baru"],
            ["https://a.id/read/terbaru", "https://a.id/tag/lsm"],
        ),
        (
            ["https://www.a.my/2024/12/06/kerajaan-salur-bantuan-kepada-ngo/", "https://www.a.my/2024/12/05/banjir-di-kelantan-2024/"],
            ["https://www.a.my/2025/01/31/satu-lagi-berita-baharu/"],
            ["https://www.a.my/", "https://www.a.my/category/negara/", "https://www.a.my/2024/12/"],
        ),
        (
            ["https://a.my/berita/nasional/2026/08/1598081/saya-76-tahun-jalan", "https://a.my/sukan/2026/08/1598082/pasukan-negara-menang-lagi"],
            ["https://a.my/dunia/eropah/2027/01/1700000/berita-dari-luar"],
            ["https://a.my/berita/nasional", "https://a.my/feed"],
        ),
        (
            ["https://a.my/bm/news.php?id=2401234", "https://a.my/bm/news.php?id=2401235"],
            ["https://a.my/bm/news.php?id=9"],
            ["https://a.my/bm/news.php", "https://a.my/bm/"],
        ),
        (
            ["https://a.vn/kinh-te/gia-ca-tang-102260708075512345.htm", "https://a.vn/doi-ngoai/vien-tro-102260708075512346.htm"],
            ["https://a.vn/y-te/benh-vien-moi-102260101000000000.htm"],
            ["https://a.vn/kinh-te.htm"],
        ),
    ],
)  # fmt: skip
def test_a_pattern_is_guessed_from_addresses(
    urls: list[str], yes: list[str], no: list[str]
) -> None:
    """It matches the next ones too, and no front page, section or other host."""

    guess = guess_pattern(urls, no, host=urls[0].split("/")[2].removeprefix("www."))
    assert guess is not None
    assert (guess.matched, guess.announced, guess.wrong) == (len(urls), len(urls), ())
    assert [url for url in yes if not re.search(guess.pattern, url)] == []


def test_a_calendar_of_sitemaps_is_seen() -> None:
    """Months with or without a zero, days; where most names tell none there is no calendar."""
    months = [f"https://a.vn/sitemaps/news-2026-{n}.xml" for n in range(1, 5)]
    seed = Sitemap("https://a.vn/sitemap.xml", follow=guess_calendar(months) or "")
    assert seed.last_day(months[2]) == "2026-03-31"
    days = [f"https://a.vn/sitemap-post/2026-07-{n:02d}.xml" for n in range(1, 5)]
    seed = Sitemap("https://a.vn/sitemap.xml", follow=guess_calendar(days) or "")
    assert seed.last_day(days[3]) == "2026-07-04"
    assert guess_calendar(["https://a.vn/pages.xml", "https://a.vn/tags.xml", months[0]]) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.baodaknong.vn/", "baodaknong"),
        ("https://thoidai.com.vn/x", "thoidai"),
        ("https://songv.langson.gov.vn/", "songv_langson"),
        ("https://24h.com.vn/", "s_24h"),
    ],
)
def test_a_name_comes_from_the_host(url: str, name: str) -> None:
    """Without www and endings."""
    assert name_for(url) == name


def test_a_feed_that_forgets_before_it_is_asked_again_is_told(scouted: Scouted) -> None:
    """Its reach is held against how often the source is due."""
    told = probed(scouted, **{"/rss/home.rss": feed(18, 19, 19, 20)})
    (line,) = told.differs
    assert line.startswith(
        f"discovery {HOST}/rss/home.rss: reaches back 3 days, the source is asked"
    )


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["add-source", "baosong.example"], "baosong.example: expected an address that begins"),
        (["add-source", "http://new.example/"], "contact: none, expected a mail or web address"),
        (["add-source", "https://nhandan.vn/"], "nhandan covers this host"),
        (
            ["check", "nobody", "--contact", "me@example.org"],
            "nobody: unknown source, expected one",
        ),
        (["check", "thoidai"], "contact: none, expected a mail or web address"),
    ],
)
def test_what_can_not_be_looked_at_is_told_in_one_line(
    arguments: list[str],
    what: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before any request, with exit status 2."""
    monkeypatch.delenv("PRESSFACTS_CONTACT", raising=False)
    assert main([*arguments, "--data", str(tmp_path / "data")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("pressfacts: ")
    assert what in line


def test_a_site_that_moved_is_followed_on_its_hosts_and_named_beyond(folder: DataFolder) -> None:
    """From one address to another of the host; to another host the look does not go."""
    here, there = "http://cu.example", "http://moi.example"
    answers = {
        f"{here}/": html(b"", ("Location", f"{there}/"), status=301),
        f"{there}/": html(FRONT),
    }
    with loopback(answers) as server:
        added = add_source(
            f"{here}/", folder, name=None, contact=CONTACT, delay=0, proxy=server.address
        )
        assert f"{there}/" not in server.urls()
    assert added.path is None
    assert f"hosts: {here}/ leads to {there}/; add that one if it is another host" in added.doubts
    seed = Sitemap(f"{here}/sitemap.xml")
    look = Gathered(moved={seed.url: f"{here}/a.xml", f"{here}/a.xml": f"{there}/b.xml"})
    kind = type("Moved", (sources.load()["nhandan"],), {"discovery": (seed,)})
    assert (
        f"discovery {seed.url}: leads to {there}/b.xml, which gave no usable answer"
        in probe(kind, look).differs
    )
