"""Every figure that the office expects of its workbooks comes out, in value and in type, with its records."""

import csv
import io
import sys

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vinhdanh.reports.catalogue import compute_all, scope_of

pytestmark = [pytest.mark.case, pytest.mark.database]


def test_every_expected_figure_comes_out_exactly(told, expected):
    found = {one["key"]: told["figures"].get(one["key"], {}).get("value", "no such figure") for one in expected}

    assert {key: (value, type(value)) for key, value in found.items()} == {
        one["key"]: (one["value"], type(one["value"])) for one in expected
    }


def test_the_case_has_its_130_figures(expected):
    assert len(expected) == 130


def test_every_direct_unit_has_its_own_figures(told):
    codes = {
        key.split(".")[2] for key in told["figures"] if key.startswith("org.cells.") and key.endswith("2023-05-18")
    }

    assert len(codes) == told["figures"]["org.direct"]["value"]
    for beginning in ("contest.entries.", "contest.forwarded.", "round.nominations."):
        assert {key.removeprefix(beginning) for key in told["figures"] if key.startswith(beginning)} == codes


def test_the_figures_of_the_case_do_not_contradict_each_other(told):
    assert told["contradictions"] == []


def test_a_count_has_as_many_records_as_it_says(told):
    counts = {
        key: (figure["value"], figure["records"])
        for key, figure in told["figures"].items()
        if key.startswith(
            ("org.", "contest.entries", "contest.committees", "round.result.", "round.clause.", "control.")
        )
        and isinstance(figure["value"], int)
    }

    assert {key: pair for key, pair in counts.items() if pair[0] != pair[1]} == {}


def test_all_figures_take_fewer_than_40_queries(case):
    with CaptureQueriesContext(connection) as values:
        compute_all(scope_of())
    with CaptureQueriesContext(connection) as records:
        compute_all(scope_of(), with_records=True)

    assert (len(values) < 40, len(records) < 40) == (True, True)


def test_values_are_the_same_with_and_without_their_records(case):
    alone = {key: figure.value for key, figure in compute_all(scope_of()).items()}
    together = {key: figure.value for key, figure in compute_all(scope_of(), with_records=True).items()}

    assert alone == together


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("contest.entries", 1108),
        ("contest.committees", 41),
        ("awards.own.collective", 99),
        ("round.clause.K12", 36),
        ("plans.missing.2023", 3),
        ("control.main.orgs", 46),
        ("org.cells.001.2021-12-31", 217),
        ("act.studies", 412),
    ],
)
def test_the_rows_behind_a_figure_are_as_many_as_it_counts(case, monkeypatch, key, rows):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)

    call_command("figures", key, "--rows")

    assert len(list(csv.reader(io.StringIO(out.getvalue())))) == 1 + rows
