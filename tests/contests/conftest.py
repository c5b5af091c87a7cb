"""A small contest with judges, entries of two units and their marks."""

import datetime as dt
from decimal import Decimal

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.contests.actions import rank_contest
from vinhdanh.contests.models import Authorship, BlindCode, Contest, Entry, Judge, Mark
from vinhdanh.kernel.actor import Machine
from vinhdanh.rules.text import fold

CLOSES = dt.date(2022, 8, 15)


@pytest.fixture
def essay(office):
    """A contest that closed, three marks for each entry, two sent on, one prize."""
    return Contest.objects.create(
        code="viet",
        name="Cuộc thi viết mẫu",
        year=2022,
        closes_on=CLOSES,
        marks_per_entry=3,
        forward=2,
        ties=["lowest_mark_desc", "received_asc", "code_asc"],
        prizes=[["Giải A", 1], ["Giải B", 1]],
    )


@pytest.fixture
def bench(essay, tree):
    """Three judges of unit 002, one of unit 001."""
    units = {"GK1": "002", "GK2": "002", "GK3": "002", "GK4": "001"}
    return {
        code: Judge.objects.create(contest=essay, code=code, name=f"Giám khảo {code}", unit=tree[unit])
        for code, unit in units.items()
    }


@pytest.fixture
def new_essay(essay, bench, tree):
    """`new_essay("B-1", 70, 71, 72)`: an entry of unit 001 with marks of GK1, GK2, GK3."""
    count = []

    def make(code, *scores, unit="001", state="valid", received_on=CLOSES, author="Đỗ Thanh Đạt", title="", **facts):
        count.append(1)
        title = title or f"Bài viết {code}"
        entry = Entry.objects.create(
            contest=essay,
            code=code,
            title=title,
            title_key=fold(title),
            genre=facts.pop("genre", "Bài báo"),
            words=1200,
            received_on=received_on,
            state=state,
            **facts,
        )
        Authorship.objects.create(entry=entry, name=author, unit=tree[unit])
        blind = BlindCode.objects.create(entry=entry, code=f"P{1000 - len(count)}")
        for turn, (judge, score) in enumerate(zip(bench.values(), scores, strict=False), start=1):
            Mark.objects.create(blind=blind, judge=judge, turn=turn, score=Decimal(str(score)))
        rank_contest(essay, by=Machine("máy chấm"))
        entry.refresh_from_db()
        return entry

    return make


@pytest.fixture
def organiser(new_user, tree, office):
    return new_user(Role.ORGANISER, over=tree["000"], name="Vũ Thị Ấn")


@pytest.fixture
def clerk(new_user, tree, office):
    return new_user(Role.CLERK, over=tree["001"], name="Trần Kim Chi")
