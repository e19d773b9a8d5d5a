"""The notebook runs on a small database, prints its series, and is stored without outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from corpus.folder import DataFolder
from tests.corpus.serving.sample import make

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "national_series.ipynb"


def _outputs(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """What the notebook prints over ``folder``, and how many plots it draws."""
    monkeypatch.setenv("PRESSFACTS_DATA", str(folder.root))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=str(NOTEBOOK.parent))
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    printed = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs]
    plots = sum("image/png" in output.get("data", {}) for output in outputs)
    return "\n".join(printed), plots


def test_it_rebuilds_the_series_and_warns_of_a_demonstration(tmp_path, monkeypatch):
    folder = make(tmp_path / "data", demonstration=True)
    printed, plots = _outputs(folder, monkeypatch)
    assert plots == 2
    assert "6 figures, 3 reconciled" in printed
    assert "Demonstration, not evidence" in printed
    # The year 2023 as one paper prints it, 2022 as another does.
    assert "228.6" in printed
    assert "223.7" in printed
    assert "3 readings in conflict" in printed


def test_real_pages_carry_no_warning(tmp_path, monkeypatch):
    printed, plots = _outputs(make(tmp_path / "data", with_hostile=False), monkeypatch)
    assert plots == 2
    assert "Real pages" in printed
    assert "emonstration" not in printed


def test_it_is_stored_without_outputs():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
