"""A real browser: console errors fail a journey, axe-core and narrow screens are asked on every page."""

import os
import re
import shutil
from pathlib import Path

import axe_playwright_python
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

# The browser's own event loop runs in the thread of the tests; the database is asked there as well.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Chromium reports a page that answers with a refusal as an error; the journey has asked for that page.
REFUSAL = re.compile(r"status of (400|403|404|409|410|422|429) ")
HEIGHTS = {1440: 900, 390: 844, 320: 640}


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("no Chromium on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class LiveSite:
    """The running site. `site.session(user)` is the cookie of somebody who signed in."""

    def __init__(self, url):
        self.url = url

    def session(self, user):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.url, "httpOnly": True}


@pytest.fixture
def live_site(live_server):
    return LiveSite(live_server.url)


@pytest.fixture
def page_at(chromium, live_site):
    """`page_at(390, user=officer, theme="dark")`: a page of this width; errors in its console fail the test."""
    contexts, errors = [], []

    def open_page(width=1440, *, user=None, theme="light", language="vi", javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            base_url=live_site.url,
            java_script_enabled=javascript,
            locale="vi-VN",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        cookies = [{"name": "vd_theme", "value": theme}, {"name": "vd_lang", "value": language}]
        context.add_cookies([{**cookie, "url": live_site.url} for cookie in cookies])
        if user is not None:
            context.add_cookies([live_site.session(user)])
        page = context.new_page()
        page.on("console", lambda message: listen(page, message))
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    def listen(page, message):
        if message.type not in {"error", "warning"}:
            return
        asked_for = message.location.get("url") == page.url and REFUSAL.search(message.text)
        if not asked_for:
            errors.append(f"{page.url}: {message.text}")

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def violations(page):
    """What axe-core finds, short enough to read in a failed test."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{rule['id']}: {[node['html'][:200] for node in rule['nodes'][:4]]}" for rule in found]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def problems(page, *, widths=(1440, 390, 320)):
    """What axe-core finds on a desk and on a phone, and where one would have to scroll sideways."""
    before, found = page.viewport_size, []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
        if width != 320:
            found += [f"{page.url} at {width}: {line}" for line in violations(page)]
        if overflow(page) > 0:
            found.append(f"{page.url} at {width}: {overflow(page)} px to scroll sideways")
    page.set_viewport_size(before)
    return found


@pytest.fixture
def problems_of():
    """`problems_of(page)`: the list itself, for journeys that gather it over many pages."""
    return problems


@pytest.fixture
def check_page():
    """`check_page(page)`: no violation on a desk and on a phone, and nothing to scroll sideways for."""

    def check(page, *, widths=(1440, 390, 320)):
        assert problems(page, widths=widths) == []

    return check
