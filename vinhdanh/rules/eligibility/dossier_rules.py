"""Conditions on what the dossier itself says: the nominee, the ratings, the unit's vote, the evidence, the text."""

import datetime as dt
from fractions import Fraction
from typing import Any

from vinhdanh.rules.eligibility.answers import Answer, Used, day, met, not_asked, not_met, unknown
from vinhdanh.rules.eligibility.facts import Dossier, Frame

type Parameters = dict[str, Any]


def the_day(value: dt.date | str | None, frame: Frame) -> dt.date | None:
    """A stated day, or the round's own day of that name."""
    if value == "decision_date":
        return frame.decided_on
    if value in ("period_from", "period_to"):
        return frame.period[value == "period_to"] if frame.period else None
    return value if isinstance(value, dt.date) else None


def percent(part: Fraction) -> str:
    """A share for a sentence: "66,7%" with one decimal, without one when it is whole."""
    tenths = round(part * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


def alive_on(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """A collective exists, a person is active, on the day.

    The first day on which a unit no longer exists is already too late. Of a person the register
    knows only today's state; that is what is asked.
    """
    on, who = the_day(p["date"], frame), dossier.nominee
    if on is None:
        return unknown("eligibility.alive_on.no_day")
    if who.type == "unit" and who.started_on is not None:
        record = Used("unit", who.code, f"{day(who.started_on)} – {day(who.ended_on) if who.ended_on else ''}".strip())
        if who.started_on > on:
            return not_met("eligibility.alive_on.not_yet", record, since=day(who.started_on), on=day(on))
        if who.ended_on is not None and who.ended_on <= on:
            return not_met("eligibility.alive_on.ended", record, ended=day(who.ended_on), on=day(on))
        return met("eligibility.alive_on.alive", record, on=day(on))
    if who.type == "person" and who.is_active is not None:
        record = Used("person", who.code, who.status)
        if not who.is_active:
            return not_met("eligibility.alive_on.left", record, status=who.status)
        return met("eligibility.alive_on.active", record, status=who.status)
    return unknown("eligibility.alive_on.stranger", Used("nominee", who.code, who.name))


def no_open_finding(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """No finding of an inspection is open against the collective, or against the person's own unit.

    Findings against the units above or below do not count.
    """
    found = [matter for matter in dossier.matters if matter.type == "finding"]
    if not dossier.nominee.type:
        return unknown("eligibility.alive_on.stranger", Used("nominee", dossier.nominee.code, dossier.nominee.name))
    if found:
        records = [Used("finding", m.code, m.subject) for m in found]
        return not_met("eligibility.no_open_finding.open", *records, codes=", ".join(m.code for m in found))
    return met("eligibility.no_open_finding.none")


def ratings_known(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """Every year that the form asks for has a rating that this office knows."""
    years = frame.years_asked(dossier.form, years=p["years"])
    if not years:
        return not_asked("eligibility.no_years_asked")
    known = {year: dossier.ratings[year] for year in years if frame.rank(dossier.ratings.get(year, "")) is not None}
    records = [Used("rating", str(year), rating) for year, rating in known.items()]
    missing = [str(year) for year in years if year not in known]
    if missing:
        return unknown("eligibility.ratings_known.missing", *records, years=", ".join(missing))
    return met("eligibility.ratings_known.all", *records, years=", ".join(map(str, years)))


def ratings_at_least(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """None of the years asked is rated below the given rating.

    A year without a rating is unknown; but where another condition of the round already asks for
    it, this one judges the known years only, so that one gap is not told twice.
    """
    years = frame.years_asked(dossier.form, years=p["years"])
    if not years:
        return not_asked("eligibility.no_years_asked")
    limit = frame.rank(p["rating"])
    if limit is None:
        return unknown("eligibility.ratings_at_least.strange_word", rating=p["rating"])
    ranks = {year: frame.rank(dossier.ratings.get(year, "")) for year in years}
    records = [Used("rating", str(y), dossier.ratings[y]) for y, rank in ranks.items() if rank is not None]
    low = [year for year, rank in ranks.items() if rank is not None and rank > limit]
    if low:
        told = ", ".join(f"{year}: {dossier.ratings[year]}" for year in low)
        return not_met("eligibility.ratings_at_least.lower", *records, years=told, rating=p["rating"])
    missing = [str(year) for year, rank in ranks.items() if rank is None]
    if missing and frame.ratings_asked_elsewhere:
        return not_asked("eligibility.ratings_at_least.gap", *records, years=", ".join(missing))
    if missing:
        return unknown("eligibility.ratings_known.missing", *records, years=", ".join(missing))
    return met("eligibility.ratings_at_least.all", *records, years=", ".join(map(str, years)), rating=p["rating"])


def unit_vote_share(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """The unit's own vote: at least this share of ALL who may vote said yes."""
    yes, total = dossier.votes_yes, dossier.votes_total
    if yes is None or not total:
        return unknown("eligibility.unit_vote_share.none")
    record = Used("unit_vote", dossier.code, f"{yes}/{total}")
    facts = {"yes": yes, "total": total, "share": percent(Fraction(yes, total)), "need": str(p["share"])}
    if yes > total:
        return unknown("eligibility.unit_vote_share.impossible", record, **facts)
    if Fraction(yes, total) < p["share"]:
        return not_met("eligibility.unit_vote_share.fewer", record, **facts)
    return met("eligibility.unit_vote_share.enough", record, **facts)


def achieved_between(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """The achievement was made between two days, both included."""
    start, end, on = the_day(p["from"], frame), the_day(p["to"], frame), dossier.achieved_on
    if on is None:
        return unknown("eligibility.achieved_between.no_day")
    if start is None or end is None:
        return unknown("eligibility.alive_on.no_day")
    record = Used("achievement", dossier.code, day(on))
    if start <= on <= end:
        return met("eligibility.achieved_between.inside", record, on=day(on))
    return not_met("eligibility.achieved_between.outside", record, on=day(on), start=day(start), end=day(end))


def has_evidence(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """There is evidence: at least one paper, or as many as asked for."""
    count = len(dossier.evidence)
    records = [Used("evidence", str(n), text) for n, text in enumerate(dossier.evidence, 1)]
    if count < p["at_least"]:
        return unknown("eligibility.has_evidence.missing", *records, count=count, need=p["at_least"])
    return met("eligibility.has_evidence.there", *records, count=count)


def one_dossier_per_form(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """One dossier for a nominee and a form; the one that was submitted first is kept."""
    if dossier.twin is None:
        return met("eligibility.one_dossier_per_form.only")
    sent = day(dossier.twin.submitted_on) if dossier.twin.submitted_on else ""
    return not_met(
        "eligibility.one_dossier_per_form.second", Used("nomination", dossier.twin.code, sent), first=dossier.twin.code
    )


def text_not_copied(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """No text submitted before has this share of word runs in common with the summary."""
    like = dossier.like
    if like is None or like.share < p["share"]:
        return met("eligibility.text_not_copied.own")
    record = Used("nomination", like.code, percent(like.share))
    return not_met("eligibility.text_not_copied.alike", record, first=like.code, share=percent(like.share))
