"""Marked words: pieces of overlapping spans, and where a sentence lies when its text is gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.serving.marks import LANES, Mark, Marking, marking
from corpus.serving.passages import around, paragraphs, sentence_excerpt

TEXT = "hơn 228,7 triệu USD năm 2023"


def _mark(field: str, words: str, text: str = TEXT) -> Mark:
    start = text.index(words)
    return Mark(field, start, start + len(words), words)


def _shown(marked: Marking, text: str = TEXT) -> list[tuple[str, list[str], tuple[str, ...]]]:
    return [(p.text, [m.field for m in p.marks], p.ends) for p in marked.pieces(text)]


def test_a_span_in_another_is_marked_with_both_the_longer_outside():
    marked = marking([_mark("unit", "228,7 triệu USD"), _mark("value", "228,7 triệu")], (0, 19))
    assert _shown(marked) == [
        ("hơn ", [], ()),
        ("228,7 triệu", ["unit", "value"], ("value",)),
        (" USD", ["unit"], ("unit",)),
        (" năm 2023", [], ()),
    ]


def test_crossing_spans_are_cut_and_each_keeps_its_lane():
    marked = marking([_mark("scope", "hơn 228,7 triệu"), _mark("unit", "triệu USD năm")], (0, 19))
    assert _shown(marked) == [
        ("hơn 228,7 ", ["scope"], ()),
        ("triệu", ["scope", "unit"], ("scope",)),
        (" USD", ["unit"], ()),
        (" năm", ["unit"], ("unit",)),
        (" 2023", [], ()),
    ]
    lanes = {m.field: m.lane for p in marked.pieces(TEXT) for m in p.marks}
    assert lanes == {"scope": 1, "unit": 0}


def test_two_fields_on_the_same_words_are_both_named_once():
    marked = marking([_mark("kind", "hơn"), _mark("qualifier", "hơn")], (0, 3))
    assert _shown(marked)[0] == ("hơn", ["qualifier", "kind"], ("kind", "qualifier"))


def test_the_figure_is_told_apart_and_begins_once():
    pieces = marking([_mark("value", "228,7 triệu")], (0, 19)).pieces(TEXT)
    assert [p.text for p in pieces if p.figure] == ["hơn ", "228,7 triệu", " USD"]
    assert [p.begins_figure for p in pieces] == [True, False, False, False]


def test_ids_stand_on_the_first_piece_only_and_not_without_anchors():
    marked = marking([_mark("unit", "228,7 triệu USD"), _mark("value", "triệu")], (0, 19))
    ids = [m.anchor for p in marked.pieces(TEXT) for m in p.marks if m.anchor]
    assert ids == ["mark-unit-4", "mark-value-10"]
    assert not any(m.anchor for p in marked.pieces(TEXT, anchors=False) for m in p.marks)


def test_a_part_of_the_text_shows_the_marks_that_reach_into_it():
    marked = marking([_mark("unit", "228,7 triệu USD")], (0, 19))
    assert [(p.text, len(p.marks)) for p in marked.pieces("USD năm", 16)] == [
        ("USD", 1),
        (" năm", 0),
    ]


spans = st.tuples(st.integers(0, 11), st.integers(1, 12)).filter(lambda s: s[0] < s[1])


@given(st.lists(spans, max_size=8), spans)
def test_pieces_make_the_text_again_and_cover_every_span(found, figure):
    text = "abcdefghijkl"
    marks = [Mark(f"f{n}", a, b, text[a:b]) for n, (a, b) in enumerate(found)]
    pieces = marking(marks, figure).pieces(text)
    assert "".join(p.text for p in pieces) == text
    assert "".join(p.text for p in pieces if p.figure) == text[figure[0] : figure[1]]
    for mark in marks:
        covered = [p.text for p in pieces if mark.field in [m.field for m in p.marks]]
        assert "".join(covered) == mark.quote
        assert sum(p.ends.count(mark.field) for p in pieces) == 1
    for piece in pieces:
        lanes = [m.lane for m in piece.marks if m.lane < LANES - 1]
        assert len(set(lanes)) == len(lanes)


def test_a_repeated_quote_is_placed_where_the_marks_fit():
    sentence = "Có 31 dự án và 31 tổ chức."
    text = f"Mở đầu dài. {sentence}"
    start = text.rindex("31")
    marks = [Mark("unit", start, start + 10, "31 tổ chức")]
    excerpt = sentence_excerpt(sentence, "31", start, marks)
    assert text[excerpt.start :] == sentence
    wider = around(excerpt, "dài. ", "")
    assert text[wider.start :] == wider.text == f"dài. {sentence}"


def test_a_quote_outside_its_sentence_stands_alone():
    excerpt = sentence_excerpt("Câu khác.", "31 tổ chức", 40, [])
    assert (excerpt.text, excerpt.start) == ("31 tổ chức", 40)


def test_paragraphs_keep_every_word_with_its_role():
    text = "Tiêu đề\nCó 31 tổ chức.\n(sót)\nTin khác 5 triệu"
    segments = [["title", 0, 7], ["body", 8, 22], ["related", 29, 45]]
    figure = (text.index("31"), text.index("31") + 10)
    found = paragraphs(text, segments, marking([], figure))
    assert [(p.role, "".join(x.text for x in p.pieces).strip(), p.read, p.here) for p in found] == [
        ("title", "Tiêu đề", True, False),
        ("body", "Có 31 tổ chức.", True, True),
        (None, "(sót)", False, False),
        ("related", "Tin khác 5 triệu", False, False),
    ]
