"""A directive, plans, themes and commitments of the small organisation."""

import datetime as dt

import pytest

from vinhdanh.directives.models import Commitment, Directive, Plan, YearTheme
from vinhdanh.kernel.actor import Machine

DUE = dt.date(2023, 2, 15)


@pytest.fixture
def loader():
    return Machine("Nạp dữ liệu")


@pytest.fixture
def directive(office):
    office.answers = {"report": {"period": ["2021-05-18", "2023-05-18"]}}
    office.save()
    return Directive.objects.create(
        key="directive-1",
        kind="Kết luận",
        number="01-KL/TM",
        issued_on=dt.date(2021, 5, 18),
        issuer="Cấp trên",
        title="Về tiếp tục học tập và làm theo tấm gương nêu gương",
    )


@pytest.fixture
def new_plan(db):
    count = []

    def make(unit, *, kind="year", year=2023, due_on=DUE, sent_on=dt.date(2023, 2, 1), **facts):
        count.append(1)
        return Plan.objects.create(
            key=f"plan-{len(count)}",
            unit=unit,
            kind=kind,
            year=year if kind == "year" else None,
            number=facts.pop("number", f"{len(count)}-KH/ĐU"),
            dated_on=facts.pop("dated_on", sent_on),
            due_on=due_on,
            sent_on=sent_on,
            **facts,
        )

    return make


@pytest.fixture
def new_commitment(db):
    def make(unit, *, year=2023, collectives=3, persons=40):
        return Commitment.objects.create(
            key=f"commitment-{unit.code}-{year}", unit=unit, year=year, collectives=collectives, persons=persons
        )

    return make


@pytest.fixture
def new_theme(db):
    def make(year=2023, title="Tiết kiệm trong việc nhỏ"):
        return YearTheme.objects.create(key=f"theme-{year}", year=year, title=title)

    return make
