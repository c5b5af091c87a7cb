"""Every page that needs no record is accessible on a desk and on a phone, in both languages."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from vinhdanh.accounts.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


def addresses(resolver=None, prefix=""):
    """All addresses without a gap to fill."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern) and not entry.pattern.converters and "<" not in route and "(" not in route:
            yield f"/{route}"


def pages(user):
    """Those that answer this user with a page of HTML."""
    browser = Client()
    browser.force_login(user)
    for address in addresses():
        answer = browser.get(address)
        if (
            answer.status_code == 200
            and not answer.streaming
            and answer.content.lstrip().lower().startswith(b"<!doctype html")
        ):
            yield address


@pytest.mark.parametrize(("language", "widths"), [("vi", (1440, 390, 320)), ("en", (390, 320))])
def test_every_page_without_a_record_is_accessible(page_at, problems_of, new_user, tree, office, language, widths):
    user = new_user(*Role, over=tree["000"], name="Nguyễn Thu Hạnh")
    page = page_at(user=user, language=language)
    found = []
    for address in pages(user):
        page.goto(address)
        found += problems_of(page, widths=widths)
    assert found == []
