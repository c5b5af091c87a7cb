"""Every address says who may open it, and keeps its word."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from vinhdanh.accounts.models import Role

SAMPLES = {"int": "999999", "str": "khong-co", "slug": "khong-co", "uuid": "00000000-0000-0000-0000-000000000000"}


def addresses(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry


def filled(entry, route):
    """The address with something in each gap that no record has."""
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        word = {"int": "int", "string": "str", "slug": "slug", "uuid": "uuid", "path": "str"}.get(kind, kind)
        route = route.replace(f"<{name}>", SAMPLES["str"]).replace(f"<{word}:{name}>", SAMPLES.get(word, "khong-co"))
        route = route.replace(f"<path:{name}>", "khong-co")
    return "/" + route


EVERY = list(addresses())
DOORED = [(route, entry) for route, entry in EVERY if hasattr(entry.callback, "door")]
PRIVATE = [(route, entry) for route, entry in DOORED if not entry.callback.door.public]


def test_every_address_declares_who_may_open_it():
    assert [route for route, entry in EVERY if not hasattr(entry.callback, "door")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "entry"), PRIVATE, ids=[route for route, _ in PRIVATE])
def test_a_stranger_is_asked_to_sign_in(route, entry, office):
    for method in ("get", "post"):
        answer = getattr(Client(), method)(filled(entry, route))
        assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) == (302, "/tai-khoan/dang-nhap/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_no_address_breaks_for_any_role(role, office, tree, new_user, signed_in):
    browser = signed_in(new_user(role, over=tree["001"]))
    broken = []
    for route, entry in DOORED:
        for method in ("get", "post"):
            if entry.name == "account_logout" and method == "post":
                continue
            answer = getattr(browser, method)(filled(entry, route))
            if answer.status_code >= 500:
                broken.append(f"{method} {route}: {answer.status_code}")
            roles = entry.callback.door.roles
            if roles and role not in roles and answer.status_code < 400:
                broken.append(f"{method} {route}: opened to {role}")
    assert broken == []
