"""Activities of the small organisation, and people who keep them."""

import datetime as dt

import pytest

from vinhdanh.accounts.models import Role
from vinhdanh.activities.models import GoodModel, Meeting, Publicity, Regulation, Study
from vinhdanh.kernel.sheets.store import row_key
from vinhdanh.rules.text import fold

DAY = dt.date(2023, 3, 4)


@pytest.fixture
def new_meeting(office, tree):
    count = []

    def make(code="001001", *, topic="", **facts):
        count.append(1)
        facts.setdefault("held_on", DAY)
        facts.setdefault("kind", "thematic" if topic else "regular")
        return Meeting.objects.create(
            key=row_key("meeting", len(count)),
            unit=tree[code],
            topic=topic,
            total=facts.pop("total", 20),
            present=facts.pop("present", 18),
            search_key=fold(topic),
            **facts,
        )

    return make


@pytest.fixture
def one_of_each(new_meeting, tree):
    """A row of every kind, all of unit 001 or below it."""
    unit = tree["001"]
    return {
        "meeting": new_meeting(),
        "thematic": new_meeting(topic="Nêu gương"),
        "study": Study.objects.create(key="s1", unit=unit, held_on=DAY, content="Học tập chuyên đề", participants=70),
        "regulation": Regulation.objects.create(
            key="r1", unit=unit, title="Quy chế làm việc", outcome="new", dated_on=DAY
        ),
        "model": GoodModel.objects.create(key="g1", unit=unit, title="Tủ sách", year=2022, is_spread=True),
        "publicity": Publicity.objects.create(
            key="p1", unit=unit, title="Người giữ nhịp", channel="Bản tin", dated_on=DAY, quantity=3
        ),
    }


@pytest.fixture
def clerk(new_user, tree, office):
    """A clerk of unit 001 and what stands below it."""
    return new_user(Role.CLERK, over=tree["001"], name="Trần Kim Chi")


@pytest.fixture
def stranger(new_user, tree, office):
    """A clerk of another unit."""
    return new_user(Role.CLERK, over=tree["002"], name="Lê Văn Tám")
