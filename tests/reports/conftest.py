"""One small year: two committees, what they did, one contest, one round."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction

from vinhdanh.accounts.models import Role
from vinhdanh.activities.models import Meeting, Study
from vinhdanh.contests.models import Authorship, Contest, Entry
from vinhdanh.directives.models import Plan
from vinhdanh.reports.actions import create_report
from vinhdanh.reports.catalogue import scope_of

CASE = Path(__file__).parents[1] / "case"
START, END = dt.date(2021, 5, 18), dt.date(2023, 5, 18)
ANSWERS = {
    "levels": {
        "root": "Đảng bộ Khối",
        "above_base": "Đảng bộ cấp trên",
        "base": "Đảng bộ cơ sở",
        "base_cell": "Chi bộ cơ sở",
        "cell": "Chi bộ",
    },
    "cells": ["base_cell", "cell"],
    "people": {"word": "đảng viên"},
    "bodies": {"main": "Ban Thường vụ", "body": "Ủy ban Kiểm tra"},
    "issuers": {"own": "Đảng ủy Khối"},
    "report": {"period": ["2021-05-18", "2023-05-18"], "as_of": "2023-05-18", "compared_with": "2021-12-31"},
}


@pytest.fixture
def answered(office):
    """The office has answered what its reports are about."""
    office.answers = ANSWERS
    office.save()
    return office


@pytest.fixture
def new_meeting(db):
    count = []

    def make(unit, *, held_on=dt.date(2022, 3, 1), kind="regular", total=10, present=9, key=""):
        count.append(1)
        return Meeting.objects.create(
            key=key or f"m{len(count):03d}", unit=unit, held_on=held_on, kind=kind, total=total, present=present
        )

    return make


@pytest.fixture
def new_study(db):
    count = []

    def make(unit, *, participants=100, content="Học tập chuyên đề"):
        count.append(1)
        return Study.objects.create(
            key=f"s{len(count):03d}",
            unit=unit,
            held_on=dt.date(2022, 1, 6),
            content=content,
            participants=participants,
        )

    return make


@pytest.fixture
def new_plan(db):
    count = []

    def make(unit, *, year=2023, sent_on=dt.date(2023, 2, 1), due_on=dt.date(2023, 2, 15)):
        count.append(1)
        return Plan.objects.create(
            key=f"p{len(count):03d}", unit=unit, kind="year", year=year, sent_on=sent_on, due_on=due_on
        )

    return make


@pytest.fixture
def contest(db):
    return Contest.objects.create(
        code="thi-2022", name="Cuộc thi viết 2022", year=2022, closes_on=dt.date(2022, 8, 15), marks_per_entry=3
    )


@pytest.fixture
def new_entry(contest):
    count = []

    def make(unit, *, state="valid", rank=None, is_forwarded=False, mean="", received_on=dt.date(2022, 6, 1)):
        count.append(1)
        entry = Entry.objects.create(
            contest=contest,
            code=f"BDT-{len(count):04d}",
            title=f"Bài số {len(count)}",
            received_on=received_on,
            state=state,
            rank=rank,
            is_forwarded=is_forwarded,
            mean=mean,
            mean_sort=mean or None,
        )
        Authorship.objects.create(entry=entry, name="Nguyễn Văn An", unit=unit)
        return entry

    return make


@pytest.fixture
def scope(answered):
    return scope_of()


@pytest.fixture
def report(tree, answered, officer):
    """A draft about the whole organisation."""
    return create_report(
        tree["000"], title="Báo cáo sơ kết Kết luận số 01", start=START, end=END, as_of=END, by=officer
    )


@pytest.fixture
def clerk(new_user, tree, answered):
    """The clerk of committee 001."""
    return new_user(Role.CLERK, over=tree["001"], name="Trần Văn Bình")


@pytest.fixture
def said():
    """`said("figures", "org.cells")`: what a command prints."""

    def say(*words):
        out = io.StringIO()
        call_command(*words, stdout=out)
        return out.getvalue()

    return say


@pytest.fixture(scope="module")
def case(django_db_setup, django_db_blocker):
    """The office's workbooks, loaded by the command and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load", str(CASE), stdout=io.StringIO())
        yield CASE
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def told(case, tmp_path_factory):
    """What `vinhdanh report review` writes about the case."""
    path = tmp_path_factory.mktemp("report") / "review.json"
    call_command("report", "review", "-o", str(path), stderr=io.StringIO())
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def expected():
    """Every figure that the office expects, with its key."""
    text = (CASE / "expected.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["figures"]
