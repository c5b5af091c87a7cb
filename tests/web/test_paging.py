"""Pages found by where the last one ended."""

import pytest
from django.test import RequestFactory

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
