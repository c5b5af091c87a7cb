"""Two people saved one row: the second sees both versions side by side, and nothing he typed is lost."""

from typing import Any

from django.db.models import Model
from django.forms import BoundField, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext


def shown(field: BoundField, value: Any) -> str:
    """A value as its form shows it: the word of a choice, a day as typed, yes or no."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    choices = getattr(field.field, "choices", None)
    if choices is not None:
        return str(dict(choices).get(value, value))
    prepared = field.field.prepare_value(value)
    return str(field.field.widget.format_value(prepared) or "–")


def conflict_page(request: HttpRequest, form: Form, stored: Model) -> HttpResponse:
    """What is stored now beside what was sent. Sending it again from here overwrites knowingly.

    The form has a hidden field `version`; every other field is named like the column it writes.
    """
    rows = []
    for field in form:
        if field.name == "version":
            continue
        theirs, mine = getattr(stored, field.name), form.cleaned_data.get(field.name)
        if theirs != mine:
            rows.append({"label": field.label, "theirs": shown(field, theirs), "mine": shown(field, mine)})
    kept = [(name, value) for name, values in request.POST.lists() for value in values if name not in SKIPPED]
    page = {"rows": rows, "kept": kept, "version": stored.version, "stored": stored}  # type: ignore[attr-defined]
    return render(request, "web/conflict.html", page, status=409)


SKIPPED = {"csrfmiddlewaretoken", "_once", "version"}
