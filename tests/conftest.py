"""Options and seeds shared by all tests."""

from __future__ import annotations

import os
import secrets
import signal

import pytest
from hypothesis import settings

settings.register_profile("test", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("soak", deadline=None, max_examples=2000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long form with new seeds")


def pytest_configure(config: pytest.Config) -> None:
    # A run begun in the background may have been told to ignore Ctrl-C, and every
    # command it starts would be deaf as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.load_profile("soak" if config.getoption("--soak") else "test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--soak"):
        return
    skip = pytest.mark.skip(reason="long form; run by make soak")
    for item in items:
        if "soak" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> int:
    """A fixed seed, or with --soak a new one, which is printed."""
    if not request.config.getoption("--soak"):
        return 20240412
    chosen = int(os.environ.get("PRESSFACTS_SEED", secrets.randbelow(2**31)))
    print(f"seed {chosen}; set PRESSFACTS_SEED to repeat")
    return chosen
