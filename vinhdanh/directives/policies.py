"""Who may do what with directives, plans, commitments, themes, reminders and tasks."""

from django.db.models import Q

from vinhdanh.directives.models import Requirement
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import ALWAYS, Condition, Permission, holds, holds_somewhere, in_state, within
from vinhdanh.organisation.models import FOREVER
from vinhdanh.rules.lifecycle import PLAN, TASK

BY_ITSELF = (Requirement.Kind.REVIEW, Requirement.Kind.OTHER)


def still_exists() -> Condition:
    return Condition("unit.ended", lambda user: Q(ended_on=FOREVER))


def leads_the_task() -> Condition:
    """The clerk of the unit that leads it; the office for every task, also one without a unit."""

    def question(user: Actor) -> Q:
        if user.paths("office"):
            return ALWAYS
        return within(user.paths("clerk"), "lead__path")

    return Condition("role.clerk_or_office", question)


# Asked of the unit at the top: what belongs to the whole organisation.
CREATE_DIRECTIVE = Permission("directive.create", holds("office", over="path"))
SET_THEME = Permission("theme.set", holds("office", over="path"))

SEE_DIRECTIVE = Permission("directive.see", holds_somewhere("office", "leader", "inspector", "clerk", "administrator"))
REQUIRE_OF_UNITS = Permission("directive.require", holds_somewhere("office"))
SET_DUE_DAY = Permission("requirement.set_due", holds_somewhere("office"))
DROP_REQUIREMENT = Permission(
    "requirement.drop",
    holds_somewhere("office"),
    Condition("requirement.has_answers", lambda user: Q(fulfilments=None)),
)

RECORD_PLAN = Permission("plan.record", holds("clerk", "office", over="path"), still_exists())
CHANGE_PLAN = Permission(
    "plan.change",
    holds("clerk", "office", over="unit__path"),
    in_state("plan.already_sent", *PLAN.states_for("send")),
)
SEND_PLAN = Permission(
    "plan.send",
    holds("clerk", "office", over="unit__path"),
    in_state("plan.already_sent", *PLAN.states_for("send")),
    Condition("plan.without_number", lambda user: ~Q(number="") & Q(dated_on__isnull=False)),
)
APPROVE_PLAN = Permission(
    "plan.approve", holds("office", over="unit__path"), in_state("plan.not_sent", *PLAN.states_for("approve"))
)
RETURN_PLAN = Permission(
    "plan.return", holds("office", over="unit__path"), in_state("plan.not_sent", *PLAN.states_for("send_back"))
)

SEE_STEPS = Permission("steps.see", holds("office", "leader", "inspector", "clerk", over="path"))
RECORD_FULFILMENT = Permission("fulfilment.record", holds("clerk", "office", over="path"), still_exists())
REGISTER_COMMITMENTS = Permission("commitments.register", holds("clerk", "office", over="path"), still_exists())
REMIND = Permission("unit.remind", holds("office", over="path"), still_exists())

SEE_TASK = Permission(
    "task.see",
    Condition(
        "role.clerk_or_office",
        lambda user: (
            ALWAYS if user.paths("office", "leader", "inspector") else within(user.paths("clerk"), "lead__path")
        ),
    ),
)
START_TASK = Permission("task.start", leads_the_task(), in_state("task.not_open", *TASK.states_for("start")))
FINISH_TASK = Permission("task.finish", leads_the_task(), in_state("task.already_done", *TASK.states_for("finish")))
REOPEN_TASK = Permission(
    "task.reopen", holds_somewhere("office"), in_state("task.not_done", *TASK.states_for("reopen"))
)
