"""Inspections of the small organisation, an inspector, clerks of two units."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.inspections.models import Finding, Inspection, Visit


@pytest.fixture
def bodies(office):
    office.answers = {"bodies": {"main": "Ban Thường vụ mẫu", "body": "Ủy ban Kiểm tra mẫu"}}
    office.save()
    return office.answers["bodies"]


@pytest.fixture
def new_inspection(bodies):
    count = []

    def make(**facts):
        count.append(1)
        facts.setdefault("starts_on", dt.date(2022, 3, len(count) % 28 + 1))
        facts.setdefault("body", "main")
        return Inspection.objects.create(
            code=facts.pop("code", f"KT{len(count):02}"),
            body_name=bodies[facts["body"]],
            kind=facts.pop("kind", "inspection"),
            subject="Việc thực hiện quy định nêu gương",
            **facts,
        )

    return make


@pytest.fixture
def new_finding(new_inspection, tree):
    count = []

    def make(unit="001001", **facts):
        count.append(1)
        facts.setdefault("due_on", dt.date(2023, 6, 1))
        return Finding.objects.create(
            code=f"KN-{len(count):03}",
            inspection=facts.pop("inspection", None) or new_inspection(),
            unit=tree[unit],
            text="Biên bản họp ghi sơ sài",
            **facts,
        )

    return make


@pytest.fixture
def new_visit(tree):
    count = []

    def make(inspection, unit, manner="direct"):
        count.append(1)
        return Visit.objects.create(
            key=f"v{len(count)}",
            inspection=inspection,
            unit=tree[unit],
            visited_on=inspection.starts_on,
            manner=manner,
        )

    return make


@pytest.fixture
def inspector(new_user, tree, office):
    return new_user(Role.INSPECTOR, over=tree["000"], name="Phạm Đức Bình")


@pytest.fixture
def clerk(new_user, tree, office):
    return new_user(Role.CLERK, over=tree["001"], name="Trần Kim Chi")


@pytest.fixture
def stranger(new_user, tree, office):
    return new_user(Role.CLERK, over=tree["002"], name="Lê Văn Tám")
