"""Every module of the package can be imported first: none needs another to have come before."""

from __future__ import annotations

import subprocess
import sys

_EACH_FIRST = """
import importlib, pkgutil, sys
import extract
names = [m.name for m in pkgutil.walk_packages(extract.__path__, "extract.")]
# Those for spaCy set its extensions, once a process.
names = [name for name in names if not name.startswith("extract.nlp")]
assert len(names) > 50, names
for name in names:
    for known in [n for n in sys.modules if n.startswith("extract.")]:
        del sys.modules[known]
    importlib.import_module(name)
"""


def test_each_module_can_be_imported_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _EACH_FIRST],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
