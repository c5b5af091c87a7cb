"""How an event of the history is told: one sentence, then what was before and what is after."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import formats
from django.utils.translation import gettext

from vinhdanh.kernel.models import Event
from vinhdanh.web.sentences import SENTENCES

register = template.Library()


@dataclass(frozen=True)
class Change:
    label: str
    before: str | None
    after: str


class Facts(dict[str, str]):
    """Facts of an event as texts; a gap without a fact shows a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def shown(value: Any) -> str:
    """A fact as a person reads it: days as 18/05/2023, numbers grouped, yes and no in words."""
    if value is None or value == "":
        return gettext("(trống)")
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, int | float):
        return str(formats.number_format(value, use_l10n=True, force_grouping=True))
    if isinstance(value, list):
        return ", ".join(shown(part) for part in value)
    text = str(value)
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return dt.date.fromisoformat(text).strftime("%d/%m/%Y")
        except ValueError:
            return text
    return text


def is_change(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and value[0] != value[1]


@register.filter
def told(event: Event) -> str:
    """The sentence registered as `event.<verb>`, its gaps filled from the facts and `%(object)s`."""
    known = SENTENCES.get(f"event.{event.verb}")
    if known is None:
        return f"{event.verb}: {event.object_name}"
    facts = Facts(object=event.object_name)
    for name, value in event.facts.items():
        facts[name] = " → ".join(shown(part) for part in value) if is_change(value) else shown(value)
    return str(known) % facts


@register.filter
def changes(event: Event) -> list[Change]:
    """Facts kept as `[old, new]`, and labelled plain facts that the sentence does not already tell.

    A label is registered as `fact.<model>.<name>` (`fact.meeting.topic`), or as `fact.<name>` for every noun.
    """
    sentence = str(SENTENCES.get(f"event.{event.verb}", ""))
    out = []
    for name, value in event.facts.items():
        if f"%({name})s" in sentence:
            continue
        noun = event.object_type.rpartition(".")[2]
        label = str(SENTENCES.get(f"fact.{noun}.{name}") or SENTENCES.get(f"fact.{name}", ""))
        if is_change(value):
            out.append(Change(label, worded(noun, name, value[0]), worded(noun, name, value[1])))
        elif label:
            out.append(Change(label, None, worded(noun, name, value)))
    return out


def worded(noun: str, name: str, value: Any) -> str:
    """A stored word as people read it, when its noun registered `word.<model>.<fact>.<value>`."""
    known = SENTENCES.get(f"word.{noun}.{name}.{value}") if isinstance(value, str) else None
    return shown(value) if known is None else str(known)
