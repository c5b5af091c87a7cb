"""The office's workbooks, loaded once for the tests of a module and taken back afterwards."""

import contextlib
import io
import json
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction

CASE = Path(__file__).parent


@pytest.fixture(scope="session")
def load(django_db_setup, django_db_blocker):
    """`with load(folder) as answer:` what `vinhdanh load` says; everything is taken back at the end."""

    @contextlib.contextmanager
    def loading(folder):
        with django_db_blocker.unblock(), transaction.atomic():
            yield _answer("load", str(folder), "--json")
            transaction.set_rollback(True)

    return loading


@pytest.fixture(scope="session")
def answer_of():
    """`answer_of("load", folder, "--json")`: what a command says as JSON."""
    return _answer


def _answer(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def case(load):
    """What `vinhdanh load` said of the office's case, while its rows stand in the database."""
    with load(CASE) as answer:
        yield answer


@pytest.fixture(scope="session")
def expected():
    """Figure -> value, as the office expects it."""
    data = yaml.safe_load((CASE / "expected.yaml").read_text(encoding="utf-8"))
    return {figure["key"]: figure["value"] for figure in data["figures"]}
