"""The language decider on texts it was not derived from.

``python -m tests.yardsticks.language DIR`` reads what it finds below DIR:

- ``NTREX``: https://github.com/MicrosoftTranslator/NTREX (news of 2019 in 128
  languages, a sentence a line, documents by ``DOCUMENT_IDS.tsv``);
- ``bayesline-DSL``: https://github.com/alvations/bayesline-DSL (excerpts of the
  press, gold files of the shared tasks of 2014 and 2015, Malay is ``my``);
- ``udhr``: https://github.com/eric-muller/udhr (the declaration of human
  rights, articles in XML).

A text the decider leaves open counts as not right, and is shown by itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from extract.language import decide

_NTREX = {"vi": "vie", "ms": "msa", "id": "ind", "en": "eng-GB"}
_DSL = {"my": "ms", "id": "id"}
_DSL_FILES = (
    "DSLCC-2014/test-gold/test-gold.txt",
    "DSLCC-2015/data/DSLCC-v2.0/gold/test-gold.txt",
    "DSLCC-2015/data/DSLCC-v2.0/gold/test-none-gold.txt",
)
_UDHR = {"vi": "vie", "ms": "mly_latn", "id": "ind", "en": "eng"}
_OTHERS = {
    "fr": "fra",
    "es": "spa",
    "de": "deu",
    "nl": "nld",
    "pt": "por",
    "it": "ita",
    "tl": "fil",
}

LabelledText = tuple[str, str]  # language, text


def ntrex_sentences(folder: Path, codes: dict[str, str]) -> Iterator[LabelledText]:
    for code, name in codes.items():
        for line in _ntrex_lines(folder, name):
            yield code, line


def ntrex_documents(folder: Path, codes: dict[str, str]) -> Iterator[LabelledText]:
    ids = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    for code, name in codes.items():
        pairs = zip(ids, _ntrex_lines(folder, name), strict=True)
        for _, lines in groupby(pairs, key=lambda pair: pair[0]):
            yield code, "\n".join(line for _, line in lines)


def _ntrex_lines(folder: Path, name: str) -> list[str]:
    file = folder / "NTREX-128" / f"newstest2019-ref.{name}.txt"
    return file.read_text(encoding="utf-8").rstrip("\n").split("\n")


def dsl_excerpts(file: Path) -> Iterator[LabelledText]:
    for line in file.read_text(encoding="utf-8").splitlines():
        text, *_, label = line.split("\t")
        if label in _DSL:
            # Names are blotted out as #NE# in one of the sets.
            yield _DSL[label], text.replace("#NE#", "")


def udhr_paragraphs(folder: Path) -> Iterator[LabelledText]:
    for code, name in _UDHR.items():
        content = (folder / "data" / "udhr" / f"udhr_{name}.xml").read_text(encoding="utf-8")
        for paragraph in re.findall(r"<para>(.*?)</para>", content, re.DOTALL):
            yield code, paragraph


def udhr_documents(folder: Path) -> Iterator[LabelledText]:
    for code, paragraphs in groupby(udhr_paragraphs(folder), key=lambda pair: pair[0]):
        yield code, "\n".join(text for _, text in paragraphs)


def measure(name: str, texts: Iterable[LabelledText], *, wrong: bool = False) -> None:
    counts: dict[str, list[int]] = {}
    for lang, text in texts:
        found = decide(text).lang
        right, unsaid, all_ = counts.setdefault(lang, [0, 0, 0])
        counts[lang] = [right + (found == lang), unsaid + (found == "und"), all_ + 1]
        if wrong and found != lang:
            print(f"    {lang} read as {found}: {text[:120]!r}")
    shares = [right / all_ for right, _, all_ in counts.values()]
    each = ", ".join(f"{lang} {r} of {n} ({u} und)" for lang, (r, u, n) in counts.items())
    print(f"{name}: balanced {100 * sum(shares) / len(shares):.2f} %; {each}")


def main(folder: Path) -> None:
    ntrex, dsl, udhr = folder / "NTREX", folder / "bayesline-DSL", folder / "udhr"
    if ntrex.is_dir():
        pair = {code: _NTREX[code] for code in ("ms", "id")}
        measure("NTREX documents", ntrex_documents(ntrex, _NTREX), wrong=True)
        measure("NTREX sentences ms/id", ntrex_sentences(ntrex, pair))
        measure("NTREX sentences", ntrex_sentences(ntrex, _NTREX))
        measure("NTREX sentences, other languages", ntrex_sentences(ntrex, _OTHERS))
    for file in _DSL_FILES:
        if (dsl / file).is_file():
            measure(f"DSLCC {file.split('/')[0][-4:]} {Path(file).stem}", dsl_excerpts(dsl / file))
    if udhr.is_dir():
        measure("UDHR documents", udhr_documents(udhr), wrong=True)
        measure("UDHR paragraphs", udhr_paragraphs(udhr))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
