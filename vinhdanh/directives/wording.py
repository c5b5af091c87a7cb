"""The words of letters and notices, in the language of the office, not of who presses the button."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext, override

from vinhdanh.directives.models import Plan
from vinhdanh.directives.queries.cascade import Column, Step
from vinhdanh.organisation.queries import office


def office_language() -> str:
    here = office()
    return here.language if here is not None else "vi"


def approved_plan(plan: Plan) -> str:
    with override(office_language()):
        return gettext("Kế hoạch %(number)s đã được duyệt.") % {"number": plan.number}


def returned_plan(plan: Plan) -> str:
    with override(office_language()):
        return gettext("Kế hoạch %(number)s được trả lại: %(reason)s") % {
            "number": plan.number,
            "reason": plan.state_reason,
        }


def reminder_text(column: Column, *, today: dt.date, language: str) -> str:
    """A proposal for the letter: what is missing, since when, what to do. A person reads it before it goes."""
    with override(language):
        return gettext(
            "Đến ngày %(today)s, %(unit)s còn %(n)s nội dung quá hạn: %(steps)s. Đề nghị hoàn thành và gửi lại trước "
            "ngày %(answer_by)s; nếu có vướng mắc, đề nghị trả lời để được hướng dẫn."
        ) % {
            "today": f"{today:%d/%m/%Y}",
            "unit": column.unit.name,
            "n": len(column.overdue),
            "steps": "; ".join(_told(step) for step in column.overdue),
            "answer_by": f"{_working_day_after(today, days=7):%d/%m/%Y}",
        }


def _told(step: Step) -> str:
    if step.due_on is None:
        return step.requirement.label
    return gettext("%(step)s (hạn %(day)s)") % {"step": step.requirement.label, "day": f"{step.due_on:%d/%m/%Y}"}


def _working_day_after(day: dt.date, *, days: int) -> dt.date:
    """So many days later, moved on to Monday when that is a weekend."""
    later = day + dt.timedelta(days=days)
    return later + dt.timedelta(days=max(0, 7 - later.weekday()) if later.weekday() > 4 else 0)


def steps_told(steps: Sequence[Step]) -> str:
    return " · ".join(step.requirement.label for step in steps)
