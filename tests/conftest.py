"""What tests of every domain share: a small organisation, people with roles, a signed-in browser."""

import datetime as dt
from functools import cache as cache_forever

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings as properties

from tools import compile_messages
from vinhdanh.accounts.models import Grant, Role, User
from vinhdanh.organisation.models import Office, Person, Placement, Unit, UnitKind, UnitName, UnitPath
from vinhdanh.rules.paths import component
from vinhdanh.rules.text import fold, person_key, text_key

# A property is wrong or right; how long one case took on a busy machine is neither.
properties.register_profile("here", deadline=None)
properties.load_profile("here")

# Pages name their files as they stand; the hashed names of a running site come from collectstatic.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_configure(config):
    """English is read from compiled catalogues: one process compiles those that are out of date."""
    if not hasattr(config, "workerinput"):
        compile_messages.main()


FOUNDED = dt.date(2010, 1, 1)
TODAY = dt.date(2023, 5, 18)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def kinds(db):
    """The levels of a party bloc, in this office's words."""
    rows = [
        ("root", "Đảng bộ Khối", False, False),
        ("above_base", "Đảng bộ cấp trên trực tiếp cơ sở", False, False),
        ("base", "Đảng bộ cơ sở", False, True),
        ("part", "Đảng bộ bộ phận", False, False),
        ("base_cell", "Chi bộ cơ sở", True, True),
        ("cell", "Chi bộ", True, False),
    ]
    return {
        code: UnitKind.objects.create(code=code, word=word, is_cell=is_cell, is_base=is_base, rank=rank)
        for rank, (code, word, is_cell, is_base) in enumerate(rows)
    }


@pytest.fixture
def new_unit(kinds):
    """`new_unit("001", "Đảng bộ A", parent=root, kind="base")`: a unit with its dated facts."""
    made = []

    def make(code, name, *, parent=None, kind="cell", started_on=FOUNDED):
        made.append(code)
        path = (parent.path if parent else "") + component(len(made))
        unit = Unit.objects.create(
            code=code,
            name=name,
            name_key=fold(name),
            sort_key=text_key(name),
            kind=kinds[kind],
            parent=parent,
            path=path,
            started_on=started_on,
        )
        UnitName.objects.create(unit=unit, name=name, valid_from=started_on)
        Placement.objects.create(unit=unit, parent=parent, valid_from=started_on)
        UnitPath.objects.create(unit=unit, path=path, valid_from=started_on)
        return unit

    return make


@pytest.fixture
def tree(new_unit):
    """root 000 > committees 001, 002 > cells 001001, 001002, 002001."""
    root = new_unit("000", "Đảng bộ Khối mẫu", kind="root")
    first = new_unit("001", "Đảng bộ Cục Lưu trữ", parent=root, kind="base")
    second = new_unit("002", "Đảng bộ Viện Đo đạc", parent=root, kind="above_base")
    return {
        "000": root,
        "001": first,
        "002": second,
        "001001": new_unit("001001", "Chi bộ Phòng Số hóa", parent=first),
        "001002": new_unit("001002", "Chi bộ Văn phòng", parent=first),
        "002001": new_unit("002001", "Chi bộ Trạm Quan trắc", parent=second),
    }


@pytest.fixture
def office(tree):
    """The office of the small organisation, standing still on 18/05/2023."""
    return Office.objects.create(
        name="Đảng bộ Khối mẫu",
        office_name="Văn phòng Đảng ủy Khối",
        root_code="000",
        layout="party",
        pinned_on=TODAY,
        answers={},
    )


@pytest.fixture
def new_person(db):
    count = []

    def make(name, unit, *, code="", **facts):
        count.append(name)
        return Person.objects.create(
            code=code or f"{len(count):07d}",
            name=name,
            name_key=fold(name),
            sort_key=person_key(name),
            unit=unit,
            status=facts.pop("status", "Đang công tác"),
            **facts,
        )

    return make


@cache_forever
def one_hash():
    """Argon2 is slow by design: all people of the tests share one password and one hash."""
    return make_password("mat-khau-dai-123")


@pytest.fixture
def new_user(db):
    """`new_user(Role.CLERK, over=unit)`: somebody who may sign in and holds these roles."""
    count = []

    def make(*roles, over=None, name=""):
        count.append(1)
        user = User.objects.create(username=f"user{len(count)}", name=name or f"Người dùng {len(count)}")
        user.password = one_hash()
        user.save()
        for role in roles:
            Grant.objects.create(user=user, role=role, unit=over)
        return user

    return make


@pytest.fixture
def officer(new_user, tree, office):
    """Somebody of the office, over the whole organisation."""
    return new_user(Role.OFFICE, over=tree["000"], name="Nguyễn Thu Hạnh")


@pytest.fixture
def signed_in():
    """`signed_in(user)`: a browser in which this user signed in."""

    def enter(user):
        client = Client()
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def queries_of(db):
    """`queries_of(browser, url)`: how many queries the page costs when what the shell remembers is warm."""

    def count(browser, url):
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            answer = browser.get(url)
        assert answer.status_code == 200
        return len(captured)

    return count
