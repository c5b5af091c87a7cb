"""Rule packs: dated data with their legal basis and how far they were verified. No pack is law.

A pack is a YAML file beside this one. A round copies the edition that is in force on its day, and keeps
that copy whatever the pack says later.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

from vinhdanh.rules.eligibility.conditions import Condition, read_conditions
from vinhdanh.rules.reasons import Reason, Refused, refuse_if_any

FOREVER = dt.date(9999, 12, 31)
STATES = ("unverified", "partly", "verified")
NEEDED = ("version", "valid_from", "basis", "source", "verification", "ratings", "forms", "conditions")


@dataclass(frozen=True)
class Edition:
    """One dated version of a pack, checked. `valid_to` is the first day on which it no longer holds."""

    pack: str
    title: str
    version: str
    valid_from: dt.date
    valid_to: dt.date
    basis: str
    source: str
    state: str
    verified_by: str
    ratings: tuple[str, ...]
    award_kind: str
    forms: Mapping[str, Mapping[str, Any]]
    conditions: Mapping[str, Mapping[str, Any]]
    read: tuple[Condition, ...]

    @property
    def to_council(self) -> list[str]:
        return [name for name, form in self.forms.items() if form.get("to_council")]

    @property
    def articles(self) -> dict[str, str]:
        return {condition.id: condition.article for condition in self.read if condition.article}

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day < self.valid_to


@cache
def all_packs() -> Mapping[str, tuple[Edition, ...]]:
    """Every pack that comes with the product, its editions in order."""
    found = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            editions = read_pack(file.read_text(encoding="utf-8"), where=file.name)
            found[editions[0].pack] = editions
    return found


def edition_on(pack: str, day: dt.date) -> Edition:
    """The edition of the pack that holds on `day`. Raises `Refused` when there is none."""
    for edition in all_packs().get(pack, ()):
        if edition.holds_on(day):
            return edition
    raise Refused(Reason("pack.none_on_day", {"pack": pack, "day": day.strftime("%d/%m/%Y")}))


def read_pack(text: str, *, where: str) -> tuple[Edition, ...]:
    """The editions of one pack file. Raises `Refused` with everything that is wrong in it."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Refused(Reason("pack.not_yaml", {"where": where, "problem": str(error)})) from error
    if not isinstance(data, Mapping) or not data.get("pack") or not isinstance(data.get("editions"), list):
        raise Refused(Reason("pack.missing_key", {"where": where, "key": "pack, editions"}))
    wrong: list[Reason] = []
    editions = []
    for number, body in enumerate(data["editions"], 1):
        place = f"{where}: editions[{number}]"
        try:
            editions.append(_edition(data, body, place))
        except Refused as refused:
            wrong.extend(refused.reasons)
    editions.sort(key=lambda edition: edition.valid_from)
    for before, after in pairwise(editions):
        if before.valid_to > after.valid_from:
            wrong.append(Reason("pack.editions_overlap", {"where": where, "version": after.version}))
    if not editions and not wrong:
        wrong.append(Reason("pack.missing_key", {"where": where, "key": "editions"}))
    refuse_if_any(wrong)
    return tuple(editions)


def _edition(data: Mapping[str, Any], body: Any, where: str) -> Edition:
    body = body if isinstance(body, Mapping) else {}
    wrong = [Reason("pack.missing_key", {"where": where, "key": key}) for key in NEEDED if not body.get(key)]
    refuse_if_any(wrong)
    starts, ends = body["valid_from"], body.get("valid_to") or FOREVER
    if not (isinstance(starts, dt.date) and isinstance(ends, dt.date) and starts < ends):
        wrong.append(Reason("pack.bad_dates", {"where": where}))
    state = str(body["verification"].get("state", "")) if isinstance(body["verification"], Mapping) else ""
    if state not in STATES:
        wrong.append(Reason("pack.bad_state", {"where": where, "state": state, "known": ", ".join(STATES)}))
    wrong.extend(_wrong_forms(body["forms"], where))
    try:
        read = read_conditions(body["conditions"])
    except Refused as refused:
        wrong.extend(
            Reason(r.code, {**r.facts, "where": f"{where} {r.facts.get('where', '')}"}) for r in refused.reasons
        )
        read = ()
    for condition in read:
        for form in condition.forms:
            if form not in body["forms"]:
                wrong.append(Reason("pack.unknown_form", {"where": f"{where} {condition.id}", "form": form}))
    refuse_if_any(wrong)
    return Edition(
        pack=str(data["pack"]),
        title=str(data.get("title") or data["pack"]),
        version=str(body["version"]),
        valid_from=starts,
        valid_to=ends,
        basis=str(body["basis"]),
        source=str(body["source"]),
        state=state,
        verified_by=str(body["verification"].get("by") or ""),
        ratings=tuple(map(str, body["ratings"])),
        award_kind=str(body.get("award_kind") or ""),
        forms=body["forms"],
        conditions=body["conditions"],
        read=read,
    )


def _wrong_forms(forms: Any, where: str) -> list[Reason]:
    if not isinstance(forms, Mapping):
        return [Reason("pack.missing_key", {"where": where, "key": "forms"})]
    wrong = []
    for name, form in forms.items():
        given_to = form.get("for", "") if isinstance(form, Mapping) else None
        years = form.get("rating_years", 0) if isinstance(form, Mapping) else None
        if given_to not in ("", "unit", "person") or not isinstance(years, int) or years < 0:
            wrong.append(Reason("pack.bad_form", {"where": where, "form": str(name)}))
    return wrong
