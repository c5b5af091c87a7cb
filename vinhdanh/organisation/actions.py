"""What an office does with its organisation by hand: corrects plain facts, words the levels."""

import datetime as dt
from typing import Any

from django.db import transaction

from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record
from vinhdanh.kernel.versions import locked, save_version
from vinhdanh.organisation.models import FOREVER, Person, Unit, UnitKind, UnitName
from vinhdanh.organisation.policies import EDIT_PERSON, EDIT_UNIT, WORD_LEVELS
from vinhdanh.organisation.queries import answers
from vinhdanh.rules.text import fold, person_key, text_key


def plain(value: Any) -> Any:
    """A fact as the history keeps it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def differences(row: Any, facts: dict[str, Any]) -> dict[str, list[Any]]:
    """What would change: name of the fact -> [before, after]."""
    return {
        name: [plain(getattr(row, name)), plain(value)] for name, value in facts.items() if getattr(row, name) != value
    }


@transaction.atomic
def correct_unit(unit: Unit, facts: dict[str, Any], *, version: int, by: Actor) -> None:
    """Correct a unit's name as it should always have been written, and its basis.

    A rename with a date is a reorganisation and keeps the old name; this is for mistakes, so the
    name of today's period is written anew.
    """
    EDIT_UNIT.demand(by, unit)
    row = locked(Unit.objects.all(), unit.pk, version=version)
    changes = differences(row, facts)
    if not changes:
        return
    for name, value in facts.items():
        setattr(row, name, value)
    row.name_key, row.sort_key = fold(row.name), text_key(row.name)
    save_version(row, [*facts, "name_key", "sort_key"])
    if "name" in changes:
        UnitName.objects.filter(unit=row, valid_to__in={FOREVER, row.ended_on}).update(name=row.name)
    record("unit.corrected", row, by=by, **changes)


@transaction.atomic
def correct_person(person: Person, facts: dict[str, Any], *, version: int, by: Actor) -> None:
    """Correct what is known of a person. Moving him to another unit asks for the right over that unit, too."""
    EDIT_PERSON.demand(by, person)
    row = locked(Person.objects.select_related("unit"), person.pk, version=version)
    if facts.get("unit") and facts["unit"] != row.unit:
        EDIT_UNIT.demand(by, facts["unit"])
    changes = differences(row, facts)
    if not changes:
        return
    for name, value in facts.items():
        setattr(row, name, value)
    row.name_key, row.sort_key = fold(row.name), person_key(row.name)
    row.birth_year = row.birth_date.year if row.birth_date else row.birth_year
    active = answers().active_words
    row.is_active = row.status in active if active else row.is_active
    save_version(row, [*facts, "name_key", "sort_key", "birth_year", "is_active"])
    record("person.corrected", row, by=by, **changes)


@transaction.atomic
def word_levels(words: dict[UnitKind, tuple[str, str]], *, by: Actor) -> int:
    """Give the levels this office's own words. Returns how many words changed."""
    changed = 0
    for kind, (word, word_en) in words.items():
        WORD_LEVELS.demand(by, kind)
        changes = differences(kind, {"word": word, "word_en": word_en})
        if changes:
            kind.word, kind.word_en = word, word_en
            kind.save(update_fields=["word", "word_en"])
            record("kind.worded", kind, by=by, **changes)
            changed += len(changes)
    return changed
