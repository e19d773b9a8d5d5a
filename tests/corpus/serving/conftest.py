"""One small database, served in process."""

from __future__ import annotations

import pytest

from corpus.folder import DataFolder
from corpus.serving.site import FactsDatasette
from tests.corpus.serving.sample import make, opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return make(tmp_path_factory.mktemp("data # 100%"))


@pytest.fixture(scope="module")
def site(folder: DataFolder) -> FactsDatasette:
    return opened(folder)
