"""What people do with directives, plans, commitments, themes, reminders and tasks."""

from vinhdanh.directives.actions.derive import derive_fulfilments
from vinhdanh.directives.actions.directives import (
    create_directive,
    drop_requirement,
    record_fulfilment,
    require_of_units,
    set_due_day,
    set_theme,
)
from vinhdanh.directives.actions.plans import (
    approve_plan,
    change_plan,
    record_plan,
    register_commitments,
    return_plan,
    send_plan,
)
from vinhdanh.directives.actions.reminders import Letter, remind_units
from vinhdanh.directives.actions.tasks import finish_task, reopen_task, start_task

__all__ = [
    "Letter",
    "approve_plan",
    "change_plan",
    "create_directive",
    "derive_fulfilments",
    "drop_requirement",
    "finish_task",
    "record_fulfilment",
    "record_plan",
    "register_commitments",
    "remind_units",
    "reopen_task",
    "require_of_units",
    "return_plan",
    "send_plan",
    "set_due_day",
    "set_theme",
    "start_task",
]
