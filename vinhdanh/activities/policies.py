"""Who may see, add and change what units did."""

from django.db.models import Q

from vinhdanh.kernel.permissions import Condition, Permission, holds
from vinhdanh.organisation.queries import today

READERS = ("office", "clerk", "leader", "inspector", "organiser", "secretary")
WRITERS = ("office", "clerk")

SEE_ACTIVITY = Permission("activity.see", holds(*READERS, over="unit__path"))

# Asked of the unit to which the activity is added.
ADD_ACTIVITY = Permission(
    "activity.add",
    holds(*WRITERS, over="path"),
    Condition("activity.unit_not_begun", lambda user: Q(started_on__lte=today())),
)

EDIT_ACTIVITY = Permission("activity.edit", holds(*WRITERS, over="unit__path"))

# Tables of the whole organisation come in through those who answer for all of it.
TAKE_IN = ("office", "administrator")
