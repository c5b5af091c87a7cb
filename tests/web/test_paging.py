"""Pages found by where the last one ended."""

import base64
import json

import pytest
from django.test import RequestFactory

from vinhdanh.kernel.models import Event
from vinhdanh.organisation.models import Person
from vinhdanh.web.paging import keyset_page

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def seven(tree, new_person):
    for name in ["Lê An", "Lê Bình", "Lê Bình", "Lê Cúc", "Lê Dung", "Lê Đạt", "Lê Em"]:
        new_person(name, tree["001001"])


def page(*order, **asked):
    return keyset_page(RequestFactory().get("/", asked), Person.objects.all(), *order, size=3)


def names(page):
    return [(person.name, person.code) for person in page]


def test_pages_follow_each_other_without_gap_or_double(seven):
    first = page("sort_key", "id")
    second = page("sort_key", "id", sau=first.after)
    third = page("sort_key", "id", sau=second.after)

    assert [len(first), len(second), len(third)] == [3, 3, 1]
    assert [code for _, code in names(first) + names(second) + names(third)] == [f"{n:07d}" for n in range(1, 8)]
    assert (first.before, third.after) == ("", "")


def test_going_back_shows_the_page_one_came_from(seven):
    first = page("sort_key", "id")
    second = page("sort_key", "id", sau=first.after)
    again = page("sort_key", "id", truoc=second.before)

    assert names(again) == names(first)
    assert again.before == ""
    assert again.after == first.after


def test_pages_run_backwards_through_a_descending_order(seven):
    first = page("-sort_key", "-id")
    second = page("-sort_key", "-id", sau=first.after)

    assert [code for _, code in names(first) + names(second)] == [f"{n:07d}" for n in range(7, 1, -1)]
    assert names(page("-sort_key", "-id", truoc=second.before)) == names(first)


def test_a_mark_that_nobody_gave_shows_the_first_page(seven):
    assert names(page("sort_key", "id", sau="không phải dấu")) == names(page("sort_key", "id"))


@pytest.fixture
def machine_event(db):
    return Event.objects.create(actor_name="người thử", verb="x", object_type="x", object_pk=1, object_name="x")


@pytest.mark.parametrize("field", ["pk", "at"])
def test_a_mark_of_values_that_no_row_could_have_shows_the_first_page(machine_event, field):
    written = base64.urlsafe_b64encode(json.dumps(["x"]).encode()).decode()

    page = keyset_page(RequestFactory().get("/", {"sau": written}), Event.objects.all(), field)

    assert page.rows == [machine_event]
