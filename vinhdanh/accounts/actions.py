"""What is done with accounts: made, granted a role, locked, told something."""

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from vinhdanh.accounts.models import Grant, Notice, User
from vinhdanh.accounts.policies import END_GRANT, GIVE_ROLE, MANAGE_USER, TURN_OFF_USER
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.organisation.models import FOREVER, Person, Unit
from vinhdanh.rules.reasons import Reason, Refused

# Letters and digits that nobody takes for one another when read aloud or from paper.
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def notify(users: Iterable[User], text: str, *, url: str = "", by: Actor) -> list[Notice]:
    """Tell these users something, once each. Whoever did it himself is not told."""
    told = {user.pk: user for user in users if user.is_active and user.pk != by.pk}
    return Notice.objects.bulk_create(Notice(user=user, text=text[:500], url=url[:300]) for user in told.values())


def new_password() -> str:
    """A first password, in four groups so that it can be read out."""
    return "-".join("".join(secrets.choice(CLEAR) for _ in range(4)) for _ in range(4))


@transaction.atomic
def create_user(
    *, username: str, name: str, email: str = "", person: Person | None = None, by: Actor
) -> tuple[User, str]:
    """Make an account with a first password that works until its owner sets his own. Returns both."""
    demand_over_everybody(by)
    password = new_password()
    user = User(username=username, name=name, email=email, person=person, must_change_password=True)
    user.set_password(password)
    user.save()
    record("user.created", user, by=by, username=username)
    return user, password


def demand_over_everybody(by: Actor) -> None:
    """Accounts belong to no unit: whoever administers any part may make them."""
    if not by.paths("administrator"):
        raise Refused(Reason("role.administrator"))


@transaction.atomic
def rename_user(user: User, *, name: str, email: str, by: Actor) -> None:
    """Correct the name and the address of an account."""
    MANAGE_USER.demand(by, user)
    facts = {f: [getattr(user, f), new] for f, new in (("name", name), ("email", email)) if getattr(user, f) != new}
    if not facts:
        return
    user.name, user.email = name, email
    user.save(update_fields=["name", "email"])
    record("user.changed", user, by=by, **facts)


@transaction.atomic
def reset_password(user: User, *, by: Actor) -> str:
    """Give a new first password to somebody who forgot his own. All his open sessions end."""
    MANAGE_USER.demand(by, user)
    password = new_password()
    user.set_password(password)
    user.must_change_password, user.shown_password = True, ""
    user.save(update_fields=["password", "must_change_password", "shown_password"])
    record("user.password_reset", user, by=by)
    return password


@transaction.atomic
def change_password(user: User, password: str, *, by: Actor) -> None:
    """A user's own new password."""
    if by.pk != user.pk:
        raise Refused(Reason("user.not_yourself"))
    user.set_password(password)
    user.must_change_password, user.shown_password = False, ""
    user.save(update_fields=["password", "must_change_password", "shown_password"])
    record("user.password_changed", user, by=by)


@transaction.atomic
def turn_off_user(user: User, *, by: Actor) -> None:
    """The account can no longer sign in; what its owner did stays in every history."""
    TURN_OFF_USER.demand(by, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("user.turned_off", user, by=by)


@transaction.atomic
def turn_on_user(user: User, *, by: Actor) -> None:
    """The account can sign in again, with the roles it still holds."""
    MANAGE_USER.demand(by, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("user.turned_on", user, by=by)


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: str,
    unit: Unit | None,
    valid_from: dt.date | None = None,
    valid_to: dt.date = FOREVER,
    by: Actor,
) -> Grant:
    """Give a role over a unit and everything below it (without a unit: over everything), for a time."""
    if unit is not None:
        GIVE_ROLE.demand(by, unit)
    elif "" not in by.paths("administrator"):
        raise Refused(Reason("role.administrator"))
    since = valid_from or timezone.localdate()
    if since >= valid_to:
        raise Refused(Reason("grant.ends_before_it_starts"))
    if Grant.objects.filter(user=user, role=role, unit=unit, valid_from__lt=valid_to, valid_to__gt=since).exists():
        raise Refused(Reason("grant.held_already"))
    grant = Grant.objects.create(user=user, role=role, unit=unit, valid_from=since, valid_to=valid_to)
    record("user.role_given", user, by=by, role=str(grant), valid_from=since.isoformat(), **until(valid_to))
    with override(user.language or settings.LANGUAGE_CODE):
        notify([user], gettext("Anh/chị được giao vai trò %(role)s.") % {"role": grant}, url="/tai-khoan/", by=by)
    return grant


def until(day: dt.date) -> Mapping[str, str]:
    """The last day as a fact of the history; nothing when the role has no end."""
    return {} if day == FOREVER else {"valid_to": day.isoformat()}


@transaction.atomic
def end_grant(grant: Grant, *, by: Actor) -> None:
    """The role ends today. A role that never began is taken away; the history keeps both."""
    END_GRANT.demand(by, grant)
    today = timezone.localdate()
    record("user.role_ended", grant.user, by=by, role=str(grant))
    if grant.valid_from >= today:
        grant.delete()
        return
    grant.valid_to = today
    grant.save(update_fields=["valid_to"])


@transaction.atomic
def read_notices(user: User, *, by: Actor) -> int:
    """All notices of this user count as read. Not an act on a record, so no history."""
    if by.pk != user.pk:
        raise Refused(Reason("user.not_yourself"))
    return Notice.objects.filter(user=user, read_at__isnull=True).update(read_at=timezone.now())


@transaction.atomic
def read_notice(notice: Notice, *, by: Actor) -> None:
    """One notice counts as read when its owner opened it."""
    if by.pk != notice.user_id:
        raise Refused(Reason("user.not_yourself"))
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])


@transaction.atomic
def choose_looks(user: User, *, theme: str, language: str, by: Actor) -> None:
    """Light or dark, Vietnamese or English: kept with the account, so that every browser starts so."""
    if by.pk != user.pk:
        raise Refused(Reason("user.not_yourself"))
    user.theme, user.language = theme, language
    user.save(update_fields=["theme", "language"])
