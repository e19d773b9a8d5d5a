"""What was read outlives processes and files, and is drawn safely."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy_sample import ARTICLE, FIELDS, ROOT, SENTENCE, demonstration, labelled

from extract import reading
from extract.model import Document
from extract.nlp import FIELD_COLOURS, draw, pressfacts_nlp, to_doc
from extract.nlp.packing import pack_reading, unpack_reading


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pressfacts_nlp()


def test_a_packed_reading_is_json_and_comes_back_whole() -> None:
    for text in demonstration():
        found = reading.read(Document(text))
        packed = json.loads(json.dumps(pack_reading(found)))
        assert unpack_reading(packed, found.text) == found


def test_docs_keep_their_facts_when_stored(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(ARTICLE)
    bin_path, doc_path = tmp_path / "docs.spacy", tmp_path / "doc"
    DocBin(docs=[doc], store_user_data=True).to_disk(bin_path)
    doc.to_disk(doc_path)
    vocab = spacy.blank("xx").vocab
    from_bin = next(DocBin().from_disk(bin_path).get_docs(vocab))
    for again in (from_bin, Doc(spacy.blank("xx").vocab).from_disk(doc_path)):
        assert again._.pressfacts_reading == doc._.pressfacts_reading
        assert labelled(again, "fields") == labelled(doc, "fields")
        assert [span._.fact for span in again.spans["facts"]] == list(doc._.facts)
        assert again._.pressfacts_lang == "vi"


def test_json_keeps_facts_but_not_which_span_is_whose(nlp: Language) -> None:
    record = nlp(ARTICLE).to_json(underscore=["pressfacts", "published"])
    again = Doc(spacy.blank("xx").vocab).from_json(json.loads(json.dumps(record)))
    assert again._.facts == nlp(ARTICLE)._.facts
    assert [span._.fact for span in again.spans["facts"]] == [None, None]


def test_several_processes_read_the_same(nlp: Language) -> None:
    known = to_doc(nlp, Document(ARTICLE, published="2024-01-02"))
    first, second = nlp.pipe([known, SENTENCE], n_process=2, batch_size=1)
    assert first._.facts == reading.read(Document(ARTICLE, published="2024-01-02")).facts
    assert labelled(second, "fields") == FIELDS


def test_a_stored_pipeline_reads_the_same_in_another_process(tmp_path: Path) -> None:
    pressfacts_nlp(lang="vi", published="2024-01-02").to_disk(tmp_path / "nlp")
    program = (
        "import sys, spacy, extract.nlp\n"
        "doc = spacy.load(sys.argv[1])('Hiện có 1.094 tổ chức phi chính phủ nước ngoài.')\n"
        "sys.stdout.buffer.write(ascii([len(doc), doc._.facts[0].period]).encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "nlp")],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.decode() == "[11, '../2024-01-02']"


def test_displacy_draws_every_field_in_its_colour(nlp: Language) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw(nlp(SENTENCE), page=True)
    shown = html.unescape(re.sub(r"<[^>]+>", " ", drawn))
    for label, _ in FIELDS:
        assert label in shown.split()
        assert f"background: {FIELD_COLOURS[label]};" in drawn
    assert '<html lang="vi">' in drawn
    assert drawn.count('<meta charset="utf-8">') == 1
    assert "6rem" not in drawn
    words = [word for word in shown.split() if word not in FIELD_COLOURS]
    assert "".join(words[words.index("displaCy") + 1 :]) == SENTENCE.replace(" ", "")


def test_a_block_is_drawn_for_every_line(nlp: Language) -> None:
    assert draw(nlp(ARTICLE)).count('<div class="spans"') == 3


@pytest.mark.parametrize("page", [False, True])
def test_hostile_text_stays_text(nlp: Language, page: bool) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;b&gt;"
    doc = nlp(f"{attack} {SENTENCE} {attack}\n{attack}\n{SENTENCE}".replace("USD", f"USD{attack}"))
    doc.user_data["title"] = attack
    drawn = draw(doc, page=page)
    assert re.findall(r"<\s*(script|img|b)\b", drawn) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn
    assert "&amp;lt;b&amp;gt;" in drawn


def test_an_unread_doc_is_not_drawn(nlp: Language) -> None:
    with pytest.raises(ValueError, match="pressfacts_facts"):
        draw(nlp.make_doc(SENTENCE))
    assert nlp.make_doc(SENTENCE)._.facts == ()
