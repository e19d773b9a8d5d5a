"""``add-source``: the skeleton of a source file, from what a look at the site found."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from crawler.discovery import Entry, Feed, Listing, Seed, Sitemap, read
from crawler.discovery.xml import NotXmlError
from crawler.look.gathered import Gathered, family_of
from crawler.look.links import has_headline, headlines, sections
from crawler.look.shapes import Guess, guess_calendar, guess_pattern
from crawler.pages.generic import article_of_html
from crawler.pages.nstp_feed import FullTextFeed
from crawler.urls import host_of, untracked
from extract.language import decide

_COUNTRIES = {"vn": "VN", "my": "MY", "id": "ID"}
_BY_LANGUAGE = {"vi": "VN", "ms": "MY", "id": "ID"}
_HOURS = {"MY": 8}
_XML = re.compile(rb"\s*<(?:\?xml|rss|urlset|sitemapindex|feed|rdf)\b", re.IGNORECASE)


@dataclass(slots=True)
class Skeleton:
    """A source file as far as it can be told, and what a person should look at."""

    name: str
    host: str
    title: str = ""
    language: str | None = None
    page: str = "GenericPage"
    guess: Guess | None = None
    seeds: list[Seed] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def country(self) -> str:
        """The country by the host's ending, else by the language."""
        ending = self.host.rpartition(".")[2]
        return _COUNTRIES.get(ending) or _BY_LANGUAGE.get(self.language or "", "VN")


def skeleton(name: str, host: str, look: Gathered) -> Skeleton:
    """Return what ``look`` tells of the site ``host``; nothing is asked any more."""
    found = Skeleton(name, host)
    pages = [page for page in look.answers.values() if not _is_xml(page)]
    _robots(look, found)
    announced = _discovery(look, found)
    linked = [url for page in pages for url in headlines(page)]
    fronts = [page for page in pages if not has_headline(page.url)]
    _address(announced or linked, [p.url for p in fronts], fronts, found)
    articles = [page for page in pages if has_headline(page.url) or _matches(found, page.url)]
    _pages(articles, found)
    title = next((page.css("title::text").get() for page in fronts), None)
    found.title = " ".join((title or host).split())[:80]
    if not found.seeds:
        front = fronts[0].url if fronts else f"https://{host}/"
        found.seeds.append(Listing(front))
        found.doubts.append(
            "discovery: neither sitemap nor feed was found; links of the front page"
        )
    return found


def _matches(found: Skeleton, url: str) -> bool:
    return found.guess is not None and re.search(found.guess.pattern, url) is not None


def _is_xml(page: TextResponse) -> bool:
    return _XML.match(page.body) is not None


def _robots(look: Gathered, found: Skeleton) -> None:
    for origin, verdict in look.robots.items():
        if verdict.closed or verdict.forbids(f"{origin}/"):
            found.said.append(f"{origin}/robots.txt: {verdict.closed or 'closed to us'}")
            found.doubts.append("robots.txt closes the site: ask the outlet, or leave it")
            continue
        sitemaps = len(list(verdict.rules.sitemaps)) if verdict.rules else 0
        rules = f"open, sitemaps named: {sitemaps}" if verdict.rules else "none"
        asks = f", asks for {verdict.delay:g} s between requests" if verdict.delay else ""
        found.said.append(f"{origin}/robots.txt: {rules}{asks}")


def _discovery(look: Gathered, found: Skeleton) -> list[str]:
    """Take every sitemap and feed that can be read; return the addresses they announce."""
    announced: list[str] = []
    inside: set[str] = set()
    for url, page in look.answers.items():
        if not _is_xml(page):
            continue
        for seed in (Sitemap(url), Feed(url)):
            entries = _entries(page, seed)
            if not entries:
                continue
            sitemaps = [entry.url for entry in entries if entry.is_sitemap]
            inside |= set(sitemaps)
            pages = [
                e.url for e in entries if not e.is_sitemap and host_of(e.url).endswith(found.host)
            ]
            announced += [untracked(url) for url in pages]
            kind = type(seed).__name__.lower()
            found.said.append(f"{kind} {url}: {len(pages)} pages, {len(sitemaps)} sitemaps")
            if url not in inside:
                found.seeds.append(_seed(seed, sitemaps, page, found))
            break
    return list(dict.fromkeys(announced))


def _entries(page: TextResponse, seed: Seed) -> list[Entry]:
    try:
        return [entry for entry in read(page, seed) if entry and entry.url]
    except NotXmlError:
        return []


def _seed(seed: Seed, sitemaps: Sequence[str], page: TextResponse, found: Skeleton) -> Seed:
    if isinstance(seed, Sitemap) and sitemaps:
        follow = guess_calendar(sitemaps)
        if follow is None:
            found.doubts.append(
                f"follow: which of the {len(sitemaps)} sitemaps of {seed.url} to read"
            )
        return Sitemap(seed.url, follow=follow or "")
    if isinstance(seed, Feed) and "content:encoded" in page.text:
        found.doubts.append(f"full_text: {seed.url} holds texts; are they whole? then page is "
                            f"{FullTextFeed.__name__} and full_text true")  # fmt: skip
    return seed


def _address(
    candidates: list[str], others: list[str], fronts: list[TextResponse], found: Skeleton
) -> None:
    articles = [url for url in candidates if has_headline(url)] or candidates
    plain = [url for page in fronts for url in sections(page)]
    found.guess = guess_pattern(articles, [*others, *plain], host=found.host)
    if found.guess is None:
        found.doubts.append("article: no address to guess a pattern from")
        return
    share = f"{found.guess.matched} of {found.guess.announced} announced addresses"
    found.doubts.append(f"article: the pattern matches {share}; compare it with a few articles")
    for url in found.guess.wrong[:3]:
        found.doubts.append(f"article: the pattern matches {url}, which looks like no article")


def _pages(articles: list[TextResponse], found: Skeleton) -> None:
    families = Counter(kind.__name__ for page in articles if (kind := family_of(page.text)))
    if families:
        found.page = families.most_common(1)[0][0]
        found.said.append(
            f"marks of {found.page} on {families[found.page]} of {len(articles)} pages"
        )
    else:
        found.doubts.append("page: no family's marks; the generic page class reads it")
    texts = [article_of_html(page.body, page.url).text for page in articles]
    languages = Counter(decide(text).lang for text in texts if text)
    languages.pop("und", None)
    if languages:
        found.language = languages.most_common(1)[0][0]
    if found.language not in _BY_LANGUAGE:
        found.doubts.append(
            f"languages: {found.language or 'none'} was told; expected vi, ms or id"
        )


def toml_of(found: Skeleton, *, day: str) -> str:
    """Return the file; ``day`` is the ISO day of the look."""
    return "\n".join(_lines(found, day)) + "\n"


def _lines(found: Skeleton, day: str) -> Iterator[str]:
    yield f"# A skeleton from a look at {found.host} on {day}; lines with ? are guesses."
    yield from (f"# {line}" for line in found.said)
    hours = _HOURS.get(found.country)
    gov = ".gov." in f".{found.host}."
    yield f"name = {_text(found.name)}"
    yield f"title = {_text(found.title)}  # ? the name as people write it"
    yield f"hosts = [{_text(found.host)}]"
    yield f"languages = [{_text(found.language or 'vi')}]"
    yield f"country = {_text(found.country)}"
    yield f"kind = {_text('portal' if gov else 'newspaper')}  # ?"
    yield f"page = {_text(found.page)}"
    yield f"article = '{found.guess.pattern if found.guess else '.'}'  # ?"
    if hours:
        yield f"zone_hours = {hours}"
    yield "delay = 5"
    yield f"notes = {_text(f'robots.txt: looked at on {day}. terms: not seen.')}"
    for seed in found.seeds:
        yield from ("", "[[discovery]]", f"type = {_text(type(seed).__name__.lower())}")
        yield f"url = {_text(seed.url)}"
        if isinstance(seed, Sitemap) and seed.follow:
            yield f"follow = '{seed.follow}'  # ?"
    fields = "address title lead body byline date discovery"
    yield from _evidence(fields, "guessed", "a first look by machine", day)
    yield from _evidence("robots", "seen", "asked for by machine", day)
    yield from _evidence("terms", "unknown", "not seen", "")


def _evidence(fields: str, mark: str, witness: str, day: str) -> Iterator[str]:
    yield from ("", "[[evidence]]", f"fields = {_text(fields)}", f"mark = {_text(mark)}")
    yield f"witness = {_text(witness)}"
    if day:
        yield f"when = {_text(day[:7])}"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def name_for(url: str) -> str:
    """Return a name for the source at ``url``: the telling part of its host."""
    parts = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    telling = [part for part in parts[:-1] if part not in ("com", "co", "org", "net", "gov")]
    name = re.sub(r"[^a-z0-9]+", "_", "_".join(telling) or "source").strip("_")
    return name if name[:1].isalpha() else f"s_{name}"
