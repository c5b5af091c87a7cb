"""Conditions on what the unit states: months at work, initiatives, discipline, matters under examination."""

from typing import Any

from vinhdanh.rules.eligibility.answers import Answer, Used, day, met, not_asked, not_met, unknown
from vinhdanh.rules.eligibility.facts import Dossier, Frame

type Parameters = dict[str, Any]


def initiatives_at_least(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """So many recognised initiatives within the last years, of one of the scopes asked for."""
    if dossier.declared.initiatives is None:
        return unknown("eligibility.initiatives.not_stated")
    first = frame.rated_until - p["within"] + 1 if p["within"] else 0
    found = [i for i in dossier.declared.initiatives if i.year >= first and (not p["scope"] or i.scope in p["scope"])]
    records = [Used("initiative", i.code, f"{i.year} {i.scope}".strip()) for i in found]
    facts = {"count": len(found), "need": p["at_least"]}
    if len(found) >= p["at_least"]:
        return met("eligibility.initiatives.enough", *records, **facts)
    return not_met("eligibility.initiatives.fewer", *records, **facts)


def months_worked_at_least(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """A person worked so many months in the last rated year. Maternity leave counts as work."""
    if dossier.nominee.type != "person":
        return not_asked("eligibility.months_worked.not_a_person")
    year, stated = frame.rated_until, dossier.declared.months_worked
    if stated is None or year not in stated:
        return unknown("eligibility.months_worked.not_stated", year=year)
    leave = dossier.declared.maternity_months.get(year, 0)
    months = min(12, stated[year] + leave)
    record = Used("months_worked", str(year), f"{stated[year]}+{leave}" if leave else str(stated[year]))
    if months >= p["months"]:
        return met("eligibility.months_worked.enough", record, months=months, year=year)
    return not_met("eligibility.months_worked.fewer", record, months=months, need=p["months"], year=year)


def not_under_examination(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """Nobody is examining discipline, a complaint or a sign of violation: while they do, the dossier waits.

    A pause, not a refusal: nothing is known yet.
    """
    found = [matter for matter in dossier.matters if matter.type != "finding"]
    if found:
        records = [Used(m.type, m.code, m.subject) for m in found]
        return not_met("eligibility.examination.open", *records, matter=", ".join(m.code for m in found))
    if dossier.declared.under_examination is None:
        return unknown("eligibility.examination.not_stated")
    if dossier.declared.under_examination:
        return not_met(
            "eligibility.examination.open",
            Used("declared", dossier.code, dossier.declared.matter),
            matter=dossier.declared.matter,
        )
    return met("eligibility.examination.none")


def achieved_after_discipline(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """After a discipline, achievements count from the day on which its term ends."""
    stated = dossier.declared
    if stated.disciplined is None:
        return unknown("eligibility.discipline.not_stated")
    if not stated.disciplined:
        return met("eligibility.discipline.none")
    if stated.discipline_ends_on is None:
        return unknown("eligibility.discipline.no_end")
    if dossier.achieved_on is None:
        return unknown("eligibility.achieved_between.no_day")
    record = Used("discipline", dossier.code, day(stated.discipline_ends_on))
    facts = {"ends": day(stated.discipline_ends_on), "on": day(dossier.achieved_on)}
    if dossier.achieved_on < stated.discipline_ends_on:
        return not_met("eligibility.discipline.before", record, **facts)
    return met("eligibility.discipline.after", record, **facts)
