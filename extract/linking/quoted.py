"""Words in quotation marks: a motto or a name, which say nothing of the figure behind them."""

from __future__ import annotations

from extract.lexicon import Match
from extract.scan import Scan

_OPEN = frozenset("“«")
_CLOSE = frozenset("”»")
_STRAIGHT = '"'
_LONGEST = 8


def is_quoted(scan: Scan, match: Match) -> bool:
    """Whether a few words in quotation marks hold it: 'với phương châm "chủ động vận động"'.

    A sentence that is quoted as a whole speaks for itself.
    """
    tokens = scan.tokens
    marks = [
        at
        for at, token in enumerate(tokens)
        if token.norm in _OPEN or token.norm in _CLOSE or token.norm == _STRAIGHT
    ]
    before = [at for at in marks if at < match.start]
    behind = [at for at in marks if at >= match.end]
    if not before or not behind or behind[0] - before[-1] > _LONGEST + 1:
        return False
    straight = sum(tokens[at].norm == _STRAIGHT for at in before)
    opened = tokens[before[-1]].norm in _OPEN
    return opened or (tokens[before[-1]].norm == _STRAIGHT and straight % 2 == 1)
