"""History: what a person did, inside the transaction in which he did it."""

from django.db import connection, models
from django.db.models import QuerySet

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.models import Event


def record(verb: str, subject: models.Model, *, by: Actor, **facts: object) -> Event:
    """Write down that `by` did `verb` to `subject`. Refuses to run outside a transaction.

    Facts are plain JSON values: numbers, texts, lists of them; before/after values as `[old, new]`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{verb} was recorded outside a transaction: the act could be lost, its history kept")
    return Event.objects.create(
        actor_pk=by.pk,
        actor_name=by.display_name,
        verb=verb,
        object_type=subject._meta.label_lower,
        object_pk=subject.pk,
        object_name=str(subject)[:400],
        facts=facts,
    )


def record_many(verb: str, subjects: list[models.Model], *, by: Actor, **facts: object) -> None:
    """The same act on many objects of one kind, in one statement."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"{verb} was recorded outside a transaction: the act could be lost, its history kept")
    Event.objects.bulk_create(
        Event(
            actor_pk=by.pk,
            actor_name=by.display_name,
            verb=verb,
            object_type=subject._meta.label_lower,
            object_pk=subject.pk,
            object_name=str(subject)[:400],
            facts=facts,
        )
        for subject in subjects
    )


def history_of(subject: models.Model) -> QuerySet[Event]:
    """Newest first."""
    return Event.objects.filter(object_type=subject._meta.label_lower, object_pk=subject.pk)
