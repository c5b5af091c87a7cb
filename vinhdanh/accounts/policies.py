"""Who may make accounts and give roles. Somebody must always be left who can."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone

from vinhdanh.accounts.models import Grant, Role
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import ALWAYS, NEVER, Condition, Permission, holds, holds_somewhere, within
from vinhdanh.organisation.models import FOREVER


def in_force() -> Q:
    """Grants of active users that hold today and have no end."""
    return Q(role=Role.ADMINISTRATOR, user__is_active=True, valid_from__lte=timezone.localdate(), valid_to=FOREVER)


def another_administrator(of_user: str, *, path: str | None) -> Exists:
    """Somebody else administers this place or one above it for good. `path` names the column of the place."""
    others = Grant.objects.filter(in_force()).exclude(user=OuterRef(of_user))
    if path is not None:
        above = Q(unit__path=Substr(OuterRef(path), 1, Length(F("unit__path"))))
        others = others.filter(Q(unit__isnull=True) | above)
    return Exists(others)


def administers_everything(user: Actor) -> Q:
    return ALWAYS if "" in user.paths("administrator") else NEVER


def holds_nothing_outside(user: Actor) -> Q:
    """Whoever administers a part may not touch accounts whose roles reach beyond it."""
    paths = user.paths("administrator")
    if "" in paths:
        return ALWAYS
    lasting = Grant.objects.filter(user=OuterRef("pk"), valid_to__gt=timezone.localdate())
    return ~Q(Exists(lasting.exclude(within(paths, "unit__path"))))


OVER_THEM = (holds_somewhere("administrator"), Condition("user.above_you", holds_nothing_outside))
MANAGE_USER = Permission("user.manage", *OVER_THEM)

TURN_OFF_USER = Permission(
    "user.turn_off",
    *OVER_THEM,
    Condition("user.is_yourself", lambda user: ~Q(pk=user.pk)),
    Condition("user.off_already", lambda user: Q(is_active=True)),
    Condition(
        "user.last_administrator",
        lambda user: (
            ~Q(grants__role=Role.ADMINISTRATOR, grants__valid_to=FOREVER) | Q(another_administrator("pk", path=None))
        ),
    ),
)

GIVE_ROLE = Permission("role.give", holds("administrator", over="path"))

END_GRANT = Permission(
    "grant.end",
    Condition(
        "role.administrator",
        lambda user: administers_everything(user) | holds("administrator", over="unit__path").question(user),
    ),
    Condition("grant.ended_already", lambda user: Q(valid_to__gt=timezone.localdate())),
    Condition(
        "grant.last_administrator",
        lambda user: ~Q(role=Role.ADMINISTRATOR) | Q(another_administrator("user", path="unit__path")),
    ),
)
