"""``pressfacts check SOURCE``: a look at the live site, told field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.commands.problem import complain

if TYPE_CHECKING:
    from corpus.folder import DataFolder


def look_at_source(folder: DataFolder, name: str, *, contact: str | None) -> bool:
    """Look at the source and print what was found; say whether all is as its file says."""
    from crawler.look.probe import probe
    from crawler.look.run import look_at

    source, look, report = look_at(name, folder, contact=contact)
    told = probe(source, look)
    print(f"{name}: {source.title}, {report.counts['requests']} requests")
    print("\n".join(told.found))
    for problem in report.problems:
        complain(f"{name}: {problem.url}: {problem.what}")
    for line in told.differs:
        print(f"differs: {line}")
    if not told.differs:
        print(f"{name}: the site is as its file says")
    return not told.differs
