"""Many rows changed at once, as if each had been saved."""

import datetime as dt

import pytest

from vinhdanh.kernel.bulk import update_rows
from vinhdanh.kernel.models import Intake
from vinhdanh.organisation.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_every_row_gets_its_own_values(tree, new_person, django_assert_num_queries):
    first, second = new_person("Lê Văn Tùng", tree["001001"]), new_person("Y Bhăm", tree["001001"])

    with django_assert_num_queries(1):
        changed = update_rows(
            Person,
            ["birth_date", "is_leader", "unit"],
            [(dt.date(1980, 5, 1), True, tree["002001"].pk, first.pk), (None, False, tree["001002"].pk, second.pk)],
        )

    assert changed == 2
    assert list(Person.objects.order_by("pk").values_list("birth_date", "is_leader", "unit__code")) == [
        (dt.date(1980, 5, 1), True, "002001"),
        (None, False, "001002"),
    ]


def test_json_stays_json(db):
    intake = Intake.objects.create(file_name="a.xlsx")
    update_rows(Intake, ["summary"], [({"dòng": 3}, intake.pk)])
    intake.refresh_from_db()
    assert intake.summary == {"dòng": 3}


def test_nothing_to_change_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert update_rows(Person, ["status"], []) == 0
