"""How the history of a record reads."""

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.history import history_of, record
from vinhdanh.web.sentences import SENTENCES
from vinhdanh.web.templatetags.history import Change, changes, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(monkeypatch):
    monkeypatch.setitem(SENTENCES, "event.unit.moved", "Chuyển %(object)s về %(to)s")
    monkeypatch.setitem(SENTENCES, "fact.moved_on", "Ngày")


def written(unit, **facts):
    with transaction.atomic():
        return record("unit.moved", unit, by=Machine("Máy thử"), **facts)


def test_a_sentence_takes_its_gaps_from_the_facts(words, tree):
    assert told(written(tree["001"], to="Đảng bộ B")) == "Chuyển Đảng bộ Cục Lưu trữ về Đảng bộ B"


def test_a_gap_without_a_fact_is_a_dash(words, tree):
    assert told(written(tree["001"])) == "Chuyển Đảng bộ Cục Lưu trữ về –"


def test_what_changed_is_shown_before_and_after(words, tree):
    event = written(tree["001"], to="B", moved_on=["2022-07-01", "2022-08-01"], rows=[1, 2000])

    with translation.override("vi"):
        assert changes(event) == [Change("Ngày", "01/07/2022", "01/08/2022"), Change("", "1", "2.000")]


def test_the_newest_act_stands_first(words, tree):
    written(tree["001"], to="B")
    written(tree["001"], to="C")

    page = render_to_string("web/timeline.html", {"events": history_of(tree["001"])})

    assert page.index("về C") < page.index("về B")
    assert page.count("<li>") == 2
    assert page.count("Máy thử") == 2


def test_a_record_without_history_says_so(tree):
    assert "Chưa có thao tác nào" in render_to_string("web/timeline.html", {"events": history_of(tree["002"])})
