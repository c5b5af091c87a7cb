"""The office's own round: every dossier's result and clauses, from the workbooks to the command."""

import json
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from vinhdanh.commendations.actions import assess_round
from vinhdanh.commendations.models import Nomination, Nominee, Round, Session
from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.case]
CASE = Path(__file__).parents[1] / "case"


def said(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_every_dossier_of_the_case_gets_its_result_and_its_clauses():
    expected = yaml.safe_load((CASE / "expected.yaml").read_text(encoding="utf-8"))["nominations"]
    said("load", str(CASE))

    found = json.loads(said("round", "verdicts", "--json"))

    hits = [[c["id"] for c in one["clauses"] if c["state"] in ("not_met", "unknown")] for one in found]
    assert [(one["code"], one["result"], hit) for one, hit in zip(found, hits, strict=True)] == [
        (one["ma"], one["result"], one["clauses"]) for one in expected
    ]

    # What was written down is what the command says, and asking again writes nothing.
    kept = Nomination.objects.order_by("code").values_list("code", "result")
    assert list(kept) == [(one["ma"], one["result"]) for one in expected]
    events = Event.objects.count()
    assess_round(Round.objects.get(), by=Machine("người thử"))
    assert Event.objects.count() == events

    # The papers of the two sessions were taken over: what they decided moved on.
    assert list(Session.objects.values_list("code", "state")) == [("P1", "closed"), ("P2", "closed")]
    states = {one["ma"]: "approved" for one in expected if one["result"] == "pass"}
    assert dict(Nomination.objects.filter(state="approved").values_list("code", "state")) == states
    assert Nominee.objects.filter(verdict="no_quorum").count() == 9
    assert Nomination.objects.filter(state="before_council").count() == 9
    copied = {one["ma"]: one["copy_of"] for one in expected if "copy_of" in one}
    assert dict(Nomination.objects.filter(result="review").values_list("code", "assessment__like_code")) == copied
