"""Rows go in by one upsert that writes only what differs, on both databases alike."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vinhdanh.kernel.sheets import store
from vinhdanh.kernel.sheets.store import Stored, pk_of, replace_all, reserved_pks, row_key, unique_keys, upsert
from vinhdanh.organisation.models import Office, Person, Placement, Unit, UnitName

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def people(tree):
    """Ten people as rows for the table."""
    return [
        {
            "code": f"{n:03d}",
            "name": f"Nguyễn Văn {n}",
            "name_key": "x",
            "sort_key": "x",
            "unit_id": tree["001"].pk,
            "status": "Đang công tác",
            "birth_date": dt.date(1990, 1, 1 + n) if n % 2 else None,
            "is_leader": n % 3 == 0,
        }
        for n in range(10)
    ]


def writes(do):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = do()
    changing = ("INSERT", "UPDATE", "DELETE")
    return answer, sum(query["sql"].lstrip().upper().startswith(changing) for query in queries)


def test_new_rows_are_created_with_the_defaults_of_what_was_left_out(people):
    assert upsert(Person, people, key=("code",)) == Stored(created=10)
    assert Person.objects.filter(is_active=True, work_post="", version=1).count() == 10


def test_the_same_rows_again_write_nothing(people):
    upsert(Person, people, key=("code",))

    assert writes(lambda: upsert(Person, people, key=("code",))) == (Stored(unchanged=10), 0)


def test_only_differences_are_written_and_counted_for_whoever_has_the_row_open(people):
    upsert(Person, people, key=("code",))
    people[3] |= {"name": "Nguyễn Văn Ba", "birth_date": None}
    people.append(people[0] | {"code": "new"})

    assert upsert(Person, people, key=("code",)) == Stored(created=1, changed=1, unchanged=9)
    assert list(Person.objects.filter(version=2).values_list("name", "birth_date")) == [("Nguyễn Văn Ba", None)]


def test_fields_left_out_are_left_alone_in_old_rows(people):
    upsert(Person, people, key=("code",))
    Person.objects.filter(code="001").update(work_post="Lái xe")
    people[1]["name"] = "Lê Văn Một"

    upsert(Person, people, key=("code",))

    assert list(Person.objects.filter(code="001").values_list("name", "work_post")) == [("Lê Văn Một", "Lái xe")]


def test_many_rows_into_an_empty_table_leave_its_indexes_as_they_were(people, monkeypatch):
    monkeypatch.setattr(store, "MANY", 5)
    with connection.cursor() as cursor:
        before = connection.introspection.get_constraints(cursor, Person._meta.db_table)

        assert upsert(Person, people, key=("code",)) == Stored(created=10)
        assert connection.introspection.get_constraints(cursor, Person._meta.db_table) == before


def test_a_tree_keeps_its_indexes_while_it_is_filled(kinds, monkeypatch):
    monkeypatch.setattr(store, "MANY", 5)
    units = [
        {"code": f"{n:03}", "name": f"Đơn vị {n}", "kind_id": kinds["cell"].pk, "started_on": dt.date(2010, 1, 1)}
        for n in range(10)
    ]

    with CaptureQueriesContext(connection) as asked:
        upsert(Unit, units, key=("code",))

    assert [query["sql"] for query in asked if "DROP INDEX" in query["sql"]] == []


def test_json_is_compared_by_what_it_says(db):
    office = {"name": "Văn phòng", "office_name": "", "root_code": "000", "answers": {"a": 1, "b": [1, 2]}}
    Office.objects.create(**office)
    row = {"id": Office.objects.get().pk, **office, "answers": {"b": [1, 2], "a": 1}}

    assert upsert(Office, [row], key=("id",)) == Stored(unchanged=1)


def test_keys_of_several_columns(tree):
    unit = tree["001"].pk
    row = {"unit": unit, "valid_from": dt.date(2000, 1, 1), "valid_to": dt.date(2010, 1, 1), "name": "Tên cũ"}

    assert upsert(UnitName, [row], key=("unit", "valid_from")) == Stored(created=1)
    assert upsert(UnitName, [row | {"name": "Tên"}], key=("unit", "valid_from")) == Stored(changed=1)


def test_a_derived_table_holds_exactly_what_is_given(tree):
    names = ("unit_id", "parent_id", "valid_from", "valid_to")
    rows = list(Placement.objects.values_list(*names))
    first, *others = rows
    split = [(*first[:2], first[2], dt.date(2015, 1, 1)), (*first[:2], dt.date(2015, 1, 1), first[3])]

    assert replace_all(Placement, names, rows, ("unit_id", "valid_from")) == Stored(unchanged=6)
    assert replace_all(Placement, names, [*split, *others[:-1]], ("unit_id", "valid_from")) == Stored(1, 2, 4)
    assert sorted(Placement.objects.values_list(*names)) == sorted([*split, *others[:-1]])


def test_reserved_keys_are_not_given_again(tree):
    keys = reserved_pks(Unit, 3)
    kind = tree["001"].kind_id
    row = {
        "code": "x",
        "name": "X",
        "name_key": "x",
        "sort_key": "x",
        "kind_id": kind,
        "started_on": dt.date(2020, 1, 1),
    }

    upsert(Unit, [row | {"pk": keys[0], "parent_id": tree["000"].pk}], key=("code",))
    later = Unit.objects.create(**row | {"code": "y"})

    assert len({*keys, later.pk, *(unit.pk for unit in tree.values())}) == 3 + 6 + (later.pk not in keys)
    assert pk_of(Unit, "code", ["x"]) == {"x": keys[0]}


def test_equal_rows_have_keys_of_their_own():
    keys = unique_keys([("a", 1), ("a", 1), ("b", 1), ("a", 1)])

    assert len(set(keys)) == 4
    assert keys[0] == row_key("a", 1)
