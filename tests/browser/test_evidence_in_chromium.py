"""In a real browser: clicks lead from the front page to the marked words, and nothing runs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from corpus.folder import DataFolder
from tests.corpus.serving.sample import ask, fact_of, make

_HANG = 30
"""Seconds after which a page is taken to hang: no test needs so many."""

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM.exists() and DRIVER.exists()),
        reason="no /usr/bin/chromium with /usr/bin/chromedriver; Debian: chromium, chromium-driver",
    ),
]

ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--window-size=1200,900",
    # No name is asked of the network: every host but this machine is nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return make(tmp_path_factory.mktemp("data"), demonstration=True)


@pytest.fixture(scope="module")
def address(folder: DataFolder) -> Iterator[str]:
    command = [sys.executable, "-m", "crawler.cli", "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", str(folder.root)], stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found
        try:
            yield found[0]
        finally:
            process.kill()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    driver = Chrome(options=options, service=ChromeService(str(DRIVER)))
    driver.set_page_load_timeout(60)
    try:
        yield driver
    finally:
        driver.quit()


def _marked(browser: Chrome, field: str) -> str:
    """The words under the mark of ``field`` in the article."""
    mark = browser.find_element(By.CSS_SELECTOR, f"#text .pf-article mark.pf-f-{field}")
    return str(browser.execute_script("return arguments[0].textContent", mark))


def test_clicks_lead_from_the_front_page_to_the_marked_words(browser, address, folder):
    browser.get(address)
    assert "Demonstration, not evidence." in browser.find_element(By.CLASS_NAME, "pf-banner").text
    browser.find_element(By.LINK_TEXT, "228,600,000 USD").click()
    assert browser.current_url == f"{address}/-/evidence/{fact_of(folder, '228,6')}"
    assert browser.find_element(By.TAG_NAME, "h1").text == "228,600,000 USD"
    assert _marked(browser, "status") == "giải ngân"
    assert _marked(browser, "value") == "228,6 triệu"
    assert "Demonstration, not evidence." in browser.find_element(By.CLASS_NAME, "pf-banner").text


def test_search_leads_to_a_figure_and_its_field_to_the_words(browser, address, folder):
    browser.get(address)
    box = browser.find_element(By.NAME, "_search")
    box.send_keys("tuong duong khoang", Keys.ENTER)
    found = (By.LINK_TEXT, "more than 228,700,000 USD")
    # A key does not wait for the page that it leads to, as a click does.
    WebDriverWait(browser, _HANG).until(lambda page: page.find_element(*found)).click()
    assert "/-/evidence/" in browser.current_url
    browser.find_element(By.LINK_TEXT, "Năm 2023").click()
    target = browser.find_element(By.CSS_SELECTOR, "mark:target")
    assert browser.execute_script("return arguments[0].textContent", target) == "Năm 2023"
    top = browser.execute_script("return arguments[0].getBoundingClientRect().top", target)
    assert 0 <= top < 900


def test_marks_of_nested_words_differ_by_more_than_colour(browser, address, folder):
    browser.get(f"{address}/-/evidence/{fact_of(folder, '228,7')}")
    article = browser.find_element(By.CLASS_NAME, "pf-article")
    labels = [tag.text.strip(" ()\n") for tag in article.find_elements(By.CLASS_NAME, "pf-tag")]
    assert labels == [
        "period", "donors", "status", "qualifier", "value", "unit", "place", "equivalent",
    ]  # fmt: skip
    heights = {
        name: browser.execute_script(
            "return arguments[0].getBoundingClientRect().bottom",
            article.find_element(By.CSS_SELECTOR, f"mark.pf-f-{name}"),
        )
        for name in ("value", "unit")
    }
    assert heights["unit"] > heights["value"]


def test_no_text_of_the_web_runs(browser, address, folder):
    browser.get_log("browser")
    fact = fact_of(folder, "31 tổ chức")
    snapshot = ask(folder, "SELECT id FROM snapshot WHERE source = 'tin'")
    for path in (
        f"/-/evidence/{fact}",
        "/facts/figures",
        "/facts/source",
        f"/-/archived/{snapshot}",
    ):
        browser.get(address + path)
        assert browser.title != "pwned", path
    assert browser.find_element(By.TAG_NAME, "p").text.startswith("Bản lưu của bài báo")
    # The page's own script and picture were refused by the sandbox, not merely broken.
    refused = " ".join(entry["message"] for entry in browser.get_log("browser"))
    assert "sandbox" in refused


@pytest.mark.parametrize("path", ["/", "/-/evidence/", "/facts/figures"])
def test_narrow_windows_need_no_sideways_scrolling(browser, address, folder, path):
    where = path + fact_of(folder, "228,7") if path.endswith("evidence/") else path
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.get(address + where)
        fits = "return document.documentElement.scrollWidth <= 400"
        # On a busy machine the page may be laid out once before the window is narrow.
        WebDriverWait(browser, _HANG).until(lambda page: page.execute_script(fits))
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
