"""A frozen report keeps what it said, and says what has changed since."""

import pytest

from vinhdanh.kernel.history import history_of
from vinhdanh.reports.actions import freeze_report, reopen_report
from vinhdanh.reports.models import Report
from vinhdanh.reports.queries import changes_between, changes_since, frozen_figures, frozen_ids
from vinhdanh.rules.reasons import Reason, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def frozen(report, tree, new_meeting, officer):
    """Frozen with two meetings."""
    new_meeting(tree["001001"], key="a")
    new_meeting(tree["002001"], key="b", kind="thematic")
    return freeze_report(report, by=officer)


def test_a_frozen_report_keeps_the_value_and_the_records(frozen):
    figure = frozen_figures(frozen)["act.meetings"]

    assert (figure.value, figure.records, frozen_ids(frozen, figure.record_ids_sha256)) == (2, 2, ["a", "b"])
    assert figure.rule == "cuộc có ngày từ 18/05/2021 đến 18/05/2023"


def test_nothing_has_changed_when_nothing_has_changed(frozen):
    assert changes_since(frozen) == []


def test_a_new_record_changes_the_figures_that_count_it(frozen, tree, new_meeting):
    new_meeting(tree["001001"], key="c", held_on=frozen.period_to)

    changed = {change.key: change for change in changes_since(frozen)}

    assert (changed["act.meetings"].before, changed["act.meetings"].after) == (2, 3)
    assert (changed["act.meetings"].added, changed["act.meetings"].removed) == (("c",), ())
    assert "act.thematic" not in changed


def test_another_record_under_the_same_value_is_a_change(frozen, tree, new_meeting):
    meeting = tree["001001"].meeting_set.get()
    meeting.delete()
    new_meeting(tree["001001"], key="c")

    change = next(change for change in changes_since(frozen) if change.key == "act.meetings")

    assert (change.is_value, change.added, change.removed) == (False, ("c",), ("a",))


def test_a_frozen_report_is_frozen_once(frozen, officer):
    with pytest.raises(Refused) as refused:
        freeze_report(frozen, by=officer)

    assert refused.value.reasons == (Reason("report.frozen_already"),)


def test_a_clerk_may_not_freeze_a_report_of_the_whole_organisation(report, clerk):
    with pytest.raises(Refused) as refused:
        freeze_report(report, by=clerk)

    assert refused.value.reasons == (Reason("role.office_or_leader"),)


def test_reopening_makes_a_new_edition_and_keeps_the_old_one(frozen, officer, tree, new_meeting):
    second = reopen_report(frozen, reason="Bổ sung một cuộc sinh hoạt", by=officer)
    new_meeting(tree["001001"], key="c", held_on=frozen.period_to)
    first = Report.objects.get(pk=frozen.pk)

    assert (first.state, second.state, second.edition, second.previous_id) == ("superseded", "draft", 2, first.pk)
    assert frozen_figures(first)["act.meetings"].value == 2
    assert [change.after for change in changes_between(second, first) if change.key == "act.meetings"] == [3]
    assert history_of(first).first().facts == {"reason": "Bổ sung một cuộc sinh hoạt", "edition": 2}


def test_two_frozen_editions_are_compared_by_what_they_kept(frozen, officer, tree, new_meeting):
    second = reopen_report(frozen, reason="Bổ sung", by=officer)
    new_meeting(tree["001001"], key="c", held_on=frozen.period_to)
    second = freeze_report(second, by=officer)
    tree["002001"].meeting_set.all().delete()

    change = next(change for change in changes_between(second, frozen) if change.key == "act.meetings")

    assert (change.before, change.after, change.added, change.removed) == (2, 3, ("c",), ())
