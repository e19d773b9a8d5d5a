"""What is counted: one file a measure, ``data/measures/<name>.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extract.lexicon import LexiconError, measure_files

_KEYS = {"name", "unit", "existence", "statuses"}
_EXISTENCES = ("stock", "flow")


@dataclass(frozen=True, slots=True)
class Measure:
    """A thing that is counted or summed.

    ``unit`` is the unit of its levels (``currency`` for money); ``existence``
    says whether it exists at a time (``stock``) or happens over one (``flow``);
    ``reverse_givers`` are countries (ISO 3166-1) whose gifts abroad are no figure;
    ``statuses`` in order of priority, those a figure of it can have; ``least``, for money, the
    amount by currency (ISO 4217, or ``other``) below which it is a price and no aid.
    """

    name: str
    unit: str
    existence: str
    statuses: tuple[str, ...]
    reverse_givers: tuple[str, ...] = ()
    least: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_stock(self) -> bool:
        """Whether it exists at a time, so that a figure without one is as of publication."""
        return self.existence == "stock"


@lru_cache(maxsize=1)
def measures() -> Mapping[str, Measure]:
    """Return all measures by name. Raises ``LexiconError`` naming file and key."""
    found: dict[str, Measure] = {}
    for source in measure_files():
        content = tomllib.loads(source.read_text(encoding="utf-8"))
        for key in sorted(_KEYS):
            if key not in content:
                raise LexiconError(f"{source.name}: key {key} is missing")
        if source.name != f"{content['name']}.toml":
            raise LexiconError(f"{source.name}: name is {content['name']!r}, expected the file's")
        if content["existence"] not in _EXISTENCES:
            raise LexiconError(
                f"{source.name}: existence is {content['existence']!r}, expected stock or flow"
            )
        found[content["name"]] = Measure(
            content["name"],
            content["unit"],
            content["existence"],
            tuple(content["statuses"]),
            tuple(content.get("reverse_givers", ())),
            {unit: Decimal(amount) for unit, amount in content.get("least", {}).items()},
        )
    return found
