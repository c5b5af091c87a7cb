"""Who may stop a job."""

from django.db.models import Q

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.permissions import ALWAYS, Condition, Permission, in_state
from vinhdanh.rules.paths import depth


def asked_for_it(user: Actor) -> Q:
    """Jobs that this user asked for; the office and the administrator of the whole see to all of them."""
    if any(depth(path) <= 1 for path in user.paths("office", "administrator")):
        return ALWAYS
    return Q(asked_by_pk=user.pk, asked_by_pk__isnull=False)


SEE_JOB = Permission("job.see", Condition("job.not_yours", asked_for_it))
CANCEL_JOB = Permission(
    "job.cancel",
    Condition("job.not_yours", asked_for_it),
    in_state("job.not_now", "waiting", "running"),
)
