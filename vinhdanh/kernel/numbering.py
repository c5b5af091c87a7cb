"""Numbers without gaps or doubles: taken inside the transaction of the act that uses them."""

from django.db import connection
from django.db.models import F

from vinhdanh.kernel.models import IssuedNumber, NumberSeries


def next_number(series: str, *, purpose: str) -> int:
    """The number of `purpose` in `series`: the next one, or the one it was given before.

    Must run inside a transaction, so that a failed act gives its number back. The row of the series
    is locked until then; two acts at once get two numbers in turn.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"a number of {series} was asked for outside a transaction")
    row, _ = NumberSeries.objects.get_or_create(name=series)
    NumberSeries.objects.select_for_update().get(pk=row.pk)
    given = IssuedNumber.objects.filter(purpose=purpose).first()
    if given is not None:
        if given.series_id != row.pk:
            raise ValueError(f"{purpose} already has number {given.number} of another series than {series}")
        return given.number
    NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + 1)
    number = NumberSeries.objects.get(pk=row.pk).last
    IssuedNumber.objects.create(series=row, number=number, purpose=purpose)
    return number
