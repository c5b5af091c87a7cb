"""The facts of all dossiers of a round, gathered with a handful of queries, for the rules to judge."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from vinhdanh.commendations.models import Nomination, NominationFile, Nominee, Round
from vinhdanh.commendations.wording import ARTICLES
from vinhdanh.honours.models import Award
from vinhdanh.inspections.models import Finding
from vinhdanh.organisation.models import FOREVER
from vinhdanh.organisation.queries import answers
from vinhdanh.rules.ballot import Box
from vinhdanh.rules.eligibility import facts
from vinhdanh.rules.eligibility.conditions import Condition, read_conditions
from vinhdanh.rules.eligibility.verdict import Assessed, assess, framed, result_of
from vinhdanh.rules.similarity import Alike, likenesses, nearest

NOT_HANDED_IN = ("draft", "withdrawn")
SHOWN_FROM = Fraction(3, 10)  # a likeness from here on is shown to the verifier, whatever the condition says
DAY_AFTER_ALL = dt.date.max

COLUMNS = (
    "pk",
    "code",
    "form",
    "state",
    "version",
    "submitted_on",
    "submitter_id",
    "achieved_on",
    "votes_yes",
    "votes_total",
    "evidence",
    "summary",
    "ratings",
    "declared",
    "accepted",
    "name",
    "award_id",
    "result",
    "open_clauses",
    "is_leader",
    "days",
    "unit_id",
    "person_id",
)
JOINED = {
    "unit_code": F("unit__code"),
    "unit_started_on": F("unit__started_on"),
    "unit_ended_on": F("unit__ended_on"),
    "person_code": F("person__code"),
    "person_is_active": F("person__is_active"),
    "person_status": F("person__status"),
    "person_is_leader": F("person__is_leader"),
    "person_unit_id": F("person__unit_id"),
}

type Row = dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """A dossier's row and what the rules say of it now."""

    row: Row
    assessed: Assessed
    like: Alike | None

    @property
    def result(self) -> str:
        """The result when clauses that a person accepted no longer stand in the way."""
        accepted = self.row["accepted"]
        if not accepted:
            return self.assessed.result.value
        left = [clause for clause in self.assessed.clauses if clause.id not in accepted]
        return result_of(left, voted=self.assessed.voted).value


def conditions_of(round: Round) -> tuple[Condition, ...]:
    """The conditions that the round was frozen to, each with the office's words or else with ours."""
    return tuple(
        condition
        if condition.article
        else replace(condition, article=str(ARTICLES[condition.rule]) % condition.parameters)
        for condition in read_conditions(round.conditions, articles=round.articles)
    )


def frame_of(round: Round, conditions: Iterable[Condition]) -> facts.Frame:
    """What all dossiers of the round share; what the round leaves open, the office's answers say."""
    office = answers()
    period = (round.period_from, round.period_to) if round.period_from and round.period_to else office.report_period
    forms = {
        str(name): facts.Form(str(name), str(form.get("for", "")), int(form.get("rating_years") or 0))
        for name, form in round.forms.items()
    }
    frame = facts.Frame(
        decided_on=round.decision_on,
        forms=forms,
        ratings=tuple(round.ratings),
        rated_until=rated_until(round),
        to_council=frozenset(round.to_council),
        period=period,
        issuers=office.issuers,
    )
    return framed(frame, tuple(conditions))


def rated_until(round: Round) -> int:
    """The last rated year: stated, else the last that any dossier shows, else the year before the decision."""
    if round.rating_until:
        return round.rating_until
    years = {
        int(year)
        for ratings in Nomination.objects.filter(round=round).values_list("ratings", flat=True)
        for year in ratings
        if str(year).isdigit()
    }
    if years:
        return max(years)
    return (round.decision_on.year - 1) if round.decision_on else 0


def judged(round: Round, *, only: Collection[int] | None = None, compare_texts: bool = True) -> list[Judged]:
    """What the rules say now of every dossier of the round, in the order of their codes; or of `only` some.

    Comparing texts is the slow part: where no text changed, the likeness that was found last is kept.
    """
    conditions = conditions_of(round)
    frame = frame_of(round, conditions)
    everything = Nomination.objects.filter(round=round)
    asked = everything if only is None else everything.filter(pk__in=only)
    rows: list[Row] = list(asked.annotate(**JOINED).values(*COLUMNS, *JOINED).order_by("code"))
    words = next((int(c.parameters["words"]) for c in conditions if c.rule == "text_not_copied"), 5)
    if not compare_texts:
        like = likeness_found_before(asked)
    elif only is None:
        like = likeness_of_all(rows, words)
    else:
        like = likeness_of_some(everything, rows, words)
    known = Known(
        findings=findings_by_unit(asked),
        awards=awards_by_nominee(asked),
        hearings=hearings_by_nomination(asked),
        files=files_by_nomination(asked),
        twins=twins(rows if only is None else same_nominees(everything, rows)),
        peers=peers_by_submitter(everything) if any(c.rule == "share_at_most" for c in conditions) else {},
    )
    return [
        Judged(row, assess(dossier(row, known, like.get(row["code"])), conditions, frame), like.get(row["code"]))
        for row in rows
    ]


@dataclass(frozen=True)
class Known:
    """Facts by the key under which a dossier finds its own."""

    findings: Mapping[int, list[facts.Matter]]
    awards: Mapping[tuple[str, int], list[tuple[int, facts.GivenAward]]]
    hearings: Mapping[int, facts.Hearing]
    files: Mapping[int, list[str]]
    twins: Mapping[str, facts.Earlier]
    peers: Mapping[int, Mapping[str, int]]


def dossier(row: Row, known: Known, like: Alike | None) -> facts.Dossier:
    """One row and what is known of its nominee, as the rules want it."""
    unit_pk = row["unit_id"] or row["person_unit_id"]
    key = ("unit", row["unit_id"]) if row["unit_id"] else ("person", row["person_id"])
    # An award that this very dossier led to is its outcome, not its history.
    awards = tuple(award for pk, award in known.awards.get(key, ()) if pk != row["award_id"])
    return facts.Dossier(
        code=row["code"],
        form=row["form"],
        nominee=nominee(row),
        submitted_on=row["submitted_on"],
        achieved_on=row["achieved_on"],
        votes_yes=row["votes_yes"],
        votes_total=row["votes_total"],
        evidence=(*evidence_items(row["evidence"]), *known.files.get(row["pk"], ())),
        ratings={int(year): rating for year, rating in row["ratings"].items() if str(year).isdigit() and rating},
        awards=awards,
        matters=tuple(known.findings.get(unit_pk, ())),
        declared=declared(row["declared"]),
        twin=known.twins.get(row["code"]),
        like=facts.Likeness(like.earlier, like.share) if like else None,
        hearing=known.hearings.get(row["pk"]),
        peers=known.peers.get(row["submitter_id"], {}),
    )


def nominee(row: Row) -> facts.Nominee:
    if row["unit_id"]:
        ended = row["unit_ended_on"]
        return facts.Nominee(
            "unit",
            row["unit_code"],
            row["name"],
            started_on=row["unit_started_on"],
            ended_on=None if ended == FOREVER else ended,
        )
    if row["person_id"]:
        return facts.Nominee(
            "person", row["person_code"], row["name"], is_active=row["person_is_active"], status=row["person_status"]
        )
    return facts.Nominee(name=row["name"])


def evidence_items(text: str) -> list[str]:
    """Papers named in one cell or field, parted by semicolons or lines."""
    return [part.strip() for line in text.splitlines() for part in line.split(";") if part.strip()]


def declared(stated: Mapping[str, Any]) -> facts.Declared:
    """What the unit stated, from the dossier's form; nothing is guessed where nothing was said."""
    initiatives = stated.get("initiatives")
    ends = stated.get("discipline_ends_on")
    return facts.Declared(
        initiatives=None
        if initiatives is None
        else tuple(
            facts.Initiative(str(i.get("code", "")), int(i["year"]), str(i.get("scope", ""))) for i in initiatives
        ),
        months_worked=_by_year(stated.get("months_worked")),
        maternity_months=_by_year(stated.get("maternity_months")) or {},
        disciplined=stated.get("disciplined"),
        discipline_ends_on=dt.date.fromisoformat(ends) if ends else None,
        under_examination=stated.get("under_examination"),
        matter=str(stated.get("matter", "")),
    )


def _by_year(stated: Mapping[str, int] | None) -> dict[int, int] | None:
    return None if stated is None else {int(year): int(months) for year, months in stated.items()}


def findings_by_unit(asked: QuerySet[Nomination]) -> dict[int, list[facts.Matter]]:
    """Findings that are not closed, of the nominated units and of the persons' own units."""
    units = Q(unit__in=asked.filter(unit__isnull=False).values("unit")) | Q(
        unit__in=asked.filter(person__isnull=False).values("person__unit")
    )
    out: dict[int, list[facts.Matter]] = defaultdict(list)
    found = Finding.objects.filter(units).exclude(state="closed").order_by("code")
    for unit_pk, code, text, due_on in found.values_list("unit_id", "code", "text", "due_on"):
        out[unit_pk].append(facts.Matter(code, subject=text, due_on=due_on))
    return out


def files_by_nomination(asked: QuerySet[Nomination]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = defaultdict(list)
    attached = NominationFile.objects.filter(nomination__in=asked).order_by("pk")
    for nomination_pk, name in attached.values_list("nomination_id", "file__name"):
        out[nomination_pk].append(name)
    return out


def awards_by_nominee(asked: QuerySet[Nomination]) -> dict[tuple[str, int], list[tuple[int, facts.GivenAward]]]:
    """Valid awards of the nominated, with their row, so that a dossier's own outcome can be left out."""
    those = Q(unit__in=asked.filter(unit__isnull=False).values("unit")) | Q(
        person__in=asked.filter(person__isnull=False).values("person")
    )
    out: dict[tuple[str, int], list[tuple[int, facts.GivenAward]]] = defaultdict(list)
    found = Award.objects.filter(those, state="valid").order_by("awarded_on", "pk")
    columns = ("pk", "unit_id", "person_id", "form", "award_kind", "awarded_on", "reason")
    for pk, unit_pk, person_pk, form, kind, on, reason, number, issuer in found.values_list(
        *columns, "decision__number", "decision__issuer"
    ):
        key = ("unit", unit_pk) if unit_pk else ("person", person_pk)
        out[key].append((pk, facts.GivenAward(number, form, kind, issuer, on, reason)))
    return out


def hearings_by_nomination(asked: QuerySet[Nomination]) -> dict[int, facts.Hearing]:
    """What the council counted last on each dossier. A session that is not closed has decided nothing."""
    out: dict[int, facts.Hearing] = {}
    found = Nominee.objects.filter(nomination__in=asked, session__state__in=("closed", "signed"))
    for nominee in found.select_related("session").order_by("session__held_on", "session__code"):
        session = nominee.session
        counts = [getattr(nominee, name) for name in ("issued", "returned", "valid", "invalid", "yes", "no")]
        box = None if None in counts else Box(*counts)
        out[nominee.nomination_id] = facts.Hearing(session.code, session.held_on, session.members, session.present, box)
    return out


def peers_by_submitter(everything: QuerySet[Nomination]) -> dict[int, dict[str, int]]:
    out: dict[int, dict[str, int]] = defaultdict(dict)
    counted = everything.exclude(state__in=NOT_HANDED_IN).values_list("submitter_id", "form").annotate(n=Count("pk"))
    for submitter_pk, form, count in counted.order_by():
        out[submitter_pk][form] = count
    return out


def handed_in(row: Row) -> tuple[dt.date, str]:
    """The order of submission: by day, then by code."""
    return (row["submitted_on"] or DAY_AFTER_ALL, row["code"])


def same_nominees(everything: QuerySet[Nomination], rows: list[Row]) -> list[Row]:
    """All dossiers of the round for the nominees of these rows."""
    units = [row["unit_id"] for row in rows if row["unit_id"]]
    people = [row["person_id"] for row in rows if row["person_id"]]
    columns = ("code", "state", "submitted_on", "unit_id", "person_id", "form")
    return list(everything.filter(Q(unit__in=units) | Q(person__in=people)).values(*columns))


def twins(rows: list[Row]) -> dict[str, facts.Earlier]:
    """Dossier -> the first one submitted for the same nominee and form."""
    first: dict[tuple[Any, ...], Row] = {}
    out: dict[str, facts.Earlier] = {}
    for row in sorted(rows, key=handed_in):
        if row["state"] == "withdrawn" or not (row["unit_id"] or row["person_id"]):
            continue
        before = first.setdefault((row["unit_id"], row["person_id"], row["form"]), row)
        if before is not row:
            out[row["code"]] = facts.Earlier(before["code"], before["submitted_on"])
    return out


def likeness_of_all(rows: list[Row], words: int) -> dict[str, Alike]:
    ordered = sorted((row for row in rows if row["state"] not in NOT_HANDED_IN), key=handed_in)
    return likenesses([(row["code"], row["summary"]) for row in ordered], share=SHOWN_FROM, words=words)


def likeness_of_some(everything: QuerySet[Nomination], rows: list[Row], words: int) -> dict[str, Alike]:
    texts = everything.exclude(state__in=NOT_HANDED_IN).values("code", "submitted_on", "summary")
    ordered = sorted(texts, key=handed_in)
    out = {}
    for row in rows:
        before = [(r["code"], r["summary"]) for r in ordered if handed_in(r) < handed_in(row)]
        found = nearest(row["summary"], before, share=SHOWN_FROM, words=words)
        if found is not None:
            out[row["code"]] = found
    return out


def likeness_found_before(asked: QuerySet[Nomination]) -> dict[str, Alike]:
    found = asked.exclude(assessment__like_code="").filter(assessment__isnull=False)
    columns = ("code", "assessment__like_code", "assessment__like_share")
    return {code: Alike(earlier, Fraction(share)) for code, earlier, share in found.values_list(*columns)}
