"""A data folder for each test, and the path on which the crawling process finds the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.folder import DataFolder
from tests.crawler.loopback import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return DataFolder(tmp_path / "data")
