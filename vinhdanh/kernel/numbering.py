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


def next_numbers(series: str, *, purposes: list[str]) -> list[int]:
    """Numbers for many purposes at once, in their order, with the promises of `next_number`."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"numbers of {series} were asked for outside a transaction")
    row, _ = NumberSeries.objects.get_or_create(name=series)
    row = NumberSeries.objects.select_for_update().get(pk=row.pk)
    given: dict[str, int] = {}
    for start in range(0, len(purposes), 500):
        for known in IssuedNumber.objects.filter(purpose__in=purposes[start : start + 500]):
            if known.series_id != row.pk:
                raise ValueError(f"{known.purpose} already has number {known.number} of another series than {series}")
            given[known.purpose] = known.number
    new = [purpose for purpose in dict.fromkeys(purposes) if purpose not in given]
    for number, purpose in enumerate(new, row.last + 1):
        given[purpose] = number
    NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + len(new))
    IssuedNumber.objects.bulk_create(
        (IssuedNumber(series=row, number=given[purpose], purpose=purpose) for purpose in new), batch_size=500
    )
    return [given[purpose] for purpose in purposes]


def continue_series(series: str, *, after: int) -> None:
    """Let a series that was never used begin after a number that was given on paper before."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"the series {series} was begun outside a transaction")
    NumberSeries.objects.get_or_create(name=series, defaults={"last": after})
