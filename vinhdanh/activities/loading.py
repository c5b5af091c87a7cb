"""What every load needs besides its files: the office's answers and the day as of which rows are checked."""

import datetime as dt
from pathlib import Path
from typing import Any

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.first_run import answer_first_questions, read_answers
from vinhdanh.organisation.queries import office, today


def load_answers(path: Path | None, *, keep: bool, by: Actor) -> dict[str, Any]:
    """The answers in the file, kept unless this is a trial; without a file those that are kept already."""
    if path is None:
        here = office()
        return here.answers if here is not None else {}
    answers = read_answers(path)
    if keep:
        answer_first_questions(answers, by=by)
    return answers


def context_for(answers: dict[str, Any], *, by: Actor) -> Context:
    return Context(answers=answers, as_of=as_of(answers), actor=by)


def as_of(answers: dict[str, Any]) -> dt.date:
    """Rows are checked as of the day of the report, when the office named one, else as of today."""
    return Answers(answers).report_as_of or today()
