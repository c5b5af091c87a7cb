"""Who may do what with rounds, dossiers, sessions and counts."""

from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from vinhdanh.commendations.models import Nomination, Nominee, TellerCount
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import (
    ALWAYS,
    Condition,
    Permission,
    holds,
    holds_somewhere,
    in_state,
    within,
)
from vinhdanh.organisation.queries import root_unit, today
from vinhdanh.rules.lifecycle import COUNCIL_SESSION, NOMINATION

READERS = ("office", "secretary", "leader")
ELIGIBLE = ("pass", "waiting")


def covers_everything(paths: list[str]) -> bool:
    """Whether these subtrees are the whole tree: then a list need not join the units to know."""
    if "" in paths:
        return True
    if not paths:
        return False
    root = cache.get_or_set("commendations:root", lambda: getattr(root_unit(), "path", "-"), 60)
    return root in paths


def of_own_units(paths: list[str]) -> Q:
    """Dossiers that these subtrees send, or that nominate one of their units or people."""
    return within(paths, "submitter__path") | within(paths, "unit__path") | within(paths, "person__unit__path")


def may_be_seen(user: Actor) -> Q:
    wide = user.paths(*READERS)
    if covers_everything(wide):
        return ALWAYS
    return within(wide, "submitter__path") | of_own_units(user.paths("clerk"))


def writes() -> Condition:
    """The office over the sender, or the clerk of the nominee's or the sender's subtree."""
    return Condition(
        "role.office_or_clerk",
        lambda user: within(user.paths("office"), "submitter__path") | of_own_units(user.paths("clerk")),
    )


def no_conflict() -> Condition:
    """Nobody verifies himself or his own unit."""

    def question(user: Actor) -> Q:
        person = getattr(user, "person", None)
        if person is None:
            return ALWAYS
        return ~(
            Q(person__isnull=False, person=person)
            | Q(unit__isnull=False, unit=person.unit_id)
            | Q(person__isnull=False, person__unit=person.unit_id)
        )

    return Condition("nomination.own_unit", question)


def still_editable() -> Condition:
    """The clerk while it is his; the office also while it verifies."""

    def question(user: Actor) -> Q:
        mine = Q(state__in=NOMINATION.states_for("submit"))
        office = Q(state__in=("submitted", "on_hold")) & within(user.paths("office"), "submitter__path")
        return mine | office

    return Condition("nomination.not_editable", question)


def round_open() -> Condition:
    return in_state("round.closed", "open", field="round__state")


def in_time() -> Condition:
    """Units send until the closing day; what was sent back may come again, and the office may add."""

    def question(user: Actor) -> Q:
        in_window = Q(round__closes_on__isnull=True) | Q(round__closes_on__gte=today())
        return in_window | Q(state="returned") | within(user.paths("office"), "submitter__path")

    return Condition("round.window_over", question)


def office(over: str = "submitter__path") -> Condition:
    return holds("office", over=over)


OPEN_ROUND = Permission("round.open", holds_somewhere("office"))
CHANGE_ROUND = Permission("round.change", holds_somewhere("office"), in_state("round.closed", "open"))
ASSESS_ROUND = Permission("round.assess", holds_somewhere("office", "secretary"))

SEE_NOMINATION = Permission("nomination.see", Condition("nomination.not_yours", may_be_seen))
# Asked of the round to which the dossier is added.
CREATE_NOMINATION = Permission(
    "nomination.create", holds_somewhere("office", "clerk"), in_state("round.closed", "open")
)
# Asked of the unit that sends it, and of the unit nominated or of the person's unit.
SEND_FOR_UNIT = Permission("nomination.send_for", holds("office", "clerk", over="path"))
EDIT_NOMINATION = Permission("nomination.edit", writes(), still_editable(), round_open())
SUBMIT_NOMINATION = Permission(
    "nomination.submit",
    writes(),
    in_state("nomination.already_submitted", *NOMINATION.states_for("submit")),
    round_open(),
    in_time(),
)
WITHDRAW_NOMINATION = Permission(
    "nomination.withdraw",
    writes(),
    in_state("nomination.not_withdrawable", *NOMINATION.states_for("withdraw")),
)
VERIFY_NOMINATION = Permission(
    "nomination.verify",
    office(),
    in_state("nomination.not_in_verification", *NOMINATION.states_for("verify")),
    in_state("nomination.not_eligible", *ELIGIBLE, field="result"),
    no_conflict(),
    round_open(),
)
ACCEPT_CLAUSE = Permission(
    "nomination.accept_clause",
    office(),
    in_state("nomination.not_in_verification", "submitted", "on_hold"),
    no_conflict(),
    round_open(),
)
SEND_BACK_NOMINATION = Permission(
    "nomination.send_back",
    office(),
    in_state("nomination.not_in_verification", *NOMINATION.states_for("send_back")),
    round_open(),
)
HOLD_NOMINATION = Permission(
    "nomination.hold", office(), in_state("nomination.not_in_verification", *NOMINATION.states_for("hold"))
)
RESUME_NOMINATION = Permission(
    "nomination.resume", office(), in_state("nomination.not_on_hold", *NOMINATION.states_for("resume"))
)
REFUSE_NOMINATION = Permission(
    "nomination.refuse", office(), in_state("nomination.not_in_verification", *NOMINATION.states_for("refuse"))
)
ASSIGN_NOMINATION = Permission(
    "nomination.assign", office(), in_state("nomination.finished", "submitted", "returned", "on_hold", "verified")
)
PUT_BEFORE_COUNCIL = Permission(
    "nomination.put_before_council",
    holds_somewhere("office", "secretary"),
    in_state("nomination.not_verified", *NOMINATION.states_for("put_before_council"), "before_council"),
    round_open(),
)

# Asked of the round.
SET_UP_COUNCIL = Permission("council.set_up", holds_somewhere("office", "secretary"), in_state("round.closed", "open"))
MAKE_DECISION = Permission(
    "round.decide",
    holds_somewhere("office", "secretary"),
    in_state("round.closed", "open"),
    Condition(
        "round.nothing_approved",
        lambda user: Q(Exists(Nomination.objects.filter(round=OuterRef("pk"), state="approved", result="pass"))),
    ),
)


def all_counted(user: Actor) -> Q:
    """Every nominee has a count on which two people agreed (or that came agreed, on signed paper)."""
    uncounted = Nominee.objects.filter(session=OuterRef("pk"), yes__isnull=True)
    return ~Q(Exists(uncounted))


def counted_by(user: Actor) -> QuerySet[TellerCount]:
    return TellerCount.objects.filter(nominee=OuterRef("pk"), teller_pk=user.pk or 0)


def two_have_counted(user: Actor) -> Q:
    counters = TellerCount.objects.filter(nominee=OuterRef("pk")).order_by().values("nominee")
    return Q(Exists(counters.annotate(people=Count("teller_pk", distinct=True)).filter(people__gte=2)))


SEE_COUNCIL = Permission("council.see", holds_somewhere("office", "secretary", "teller", "leader"))
CHANGE_SESSION = Permission(
    "session.change",
    holds_somewhere("secretary"),
    in_state("session.already_open", *COUNCIL_SESSION.states_for("open")),
)
OPEN_SESSION = Permission(
    "session.open",
    holds_somewhere("secretary"),
    in_state("session.already_open", *COUNCIL_SESSION.states_for("open")),
    Condition("session.no_agenda", lambda user: Q(Exists(Nominee.objects.filter(session=OuterRef("pk"))))),
    Condition("session.no_members", lambda user: Q(members__gt=0)),
)
CLOSE_SESSION = Permission(
    "session.close",
    holds_somewhere("secretary"),
    in_state("session.not_open", *COUNCIL_SESSION.states_for("close")),
    Condition("session.no_attendance", lambda user: Q(present__isnull=False)),
    Condition("session.not_all_counted", all_counted),
)
SIGN_MINUTES = Permission(
    "session.sign",
    holds_somewhere("secretary", "leader"),
    in_state("session.not_closed", *COUNCIL_SESSION.states_for("sign")),
)
# Asked of the nominee on the agenda.
ENTER_COUNT = Permission(
    "count.enter",
    holds_somewhere("teller"),
    in_state("session.not_open", "open", field="session__state"),
    Condition("count.already_entered", lambda user: ~Q(Exists(counted_by(user)))),
)
COUNT_AGAIN = Permission(
    "count.again",
    holds_somewhere("teller", "secretary"),
    in_state("session.not_open", "open", field="session__state"),
    Condition("count.already_agreed", lambda user: Q(yes__isnull=True)),
    Condition("count.not_two_yet", two_have_counted),
)


def nominations_visible_to(user: Actor) -> QuerySet[Nomination]:
    return SEE_NOMINATION.rows(Nomination.objects.all(), user)


def nominees_of(session_pk: int) -> QuerySet[Nominee]:
    return Nominee.objects.filter(session=session_pk).order_by("position", F("nomination__code"))
