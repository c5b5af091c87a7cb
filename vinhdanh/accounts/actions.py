"""What is done with accounts: telling people what changed for them."""

from collections.abc import Iterable

from django.db import transaction

from vinhdanh.accounts.models import Notice, User
from vinhdanh.kernel.actor import Actor


@transaction.atomic
def notify(users: Iterable[User], text: str, *, url: str = "", by: Actor) -> list[Notice]:
    """Tell these users something, once each. Whoever did it himself is not told."""
    told = {user.pk: user for user in users if user.is_active and user.pk != by.pk}
    return Notice.objects.bulk_create(Notice(user=user, text=text[:500], url=url[:300]) for user in told.values())
