"""What can be asked of a round: where its dossiers stand, how balanced it is, its rows under a filter."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vinhdanh.commendations.models import Nomination, NominationFile, Round
from vinhdanh.commendations.policies import nominations_visible_to
from vinhdanh.commendations.queries.facts import evidence_items
from vinhdanh.kernel.actor import Actor
from vinhdanh.organisation.queries import direct_units
from vinhdanh.rules.text import fold

ELIGIBLE = ("pass", "waiting")
OUTSIDE = ("rejected", "refused", "withdrawn")
LONG = 90  # days from an achievement to its dossier

STEP_NAMES = ("nhan", "dieu-kien", "tham-dinh", "dat", "hoi-dong", "quyet-dinh")


def step_of(state: str, result: str) -> str:
    """The step of the pipeline on which a dossier stands; empty outside it."""
    if state in ("draft", "returned"):
        return "nhan"
    if state == "on_hold":
        return "dieu-kien"
    if state == "submitted":
        return "tham-dinh" if result in ELIGIBLE else "dieu-kien"
    return {"verified": "dat", "before_council": "hoi-dong", "approved": "quyet-dinh", "decided": "quyet-dinh"}.get(
        state, ""
    )


def on_step(step: str) -> Q:
    """The same as a question to the database."""
    return {
        "nhan": Q(state__in=("draft", "returned")),
        "dieu-kien": Q(state="on_hold") | (Q(state="submitted") & ~Q(result__in=ELIGIBLE)),
        "tham-dinh": Q(state="submitted", result__in=ELIGIBLE),
        "dat": Q(state="verified"),
        "hoi-dong": Q(state="before_council"),
        "quyet-dinh": Q(state__in=("approved", "decided")),
    }[step]


@dataclass(frozen=True)
class Group:
    """Dossiers that are alike in what a round counts."""

    state: str
    result: str
    open_clauses: tuple[str, ...]
    assignee: int | None
    is_leader: bool | None
    count: int


@dataclass(frozen=True)
class Tally:
    """The dossiers of a round that a user sees, grouped by one question."""

    groups: list[Group]

    def count(self, asked: Callable[[Group], bool]) -> int:
        return sum(group.count for group in self.groups if asked(group))

    @property
    def total(self) -> int:
        return self.count(lambda group: True)

    def steps(self) -> Counter[str]:
        out: Counter[str] = Counter()
        for group in self.groups:
            out[step_of(group.state, group.result)] += group.count
        return out

    def on_step(self, step: str, asked: Callable[[Group], bool] = lambda group: True) -> int:
        return self.count(lambda group: step_of(group.state, group.result) == step and asked(group))

    def clauses_with(self, ids: Iterable[str]) -> list[str]:
        """The combinations of open clauses in which one of these stands, as they are kept."""
        wanted = set(ids)
        found = {" ".join(group.open_clauses) for group in self.groups if wanted & set(group.open_clauses)}
        return sorted(found)


def tally_of(rows: QuerySet[Nomination]) -> Tally:
    columns = ("state", "result", "open_clauses", "assignee_pk", "is_leader")
    grouped = rows.order_by().values_list(*columns).annotate(n=Count("pk"))
    return Tally(
        [Group(state, result, tuple(clauses.split()), who, lead, n) for state, result, clauses, who, lead, n in grouped]
    )


@dataclass(frozen=True)
class Asked:
    """The filter of a round's table, as its address says it."""

    step: str = ""
    view: str = ""
    form: str = ""
    clause: str = ""
    result: str = ""
    who: str = ""  # tap-the, ca-nhan
    submitter: str = ""
    text: str = ""
    sort: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether the counts by group cannot tell how many rows there are."""
        return bool(self.form or self.who or self.submitter or self.text)


SORTS: dict[str, tuple[str, ...]] = {
    "": ("code",),
    "so-ngay": ("-days", "code"),
    "phu-trach": ("assignee_name", "code"),
}
VIEWS = ("cua-toi", "thieu-minh-chung", "giong", "tam-dung", "khong-xet", "lau")


def asked_of(params: Mapping[str, str]) -> Asked:
    """Only words that are known; a wrong one is as good as none."""
    step, view, sort = params.get("buoc", ""), params.get("xem", ""), params.get("sap", "")
    return Asked(
        step=step if step in STEP_NAMES else "",
        view=view if view in VIEWS else "",
        form=params.get("hinh-thuc", "")[:120],
        clause=params.get("dieu", "")[:40],
        result=params.get("ket-qua", "")[:12],
        who=params.get("doi-tuong", "") if params.get("doi-tuong") in ("tap-the", "ca-nhan") else "",
        submitter=params.get("don-vi", "")[:40],
        text=params.get("q", "").strip()[:100],
        sort=sort if sort in SORTS else "",
    )


def rules_by_id(round: Round) -> dict[str, str]:
    return {str(id): str(body.get("rule", "")) for id, body in round.conditions.items()}


def ids_of_rule(round: Round, rule: str) -> list[str]:
    return [id for id, name in rules_by_id(round).items() if name == rule]


def view_question(round: Round, view: str, tally: Tally, user: Actor) -> Q:
    """A saved view as a question."""
    if view == "cua-toi":
        return Q(assignee_pk=user.pk)
    if view == "thieu-minh-chung":
        return Q(open_clauses__in=tally.clauses_with(ids_of_rule(round, "has_evidence")))
    if view == "giong":
        return Q(open_clauses__in=tally.clauses_with(ids_of_rule(round, "text_not_copied")))
    if view == "tam-dung":
        return Q(state="on_hold")
    if view == "lau":
        return Q(days__gt=LONG)
    return Q(state__in=OUTSIDE)


def narrowed(rows: QuerySet[Nomination], round: Round, asked: Asked, tally: Tally, user: Actor) -> QuerySet[Nomination]:
    """The rows that the filter leaves."""
    if asked.step:
        rows = rows.filter(on_step(asked.step))
    if asked.view:
        rows = rows.filter(view_question(round, asked.view, tally, user))
    if asked.clause:
        rows = rows.filter(open_clauses__in=tally.clauses_with([asked.clause]))
    if asked.result:
        rows = rows.filter(result=asked.result)
    if asked.form:
        rows = rows.filter(form=asked.form)
    if asked.who:
        rows = rows.filter(is_collective=asked.who == "tap-the")
    if asked.submitter:
        rows = rows.filter(submitter__code=asked.submitter)
    if asked.text:
        key = fold(asked.text)
        rows = rows.filter(
            Q(code__icontains=asked.text) | Q(unit__name_key__contains=key) | Q(person__name_key__contains=key)
        )
    return rows


def count_asked(round: Round, asked: Asked, tally: Tally, user: Actor) -> int | None:
    """How many rows the filter leaves, when the groups can tell it without another question."""
    if asked.is_narrow or asked.view == "lau":
        return None
    of_view: dict[str, Callable[[Group], bool]] = {
        "cua-toi": lambda group: group.assignee == user.pk,
        "thieu-minh-chung": has_open(ids_of_rule(round, "has_evidence")),
        "giong": has_open(ids_of_rule(round, "text_not_copied")),
        "tam-dung": lambda group: group.state == "on_hold",
        "khong-xet": lambda group: group.state in OUTSIDE,
    }
    return tally.count(
        lambda group: (
            (not asked.step or step_of(group.state, group.result) == asked.step)
            and (not asked.view or of_view[asked.view](group))
            and (not asked.clause or asked.clause in group.open_clauses)
            and (not asked.result or group.result == asked.result)
        )
    )


def has_open(ids: Iterable[str]) -> Callable[[Group], bool]:
    wanted = set(ids)
    return lambda group: bool(wanted & set(group.open_clauses))


LINE = (
    "pk",
    "code",
    "name",
    "unit_name",
    "form",
    "is_collective",
    "state",
    "result",
    "open_clauses",
    "accepted",
    "evidence",
    "days",
    "submitted_on",
    "assignee_name",
)


def lines(rows: QuerySet[Nomination]) -> QuerySet[Nomination, dict[str, Any]]:
    """What a row of the table shows, with how many conditions it meets and how many files it has."""
    files = NominationFile.objects.filter(nomination=OuterRef("pk")).order_by().values("nomination")
    return rows.annotate(
        submitter_name=F("submitter__name"),
        met=F("assessment__met"),
        conditions_asked=F("assessment__asked"),
        files_count=Coalesce(Subquery(files.annotate(n=Count("pk")).values("n")), 0),
    ).values(*LINE, "submitter_name", "met", "conditions_asked", "files_count")


def papers_of(line: Mapping[str, Any]) -> int:
    return len(evidence_items(line["evidence"])) + line["files_count"]


@dataclass(frozen=True)
class Balance:
    """Whether the right people are named in time: shares, not a race."""

    people: int = 0
    at_the_front: int = 0  # of the people, those who lead nobody
    senders: int = 0
    direct: int = 0
    median_days: int | None = None
    long: int = 0
    with_days: int = 0

    @property
    def leaders(self) -> int:
        return self.people - self.at_the_front

    @property
    def silent(self) -> int:
        """Direct units that sent nothing."""
        return max(0, self.direct - self.senders)


def balance_of(rows: QuerySet[Nomination], tally: Tally, *, day: dt.date) -> Balance:
    """Three questions about the dossiers of a round that a user sees."""
    counted = rows.aggregate(
        senders=Count("submitter_id", distinct=True),
        n=Count("days", filter=Q(days__gte=0)),
        long=Count("days", filter=Q(days__gt=LONG)),
    )
    median = None
    if counted["n"]:
        days = rows.filter(days__gte=0).order_by("-days", "code").values_list("days", flat=True)
        median = days[counted["n"] // 2]
    return Balance(
        people=tally.count(lambda group: group.is_leader is not None),
        at_the_front=tally.count(lambda group: group.is_leader is False),
        senders=counted["senders"],
        direct=cache.get_or_set(f"commendations:direct:{day}", lambda: direct_units(day).count(), 60),
        median_days=median,
        long=counted["long"],
        with_days=counted["n"],
    )


def rows_of(round: Round, user: Actor) -> QuerySet[Nomination]:
    return nominations_visible_to(user).filter(round=round)
