"""An office that has answered nothing yet: its workbooks say enough for the contest and for every verdict."""

import shutil
from pathlib import Path

import pytest
import yaml

from vinhdanh.commendations.models import Nomination
from vinhdanh.contests.models import Contest, Entry

pytestmark = [pytest.mark.case, pytest.mark.database, pytest.mark.django_db]
CASE = Path(__file__).parent


@pytest.fixture(scope="module")
def bare(load, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bare")
    for workbook in CASE.glob("*.xlsx"):
        shutil.copy(workbook, folder)
    with load(folder) as answer:
        yield answer


def test_the_terms_of_the_contest_are_read_from_their_words(bare):
    contest = Contest.objects.get()
    assert (contest.marks_per_entry, contest.scale, contest.forward) == (3, 100, 396)
    assert contest.ties == ["lowest_mark_desc", "received_asc", "code_asc"]
    assert [tuple(prize) for prize in contest.prizes][:2] == [("Giải Đặc biệt", 1), ("Giải A", 3)]
    assert Entry.objects.filter(is_forwarded=True).order_by("-rank")[0].code == "BDT-1070"


def test_every_dossier_has_the_verdict_that_the_office_s_answers_give(bare):
    expected = yaml.safe_load((CASE / "expected.yaml").read_text(encoding="utf-8"))["nominations"]
    found = {
        code: (result, open_clauses.split())
        for code, result, open_clauses in Nomination.objects.values_list("code", "result", "open_clauses")
    }
    assert found == {one["ma"]: (one["result"], one["clauses"]) for one in expected}
