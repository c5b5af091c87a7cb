"""A unit writes its dossier, proves it, hands it in; the office learns what the conditions say."""

import datetime as dt

import pytest
from django.db import connection

from vinhdanh.accounts.models import Role
from vinhdanh.commendations.actions import (
    attach_file,
    create_nomination,
    detach_file,
    dossiers,
    edit_nomination,
    submit_nomination,
    withdraw_nomination,
)
from vinhdanh.commendations.models import Assessment, Nomination
from vinhdanh.commendations.policies import nominations_visible_to
from vinhdanh.inspections.models import Finding, Inspection
from vinhdanh.kernel.files import store_file
from vinhdanh.kernel.history import history_of
from vinhdanh.kernel.versions import ChangedMeanwhile
from vinhdanh.organisation.models import UnitName
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def reasons(refused):
    return [reason.code for reason in refused.value.reasons]


def written(dossier, by, **values):
    values = {"summary": "Việc đã làm", "achieved_on": dt.date(2022, 9, 1)} | values
    return edit_nomination(dossier, values, version=dossier.version, by=by)


def test_a_dossier_begins_as_a_draft_under_the_name_of_today(round, tree, clerk):
    UnitName.objects.filter(unit=tree["001001"]).update(valid_to=dt.date(2023, 1, 1))
    UnitName.objects.create(unit=tree["001001"], name="Chi bộ Phòng Số liệu", valid_from=dt.date(2023, 1, 1))

    dossier = create_nomination(round, form="Bằng khen chi bộ", unit=tree["001001"], by=clerk)

    assert (dossier.state, dossier.name, dossier.unit_name) == ("draft", "Chi bộ Phòng Số liệu", "Đảng bộ Cục Lưu trữ")
    assert (dossier.submitter, dossier.code) == (tree["001"], "2023-1-001")
    assert [event.verb for event in history_of(dossier)] == ["nomination.created"]


def test_codes_continue_those_of_the_paper(round, tree, clerk, new_dossier):
    new_dossier(tree["001002"], code="DN-214")
    codes = [create_nomination(round, form="Bằng khen chi bộ", unit=tree["001001"], by=clerk).code for _ in range(2)]
    assert codes == ["DN-215", "DN-216"]


def test_a_clerk_nominates_only_from_his_own_units(round, tree, clerk, new_person):
    stranger = new_person("Hoàng Kim Chi", tree["002001"])
    with pytest.raises(Refused) as refused:
        create_nomination(round, form="Bằng khen cá nhân", person=stranger, by=clerk)
    assert reasons(refused) == ["role.office_or_clerk"]
    assert Nomination.objects.count() == 0


def test_a_form_for_persons_is_not_for_a_unit(round, tree, clerk):
    with pytest.raises(Refused) as refused:
        create_nomination(round, form="Bằng khen cá nhân", unit=tree["001001"], by=clerk)
    assert reasons(refused) == ["nomination.form_for_others"]


def test_handing_in_asks_the_conditions(round, tree, clerk, officer):
    dossier = create_nomination(round, form="Bằng khen chi bộ", unit=tree["001001"], by=clerk)
    written(dossier, clerk, votes_yes=9, votes_total=15)

    submit_nomination(dossier, by=clerk)

    dossier.refresh_from_db()
    assert (dossier.state, dossier.submitted_on) == ("submitted", dt.date(2023, 5, 18))
    assert (dossier.result, dossier.open_clauses, dossier.days) == ("return", "K3 K5 K7", 259)
    assert [event.verb for event in history_of(dossier)] == [
        "nomination.submitted",
        "nomination.edited",
        "nomination.created",
    ]


def test_an_empty_dossier_is_not_handed_in_and_says_everything_that_is_missing(round, tree, clerk):
    dossier = create_nomination(round, form="Bằng khen chi bộ", unit=tree["001001"], by=clerk)
    with pytest.raises(Refused) as refused:
        submit_nomination(dossier, by=clerk)
    assert reasons(refused) == ["nomination.summary_missing", "nomination.achieved_on_missing"]


def test_after_the_closing_day_units_are_too_late_and_the_office_is_not(round, tree, clerk, officer):
    round.closes_on = dt.date(2023, 5, 10)
    round.save()
    dossier = written(create_nomination(round, form="Bằng khen chi bộ", unit=tree["001001"], by=clerk), clerk)
    with pytest.raises(Refused) as refused:
        submit_nomination(dossier, by=clerk)
    assert reasons(refused) == ["round.window_over"]
    assert submit_nomination(dossier, by=officer).state == "submitted"


def test_what_was_handed_in_is_not_changed_by_the_unit(tree, clerk, new_dossier):
    with pytest.raises(Refused) as refused:
        written(new_dossier(tree["001001"]), clerk)
    assert reasons(refused) == ["nomination.not_editable"]


def test_two_people_saving_the_same_dossier_lose_nothing(tree, clerk, officer, new_dossier):
    mine = new_dossier(tree["001001"], state="draft")
    theirs = Nomination.objects.get(pk=mine.pk)
    written(theirs, officer, summary="Bản của văn phòng")

    with pytest.raises(ChangedMeanwhile) as changed:
        written(mine, clerk, summary="Bản của đơn vị")

    assert changed.value.row.summary == "Bản của văn phòng"
    assert Nomination.objects.get(pk=mine.pk).summary == "Bản của văn phòng"
    assert written(changed.value.row, clerk, summary="Bản chung").version == 3
    kept = [event.facts.get("summary") for event in history_of(mine)]
    assert kept[0] == ["Bản của văn phòng", "Bản chung"]


def test_saving_what_already_stands_leaves_no_history(tree, clerk, new_dossier):
    dossier = new_dossier(tree["001001"], state="draft")
    edit_nomination(dossier, {"votes_yes": 14}, version=1, by=clerk)
    assert (dossier.version, history_of(dossier).count()) == (1, 0)


def test_more_yes_than_votes_is_refused(tree, clerk, new_dossier):
    with pytest.raises(Refused) as refused:
        edit_nomination(new_dossier(tree["001001"], state="draft"), {"votes_yes": 16}, version=1, by=clerk)
    assert reasons(refused) == ["nomination.more_yes_than_votes"]


def test_a_file_is_evidence_until_it_is_taken_off(tree, clerk, officer, new_dossier, assessed, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    dossier = assessed(new_dossier(tree["001001"], evidence=""))
    assert dossier.open_clauses == "K7"

    attached = attach_file(dossier, PDF, name="bien-ban.pdf", by=officer)
    again = attach_file(dossier, PDF, name="bien-ban.pdf", by=officer)

    dossier.refresh_from_db()
    assert (attached, dossier.open_clauses) == (again, "")
    detach_file(attached, by=officer)
    dossier.refresh_from_db()
    assert dossier.open_clauses == "K7"
    assert [event.verb for event in history_of(dossier)] == ["nomination.file_removed", "nomination.file_added"]


def test_a_file_is_judged_before_any_lock_is_taken(tree, clerk, new_dossier, monkeypatch, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    outside, depths = len(connection.atomic_blocks), []

    def seen(*given, **said):
        depths.append(len(connection.atomic_blocks))
        return store_file(*given, **said)

    monkeypatch.setattr(dossiers, "store_file", seen)
    attach_file(new_dossier(tree["001001"], state="draft"), PDF, name="bien-ban.pdf", by=clerk)

    assert depths == [outside]


def test_a_withdrawn_dossier_no_longer_stands_in_the_way_of_another(tree, clerk, new_dossier, assessed):
    first, second = new_dossier(tree["001001"]), new_dossier(tree["001001"])
    assessed(first, second)
    assert [first.open_clauses, second.open_clauses] == ["", "K8"]

    withdraw_nomination(first, reason="Nộp nhầm", by=clerk)

    assessed(first, second)
    assert [first.state, second.open_clauses] == ["withdrawn", ""]


def test_a_clerk_sees_the_dossiers_of_his_units_and_people(tree, clerk, new_dossier, new_person, new_user):
    own = new_dossier(tree["001001"])
    person = new_dossier(new_person("Lò Thị Ánh", tree["001002"]))
    new_dossier(tree["002001"])
    cell_clerk = new_user(Role.CLERK, over=tree["001002"])
    assert set(nominations_visible_to(clerk)) == {own, person}
    assert set(nominations_visible_to(cell_clerk)) == {person}


def test_a_finding_against_a_persons_unit_holds_his_dossier_and_not_that_of_the_unit_above(
    tree, new_dossier, new_person, assessed
):
    inspection = Inspection.objects.create(
        code="KT1", body="main", body_name="BTV", kind="inspection", starts_on=dt.date(2022, 1, 1)
    )
    facts = {"inspection": inspection, "unit": tree["001001"], "text": "Thiếu sổ"}
    finding = Finding.objects.create(code="KN-1", state="answered", **facts)
    Finding.objects.create(code="KN-2", state="closed", closed_on=dt.date(2022, 5, 1), **facts)
    person = new_dossier(new_person("Lò Thị Ánh", tree["001001"]))
    unit, above = new_dossier(tree["001001"]), new_dossier(tree["001"])

    assessed(person, unit, above)

    assert [dossier.result for dossier in (person, unit, above)] == ["hold", "hold", "waiting"]
    clause = next(c for c in Assessment.objects.get(nomination=person).clauses if c["id"] == "K2")
    assert clause["facts"] == [{"type": "finding", "code": "KN-1", "value": "Thiếu sổ"}]
    assert finding.code in clause["said"]["facts"]["codes"]


def test_a_copied_text_points_to_the_earlier_one_whatever_the_codes_say(tree, new_dossier, assessed):
    later = new_dossier(tree["001001"], submitted_on=dt.date(2023, 5, 2), summary="Một hai ba bốn năm sáu bảy tám")
    earlier = new_dossier(tree["001002"], submitted_on=dt.date(2023, 5, 1), summary="một, hai, ba bốn năm sáu bảy tám!")
    assessed(later, earlier)
    assert [(d.result, d.open_clauses) for d in (later, earlier)] == [("review", "K10"), ("waiting", "")]
    assert (later.assessment.like_code, later.assessment.like_share) == (earlier.code, "1")


def test_asking_again_writes_nothing(tree, round, new_dossier, assessed, machine):
    dossier = assessed(new_dossier(tree["001001"]))
    when = dossier.assessment.assessed_at
    assessed(dossier)
    assert Assessment.objects.get().assessed_at == when
    assert history_of(round).count() == 1
