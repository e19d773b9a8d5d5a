"""The letters by which an article calls organisations it named in full."""

from __future__ import annotations

from collections.abc import Iterator

from extract.scan import Scan

_LONGEST_NAME = 12


def letters_given(scan: Scan) -> Iterator[str]:
    """Yield the letters in a bracket behind the name of an organisation: "... World Vision (WVI)".

    The name is one everybody knows, or begins with a word for organisations.
    """
    tokens = scan.tokens
    bare = (match for match in scan.matches.of("noun.bare") if match.value == "ngo_count")
    named = [(match.start, match.end) for match in (*scan.organisations(), *bare)]
    for at in range(2, len(tokens) - 1) if named else ():
        if not (tokens[at].upper and tokens[at - 1].norm == "(" and tokens[at + 1].norm == ")"):
            continue
        for start, end in named:
            name = tokens[start : at - 1]
            small = sum(not token.capital for token in tokens[end : at - 1])
            initials = {token.norm[0] for token in name if token.capital}
            if 0 < len(name) <= _LONGEST_NAME and small <= 1 and tokens[at].norm[0] in initials:
                yield tokens[at].norm
