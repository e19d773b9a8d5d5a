"""Reading one text: language, segments, sentences, quantities, facts.

``read`` is the one way in. It looks at nothing but its argument: no network,
no clock, no files but the package's own data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from extract.accounts import counts_of, rejections_of
from extract.arithmetic.compared import find_bases
from extract.arithmetic.summed import mark_parts
from extract.assembly import fact_of
from extract.conference import find_conference
from extract.drafts import SentenceReading
from extract.facts import read_sentence
from extract.grids import grid_rows
from extract.headlines import take_back
from extract.homeland import in_own_dollars
from extract.language import decide
from extract.lexicon import Lexicon, languages, lexicon
from extract.linking.context import Context, Outline
from extract.linking.letters import kinds_given
from extract.linking.when.later import dating
from extract.model import READ_ROLES, Document, Look, Reading, Segment
from extract.outline import outline, review_period
from extract.places import Place, find_places
from extract.published import published
from extract.repeats import join_repeats
from extract.restated import take_up
from extract.scan import Scan, Sentence, scan_sentence
from extract.segments import find_segments
from extract.sentences import split_sentences
from extract.text import normalise
from extract.tokens import Token, Tokens, in_cells
from extract.told import told_day
from extract.undated import date_undated
from extract.weighing import Verdicts, settle, weigh
from extract.weighing.features import views

_RUNNING = frozenset({"lead", "body"})


def read(document: Document, *, weighed: bool = True) -> Reading:
    """Read ``document``.

    The text is put into NFC first; all offsets refer to ``Reading.text``. A
    language that is not supported or can't be decided gives no facts. Without ``weighed``
    the rules alone decide. Raises ``LexiconError`` for an unknown ``document.lang``.
    """
    base, tokens = _begun(document)
    if base.lang not in languages() and document.lang is None:
        return base
    scans, about = _surveyed(base, tokens, document)
    readings = _by_rules(scans, about, {})
    looks: list[Look] = []
    if weighed:
        seen = views(readings, about)
        verdicts, looks = weigh(seen, base.lang, takes=about.topic)
        if verdicts:  # once more, so that what is handed on fits them
            readings = _by_rules(scans, about, verdicts)
            seen = views(readings, about)
        looks += settle(seen, base.lang)
    take_up(readings)
    conference = find_conference(scans, about.present)
    joined = join_repeats([d for reading in readings for d in reading.drafts])
    figures = date_undated(find_bases(mark_parts(joined)))
    facts = sorted((fact_of(figure, conference) for figure in figures), key=lambda f: f.start)
    rejections = sorted(rejections_of(readings), key=lambda r: (r.start, r.end))
    return replace(
        base,
        published=about.present,
        facts=tuple(facts),
        rejections=tuple(rejections),
        conference=conference,
        rejection_counts=counts_of(base.text, base.segments, readings),
        looks=tuple(looks),
    )


def read_by_rules(document: Document) -> tuple[list[SentenceReading], Outline]:
    """Return what the rules alone make of ``document``, before anything is weighed.

    It is what weights are learned from. Raises ``LexiconError`` as ``read`` does, and where
    the language can't be decided.
    """
    base, tokens = _begun(document)
    scans, about = _surveyed(base, tokens, document)
    return _by_rules(scans, about, {}), about


def _begun(document: Document) -> tuple[Reading, Tokens]:
    """Return the reading before anything is read, and the tokens of the text."""
    text = normalise(document.text)
    lang, probability = (document.lang, 1.0) if document.lang else _decided(text)
    tokens = Tokens(text)
    base = Reading(
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang=lang,
        lang_probability=probability,
        published=document.published,
        segments=document.segments or find_segments(text, tokens),
        facts=(),
        rejections=(),
    )
    return base, tokens


def _decided(text: str) -> tuple[str, float]:
    decision = decide(text)
    return decision.lang, float(decision.probability)


def _surveyed(base: Reading, tokens: Tokens, document: Document) -> tuple[list[Scan], Outline]:
    """Return the scans of the sentences, and what the article as a whole says."""
    words = lexicon(base.lang)
    found = None if base.published else published(base.text, base.lang, base.segments, tokens)
    printed = base.published or (found[0] if found else None)
    told = None if printed else told_day(base.segments, tokens, base.lang)
    anchor = printed or told
    scans = [
        scan_sentence(base.text, words_of, sentence, words, anchor=anchor, review=None)
        for sentence, words_of in _sentences(base, tokens)
    ]
    review = review_period(scans, anchor)
    if review is not None:  # it says when "the past five years" end, and nothing else
        scans = [
            scan_sentence(
                base.text, scan.tokens, scan.sentence, words, anchor=anchor, review=review
            )
            if any(period.form == "past_years" for period in scan.periods)
            else scan
            for scan in scans
        ]
    scans = _with_letters(scans, words, anchor, review)
    scans = in_own_dollars(scans, lang=base.lang, url=document.url)
    about = outline(
        scans,
        lang=base.lang,
        published=printed,
        told=told,
        review=review,
        url=document.url,
        above=_places_above(base.segments, tokens),
    )
    return scans, about


def _with_letters(
    scans: list[Scan], words: Lexicon, anchor: str | None, review: str | None
) -> list[Scan]:
    """Return ``scans``, where letters that the article gives a kind of organisations count it."""
    given = {letters: category for scan in scans for category, letters in kinds_given(scan)}
    if not given:
        return scans
    more = words.adding("ngo_count", ((category, word) for word, category in given.items()))
    return [
        scan_sentence(scan.text, scan.tokens, scan.sentence, more, anchor=anchor, review=review)
        if any(token.upper and token.norm in given for token in scan.tokens)
        else scan
        for scan in scans
    ]


def _by_rules(scans: Sequence[Scan], about: Outline, verdicts: Verdicts) -> list[SentenceReading]:
    """Read every sentence; each hands on what it says, and the body takes back headlines."""
    context = Context(about, verdicts=verdicts)
    readings = []
    for scan, behind in zip_longest(scans, scans[1:]):
        context.later = dating(behind) if behind is not None else None
        readings.append(read_sentence(scan, context))
    take_back(readings)
    return readings


def _places_above(segments: Sequence[Segment], tokens: Tokens) -> list[Place]:
    """Return the places named in the head of the page, headline and lead aside."""
    head = takewhile(lambda segment: segment.role not in _RUNNING, segments)
    lines = (s for s in head if s.role not in READ_ROLES)
    found = (find_places(tokens.within(line.start, line.end)) for line in lines)
    return [mention.place for mentions in found for mention in mentions]


def _sentences(base: Reading, tokens: Tokens) -> Iterator[tuple[Sentence, list[Token]]]:
    """Yield the sentences with their tokens; the cells of a row in lines of their own are one."""
    text, segments = base.text, base.segments
    rows = dict(grid_rows([text[s.start : s.end] for s in segments]))
    behind = 0
    for paragraph, segment in enumerate(segments):
        row = segments[paragraph : rows.get(paragraph, 0)]
        if row and all(cell.role in READ_ROLES for cell in row):
            found = tokens.within(segment.start, row[-1].end)
            whole = Sentence(segment.start, row[-1].end, segment.role, paragraph)
            yield whole, in_cells(found, {cell.start for cell in row[1:]})
            behind = rows[paragraph]
        elif segment.role in READ_ROLES and paragraph >= behind:
            for start, end in split_sentences(text, segment.start, segment.end, base.lang):
                if found := tokens.within(start, end):  # a mark of direction alone says nothing
                    yield Sentence(start, end, segment.role, paragraph), found
