"""Conditions on what the nominee was given before: titles in a row, an award before, the time since."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from vinhdanh.rules.eligibility.answers import Answer, Used, day, met, not_asked, not_met, unknown
from vinhdanh.rules.eligibility.dossier_rules import the_day
from vinhdanh.rules.eligibility.facts import Dossier, Frame, GivenAward

type Parameters = dict[str, Any]


def used(award: GivenAward) -> Used:
    return Used("award", award.code, f"{award.form}, {award.issuer}, {day(award.on)}")


def chosen(dossier: Dossier, frame: Frame, p: Parameters) -> list[GivenAward]:
    """The valid awards that the condition speaks of, the latest first.

    `kind` leaves out what does not count for merit: sudden and thematic awards.
    """
    issuer = frame.issuers.get(p["issuer"], p["issuer"]) if p["issuer"] else ""
    found = [
        award
        for award in dossier.awards
        if (not p["form"] or award.form in p["form"])
        and (not p["kind"] or award.kind in p["kind"])
        and (not issuer or award.issuer == issuer)
    ]
    return sorted(found, key=lambda award: (award.on, award.code), reverse=True)


def longest_run_to(last: int, years: Iterable[int]) -> int:
    """How many years in a row end in `last`."""
    there, run = set(years), 0
    while last - run in there:
        run += 1
    return run


def not_yet_awarded(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """The same issuer did not give the same form and kind within the period (the round's own, or two days)."""
    start, end = the_day(p["from"], frame), the_day(p["to"], frame)
    if p["period"] and frame.period is None:
        return unknown("eligibility.alive_on.no_day")
    if p["period"] and frame.period is not None:
        start, end = frame.period
    found = [a for a in chosen(dossier, frame, p) if (start or dt.date.min) <= a.on <= (end or dt.date.max)]
    if found:
        return not_met("eligibility.not_yet_awarded.given", *map(used, found), code=found[0].code, on=day(found[0].on))
    return met("eligibility.not_yet_awarded.none")


def titles_in_a_row(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """The title was given for so many years in a row, the last rated year included.

    `lag` is how many years after the year it honours a title is decided (0: within that year).
    """
    found = chosen(dossier, frame, p)
    run = longest_run_to(frame.rated_until, (a.on.year - p["lag"] for a in found))
    facts = {"run": run, "need": p["years"], "forms": ", ".join(p["form"])}
    if run >= p["years"]:
        return met("eligibility.titles_in_a_row.enough", *map(used, found[:run]), **facts)
    return not_met("eligibility.titles_in_a_row.fewer", *map(used, found), **facts)


def ratings_in_a_row(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """So many years in a row, up to the last rated one, were rated at least so.

    A gap in the years is unknown, unless a year that is known already breaks the row.
    """
    limit = frame.rank(p["rating"])
    if limit is None:
        return unknown("eligibility.ratings_at_least.strange_word", rating=p["rating"])
    years = frame.years_asked("", years=p["years"])
    ranks = {year: frame.rank(dossier.ratings.get(year, "")) for year in years}
    records = [Used("rating", str(y), dossier.ratings[y]) for y, rank in ranks.items() if rank is not None]
    low = [str(year) for year, rank in ranks.items() if rank is not None and rank > limit]
    missing = [str(year) for year, rank in ranks.items() if rank is None]
    if low:
        return not_met("eligibility.ratings_at_least.lower", *records, years=", ".join(low), rating=p["rating"])
    if missing:
        return unknown("eligibility.ratings_known.missing", *records, years=", ".join(missing))
    return met("eligibility.ratings_at_least.all", *records, years=", ".join(map(str, years)), rating=p["rating"])


def award_before(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """The nominee already has the award that must come before this one."""
    found = chosen(dossier, frame, p)
    if found:
        return met("eligibility.award_before.there", used(found[0]), on=day(found[0].on), form=found[0].form)
    return not_met("eligibility.award_before.none", forms=", ".join(p["form"]))


def years_since_award(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """Since that award so many full years have passed, all rated at least so.

    The year of the award itself does not count; the last rated year does. "At least one excellent
    among them" is a second rating with its own number.
    """
    found, limit = chosen(dossier, frame, p), frame.rank(p["rating"])
    if not found:
        return not_met("eligibility.award_before.none", forms=", ".join(p["form"]))
    if limit is None:
        return unknown("eligibility.ratings_at_least.strange_word", rating=p["rating"])
    first = found[0].on.year + 1
    facts = {"since": day(found[0].on), "need": p["years"], "years": max(0, frame.rated_until - first + 1)}
    if frame.rated_until - first + 1 < p["years"]:
        return not_met("eligibility.years_since_award.sooner", used(found[0]), **facts)
    years = range(frame.rated_until - p["years"] + 1, frame.rated_until + 1)
    ranks = {year: frame.rank(dossier.ratings.get(year, "")) for year in years}
    records = [Used("rating", str(y), dossier.ratings[y]) for y, rank in ranks.items() if rank is not None]
    low = [str(year) for year, rank in ranks.items() if rank is not None and rank > limit]
    if low:
        return not_met("eligibility.ratings_at_least.lower", *records, years=", ".join(low), rating=p["rating"])
    missing = [str(year) for year, rank in ranks.items() if rank is None]
    if missing:
        return unknown("eligibility.ratings_known.missing", *records, years=", ".join(missing))
    return met("eligibility.years_since_award.enough", used(found[0]), *records, **facts)


def count_since_award(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """So many titles since the earlier award (without one: since ever)."""
    before = chosen(dossier, frame, {**p, "form": p["since"], "issuer": "", "kind": ()})
    since = before[0].on if before and p["since"] else dt.date.min
    found = [award for award in chosen(dossier, frame, p) if award.on > since]
    facts = {"count": len(found), "need": p["at_least"], "forms": ", ".join(p["form"])}
    if len(found) >= p["at_least"]:
        return met("eligibility.count_since_award.enough", *map(used, found), **facts)
    return not_met("eligibility.count_since_award.fewer", *map(used, found), **facts)


def months_since_award(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """So many months lie between the last award of that form and the decision."""
    on, found = frame.decided_on, chosen(dossier, frame, p)
    if not found:
        return met("eligibility.not_yet_awarded.none")
    if on is None:
        return unknown("eligibility.alive_on.no_day")
    last = found[0].on
    months = (on.year - last.year) * 12 + on.month - last.month - (on.day < last.day)
    facts = {"months": months, "need": p["months"], "on": day(last)}
    if months >= p["months"]:
        return met("eligibility.months_since_award.enough", used(found[0]), **facts)
    return not_met("eligibility.months_since_award.sooner", used(found[0]), **facts)


def one_award_per_achievement(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """No award of the same kind was given after this achievement was made: it may be for the same one.

    One achievement, one award. A machine cannot tell whether two achievements are the same, so this
    points a person to the earlier award.
    """
    if dossier.achieved_on is None:
        return unknown("eligibility.achieved_between.no_day")
    found = [award for award in chosen(dossier, frame, p) if award.on >= dossier.achieved_on]
    if found:
        return not_met("eligibility.one_award.after", *map(used, found), code=found[0].code, on=day(found[0].on))
    return met("eligibility.one_award.none")


def share_at_most(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """A cap: at most this share of the dossiers of a base form, of the same submitter.

    Rounded down unless the rule says up. Which of the dossiers go, people decide; so the answer is
    the same for all of them.
    """
    base, here = dossier.peers.get(p["of"], 0), dossier.peers.get(dossier.form, 0)
    if base == 0:
        return unknown("eligibility.share_at_most.no_base", of=p["of"])
    exact = p["share"] * base
    most = -(-exact.numerator // exact.denominator) if p["rounding"] == "up" else int(exact)
    record = Used("round", p["of"], str(base))
    if here > most:
        return not_met("eligibility.share_at_most.more", record, here=here, most=most, of=p["of"])
    return met("eligibility.share_at_most.within", record, here=here, most=most, of=p["of"])


def only_for(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """The form is for units, or for persons, only."""
    if not dossier.nominee.type:
        return unknown("eligibility.alive_on.stranger", Used("nominee", dossier.nominee.code, dossier.nominee.name))
    form = frame.forms.get(dossier.form)
    if form is None:
        return unknown("eligibility.only_for.strange_form", form=dossier.form)
    if not form.given_to:
        return not_asked("eligibility.only_for.both")
    if form.given_to != dossier.nominee.type:
        return not_met("eligibility.only_for.other", Used(dossier.nominee.type, dossier.nominee.code), form=form.name)
    return met("eligibility.only_for.fits")
