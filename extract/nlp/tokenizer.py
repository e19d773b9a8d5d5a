"""A spaCy tokenizer that keeps amounts, dates and the numbers of legal acts whole.

The tokens are those of ``extract.tokens``, on which all reading works; a date
(``30/11/2025``, ``11-2025``) and the number of an act (``58/2022/NĐ-CP``) are
then put together again. Whatever stands between two tokens and is not a single
space becomes a token of its own, so ``doc.text`` is always the text given.
"""

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from extract.tokens import tokenize

_WHOLE = re.compile(
    r"""
    (?<![0-9/.,-])                                      # not the rest of a longer number
    (?: [0-9]{1,2} ([/-]) [0-9]{1,2} \1 [0-9]{4}        # 30/11/2025, 30-11-2025
      | [0-9]{1,2} [/-] [0-9]{4}                        # 11/2025, 11-2025
      | [0-9]+ (?:/[0-9]{4})? / [A-ZĐ]{2,} (?:-[A-ZĐ]{2,})*   # 58/2022/NĐ-CP
    )
    (?![0-9/-]|[^\W\d_])
    """,
    re.VERBOSE,
)


class NumberKeepingTokenizer(DummyTokenizer):
    """Makes a ``Doc`` with ``doc.text == text``. Holds nothing but the vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return ``text`` cut into tokens; it may hold anything but lone surrogates."""
        words: list[str] = []
        spaces: list[bool] = []
        last = 0
        for start, end in _pieces(text):
            _fill(text[last:start], words, spaces)
            words.append(text[start:end])
            spaces.append(False)
            last = end
        _fill(text[last:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers("pressfacts.tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], NumberKeepingTokenizer]:
    """Return the function spaCy calls with a pipeline to get its tokenizer."""
    return _tokenizer_of


def _tokenizer_of(nlp: Language) -> NumberKeepingTokenizer:
    return NumberKeepingTokenizer(nlp.vocab)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the tokens, those of one date or act joined."""
    wholes = _WHOLE.finditer(text)
    whole = next(wholes, None)
    begin: int | None = None
    for token in tokenize(text):
        while whole is not None and whole.end() <= token.start:
            whole = next(wholes, None)
        if whole is None or token.start < whole.start() or token.end > whole.end():
            yield token.start, token.end
            continue
        begin = token.start if begin is None else begin
        if token.end == whole.end():
            yield begin, token.end
            begin = None


def _fill(gap: str, words: list[str], spaces: list[bool]) -> None:
    """Add what stands between two tokens: one space to the token before, the rest by itself."""
    if gap.startswith(" ") and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        spaced = len(gap) > 1 and gap.endswith(" ")
        words.append(gap[:-1] if spaced else gap)
        spaces.append(spaced)
