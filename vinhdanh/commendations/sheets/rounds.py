"""Which round the sheets of a batch belong to, and the conditions it asks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from vinhdanh.commendations.actions import assess_round
from vinhdanh.commendations.actions.rounds import OWN
from vinhdanh.commendations.models import Council, Round
from vinhdanh.kernel.sheets.checks import accepted, reject_repeated
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored
from vinhdanh.organisation.answers import Answers, day, texts
from vinhdanh.rules.eligibility.from_words import rating_years, read_sentences
from vinhdanh.rules.terms import days_of
from vinhdanh.rules.text import fold

# Scales that offices use, best first; the first is meant where a word stands in several.
SCALES = (
    ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Không hoàn thành"),
    ("Xuất sắc", "Giỏi", "Tốt", "Khá", "Đạt", "Trung bình", "Yếu", "Không đạt", "Kém"),
    ("Excellent", "Good", "Satisfactory", "Fair", "Unsatisfactory", "Poor"),
    ("A+", "A", "B", "C", "D"),
)


@dataclass(frozen=True, slots=True)
class Effective:
    """What holds for the round of this batch, before anything of it is stored."""

    round: Round | None
    forms: Mapping[str, Mapping[str, Any]]
    ratings: tuple[str, ...]  # best first; empty while nobody said


def effective(context: Context) -> Effective:
    """The office's answers first, then the round that stands; what is read from dossiers comes later."""
    place = "commendations.effective" if context.kinds else "commendations.effective.unread"
    if place not in context.memo:
        said = Answers(context.answers).round
        standing = _standing(said)
        context.memo[place] = Effective(
            standing,
            said.get("forms") or (standing.forms if standing else {}),
            texts(said.get("ratings")) or tuple(standing.ratings if standing else ()),
        )
    found: Effective = context.memo[place]
    return found


def _standing(said: Mapping[str, Any]) -> Round | None:
    if said:
        return Round.objects.filter(code=_code(said)).first()
    alone = list(Round.objects.filter(state="open").order_by("pk")[:2])
    return alone[0] if len(alone) == 1 else None


def _code(said: Mapping[str, Any]) -> str:
    decided = day(said.get("decision_date"))
    named = fold(str(said.get("name") or "")).replace(" ", "-")
    return str(said.get("code") or named or (f"dot-{decided.year}" if decided else "dot-1"))[:40]


def round_of(context: Context) -> Round:
    """The round that the rows of this batch are stored under; `finish_round` writes what its papers say of it."""
    if "commendations.round" not in context.memo:
        said = Answers(context.answers).round
        decided = _decided(context, said, _articles(context))
        context.memo["commendations.round"] = effective(context).round or Round.objects.create(
            code=_code(said), name=_name(context, decided), decision_on=decided
        )
    found: Round = context.memo["commendations.round"]
    return found


def _articles(context: Context) -> dict[str, str]:
    return {row["code"]: row["text"] for row in accepted(context.rows("commendations.conditions"))}


def _name(context: Context, decided: dt.date) -> str:
    office = Answers(context.answers)
    return str(office.round.get("name") or office.say(gettext_noop("Khen thưởng năm %(year)s"), year=decided.year))


def _wanted(context: Context, said: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the round that the answers and the paper speak of; others keep what they have."""
    office = Answers(context.answers)
    held = effective(context)
    articles = _articles(context)
    given = office.report.get("awards") or {}
    ratings = held.ratings or _scale_used(context)
    decided = _decided(context, said, articles)
    award = {name: str(given[name]) for name in ("form", "kind") if given.get(name)}
    if office.issuers.get("own"):
        award["issuer"] = "own"
    conditions = said.get("conditions") or read_sentences(articles, ratings=ratings, award=award)
    period = office.report_period or _period(conditions, decided)
    wanted: dict[str, Any] = {
        "name": _name(context, decided),
        "issuer": office.issuers.get("own"),
        "decision_on": decided,
        "period_from": period and period[0],
        "period_to": period and period[1],
        "forms": _forms(context, held, articles),
        "to_council": list(texts(said.get("to_council"))) or _to_council(context),
        "ratings": list(ratings),
        "conditions": conditions,
        "articles": articles,
        "award_form": given.get("form"),
        "award_kind": given.get("kind"),
        "pack_facts": {"state": "own"},
        **{name: day(said.get(name)) for name in ("opens_on", "closes_on", "verify_by", "council_on")},
    }
    return {name: value for name, value in wanted.items() if value} | {"pack": OWN, "pack_version": ""}


def _decided(context: Context, said: Mapping[str, Any], articles: Mapping[str, str]) -> dt.date:
    """The day the office gave, the round has, or the conditions name as that of the decision; else the cut-off."""
    standing = effective(context).round
    given = day(said.get("decision_date")) or (standing.decision_on if standing else None)
    if given:
        return given
    for text in articles.values():
        if any(words in fold(text) for words in ("ngay quyet dinh", "decision")) and (days := days_of(text)):
            return days[-1]
    return context.as_of


def _period(conditions: Mapping[str, Mapping[str, Any]], decided: dt.date) -> tuple[dt.date, dt.date] | None:
    """Where the office named no period: from the first day that achievements are counted to the decision."""
    starts = [day(body.get("from")) for body in conditions.values() if body.get("rule") == "achieved_between"]
    first = next((start for start in starts if start), None)
    return (first, decided) if first and first <= decided else None


def _forms(context: Context, held: Effective, articles: Mapping[str, str]) -> dict[str, Any]:
    """Form -> for whom, and how many years of rating. Forms nobody listed are those that dossiers ask for."""
    forms = {str(name): dict(facts) for name, facts in held.forms.items()}
    for row in accepted(context.rows("commendations.nominations")):
        if row["form"] not in forms:
            given_to = "unit" if row["recipient"].unit is not None else "person"
            years = rating_years(articles, row["form"]) or 0
            forms[row["form"]] = {"for": given_to, "rating_years": years}
    return forms


def _scale_used(context: Context) -> tuple[str, ...]:
    """The scale whose words the dossiers use; the usual one when they use none or several."""
    used = {
        rating for row in accepted(context.rows("commendations.nominations")) for rating in row["ratings"].values()
    } - {""}
    return next((scale for scale in SCALES if used <= set(scale)), SCALES[0])


def _to_council(context: Context) -> list[str]:
    """Where the office did not say: the forms of the dossiers that the council counted ballots for, else all."""
    forms = {fold(row["code"]): row["form"] for row in accepted(context.rows("commendations.nominations"))}
    counted = [forms.get(fold(row["nomination"])) for row in context.rows("commendations.ballots")]
    return list(dict.fromkeys(form for form in counted if form)) or list(dict.fromkeys(forms.values()))


def council_of(context: Context) -> Council:
    round = round_of(context)
    name = Answers(context.answers).say(gettext_noop("Hội đồng xét %(round)s"), round=round.name)
    return Council.objects.get_or_create(round=round, defaults={"name": name[:300]})[0]


def finish_round(context: Context) -> None:
    """What the papers say of their round, then every dossier against every condition; once a batch."""
    if context.memo.get("commendations.finished"):
        return
    context.memo["commendations.finished"] = True
    round = round_of(context)
    wanted = _days(round) | _wanted(context, Answers(context.answers).round)
    if round.state != "open":
        wanted = {}  # a round that was closed stays as it was decided
    elif effective(context).round is not None and "commendations.conditions" not in context.kinds:
        wanted = _what_is_missing(round, wanted)
    moved = [name for name, value in wanted.items() if getattr(round, name) != value]
    for name in moved:
        setattr(round, name, wanted[name])
    if moved:
        round.save(update_fields=moved)
    assess_round(round, by=context.actor)


def _days(round: Round) -> dict[str, Any]:
    """Days of the round that follow from its dossiers and sessions, where nobody has set them."""
    days = round.nominations.aggregate(opens_on=Min("submitted_on"), closes_on=Max("submitted_on"))
    days |= Council.objects.filter(round=round).aggregate(council_on=Min("sessions__held_on"))
    return {name: found for name, found in days.items() if found and getattr(round, name) is None}


def _what_is_missing(round: Round, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A round that stands was perhaps changed on its page: without its conditions among the sheets, only
    what is empty is filled, and forms that dossiers bring are added."""
    missing = {name: value for name, value in wanted.items() if getattr(round, name) in (None, "", [], {})}
    if round.forms:
        missing["forms"] = {**wanted.get("forms", {}), **round.forms}
    if round.conditions:
        missing = {name: value for name, value in missing.items() if not name.startswith("pack")}
    return missing


def check_conditions(context: Context, rows: list[Row]) -> None:
    reject_repeated(
        rows, column="code", same=lambda row: fold(row["code"]), code="condition.repeated", text=_("điều kiện lặp lại")
    )


def store_conditions(context: Context, rows: list[Row]) -> Stored:
    """The articles are part of the round: `finish_round` writes them."""
    standing = effective(context).round
    if standing is None:
        return Stored(created=len(rows))
    changed = sum(standing.articles.get(row["code"]) != row["text"] for row in rows)
    return Stored(changed=changed, unchanged=len(rows) - changed)


CONDITIONS = SheetKind(
    code="commendations.conditions",
    title=gettext_lazy("Điều kiện xét khen thưởng"),
    words=("điều kiện", "điều kiện xét", "tiêu chuẩn", "tiêu chí", "conditions", "criteria"),
    columns=(
        Column(
            "code",
            (
                "Mã điều kiện",
                "Điều kiện số",
                "Mã tiêu chuẩn",
                "Mã tiêu chí",
                "Ký hiệu",
                "Mã",
                "Condition code",
                "Criterion code",
                "Code",
            ),
            type="code",
            required=True,
        ),
        Column(
            "text",
            (
                "Nội dung",
                "Nội dung điều kiện",
                "Điều kiện",
                "Tiêu chuẩn",
                "Tiêu chí",
                "Diễn giải",
                "Condition",
                "Criterion",
                "Text",
            ),
            required=True,
            max_length=1000,
        ),
    ),
    check=check_conditions,
    store=store_conditions,
    finish=finish_round,
)
