"""What stands on the first page, by what its reader does: the whole, his own units, or what waits."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.models import Meeting
from vinhdanh.activities.policies import SEE_ACTIVITY
from vinhdanh.commendations.models import Nomination, Round
from vinhdanh.commendations.policies import may_be_seen
from vinhdanh.commendations.wording import STATES
from vinhdanh.desk.cards import Card, Figures, cards_of, funnel_of
from vinhdanh.desk.figures import Counted, counted_for
from vinhdanh.desk.work import Line, due_by
from vinhdanh.directives.heatmap import Drawing, drawing_of, table_of
from vinhdanh.directives.models import Commitment, Directive
from vinhdanh.directives.queries.cascade import Cascade, cascade_of, cascade_seen_by
from vinhdanh.directives.queries.reminders import Late, late_units
from vinhdanh.inspections.models import Finding
from vinhdanh.inspections.policies import SEE_FINDING
from vinhdanh.inspections.queries import overdue
from vinhdanh.kernel.permissions import within
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import direct_units
from vinhdanh.rules.cascade import tally
from vinhdanh.web.templatetags.page import number

WATCHES = ("office", "leader", "inspector")
SHOWN_LATE = 5
OPEN_ROUND = ("open",)


def greeting(user: Any, lines: list[Line]) -> str:
    """One sentence that says the state: who is greeted, how much is due today or late."""
    due, late = due_by(lines, "today"), due_by(lines, "late")
    if due:
        told = ngettext(
            "Chào %(who)s, hôm nay có %(n)s việc đến hạn", "Chào %(who)s, hôm nay có %(n)s việc đến hạn", due
        )
    elif late:
        told = ngettext("Chào %(who)s, có %(n)s việc quá hạn", "Chào %(who)s, có %(n)s việc quá hạn", late)
    else:
        told = gettext("Chào %(who)s, hôm nay không có việc đến hạn")
    return told % {"who": called(user), "n": due or late}


def called(user: Any) -> str:
    """ "chị Hạnh", "anh Dũng"; "anh/chị" when the register does not say."""
    words = user.name.split()
    facts = {"name": words[-1] if words else user.username}
    gender = user.person.gender if user.person_id else ""
    if gender == "female":
        return gettext("chị %(name)s") % facts
    if gender == "male":
        return gettext("anh %(name)s") % facts
    return gettext("anh/chị %(name)s") % facts


@dataclass(frozen=True)
class Whole:
    """The first page of those who watch the whole organisation, or a large part of it."""

    counted: Counted
    figures: Figures
    cards: list[Card]
    directive: Directive | None
    cascade: Cascade
    drawing: Drawing
    late: list[Late]
    late_count: int
    round: Round | None
    funnel: list[Card]

    @property
    def directs(self) -> int:
        return self.counted.get("org.direct") or 0

    @property
    def committees(self) -> int:
        """How many direct units nominated somebody."""
        return self.counted.get("round.committees") or 0

    @property
    def committees_url(self) -> str:
        return self.figures.url("round.committees")

    @property
    def without_nomination(self) -> int:
        return max(0, self.directs - self.committees) if self.funnel else 0


def whole_for(user: Any, today: dt.date) -> Whole:
    cascade = cascade_seen_by(user, today=today)
    unit = watched_unit(user)
    counted = counted_for(unit, today=today)
    figures = Figures(counted, user, unit)
    shown, directive = main_part(cascade)
    late = cascade.late_columns()
    return Whole(
        counted=counted,
        figures=figures,
        cards=cards_of(figures, cascade),
        directive=directive,
        cascade=shown,
        drawing=drawing_of(shown),
        late=late_units(late[:SHOWN_LATE]),
        late_count=len(late),
        round=(rounds := Round.objects.order_by("-pk")).filter(state__in=OPEN_ROUND).first() or rounds.first(),
        funnel=funnel_of(figures),
    )


def watched_unit(user: Any) -> Unit | None:
    """The unit over which figures are counted: None for the whole, else the highest that he watches."""
    grants = [grant for grant in user.current_grants() if grant.role in WATCHES]
    top = min(grants, key=lambda grant: grant.path).unit
    return top if top is not None and top.parent_id else None


def main_part(cascade: Cascade) -> tuple[Cascade, Directive | None]:
    """The directive that asks most of units, and its part of the cascade."""
    of: dict[int, int] = {}
    for requirement in cascade.requirements:
        if requirement.directive_id is not None:
            of[requirement.directive_id] = of.get(requirement.directive_id, 0) + 1
    if not of:
        return cascade, None
    chosen = max(of, key=lambda pk: (of[pk], -pk))
    return cascade.of_directive(chosen), Directive.objects.get(pk=chosen)


@dataclass(frozen=True)
class Own:
    """The first page of a unit's clerk: his units' steps, dossiers and findings."""

    columns: list[dict[str, Any]]
    cards: list[Card]
    dossiers: list[tuple[str | Promise, str, int]]  # word, tone, how many
    findings: list[Finding]
    year: int


def own_for(user: Any, today: dt.date) -> Own:
    paths = user.paths("clerk")
    units = direct_units(today).filter(within(paths, "path")).select_related("kind")
    cascade = cascade_of(units, today=today)
    rows = Nomination.objects.filter(may_be_seen(user)).values("state").annotate(n=Count("pk")).order_by("state")
    open_findings = SEE_FINDING.rows(Finding.objects.select_related("unit"), user).exclude(state="closed")
    return Own(
        columns=table_of(cascade),
        cards=own_cards(user, cascade, today),
        dossiers=[(*STATES.get(row["state"], (row["state"], "")), row["n"]) for row in rows],
        findings=list(open_findings.order_by("due_on", "pk")[:5]),
        year=today.year,
    )


def own_cards(user: Any, cascade: Cascade, today: dt.date) -> list[Card]:
    counts = tally((step.state, 1) for column in cascade.columns for step in column.steps)
    paths, year = user.paths("clerk"), today.year
    committed = Commitment.objects.filter(within(paths, "unit__path"), year=year).aggregate(
        persons=Sum("persons"), collectives=Sum("collectives")
    )
    meetings = SEE_ACTIVITY.rows(Meeting.objects.filter(held_on__year=year, held_on__lte=today), user).aggregate(
        all=Count("pk"), thematic=Count("pk", filter=Q(kind="thematic"))
    )
    findings = SEE_FINDING.rows(Finding.objects.all(), user).aggregate(
        all=Count("pk"), closed=Count("pk", filter=Q(state="closed")), late=Count("pk", filter=overdue(today))
    )
    facts = {"year": year, "overdue": counts.overdue, **meetings, "collectives": number(committed["collectives"] or 0)}
    steps_url = reverse("unit_steps", args=[cascade.columns[0].unit.pk]) if cascade.columns else reverse("directives")
    return [
        Card(
            title=_("Bước đã xong"),
            value=counts.finished,
            url=steps_url,
            of=f"/{counts.asked}",
            part=counts.finished,
            whole=counts.asked,
            note=gettext("%(overdue)s quá hạn") % facts,
        ),
        Card(
            title=gettext("Cam kết của cá nhân năm %(year)s") % facts,
            value=committed["persons"] or 0,
            url=f"{reverse('commitments')}?nam={year}",
            note=gettext("%(collectives)s bản của tập thể") % facts,
        ),
        Card(
            title=gettext("Sinh hoạt đã ghi năm %(year)s") % facts,
            value=meetings["all"],
            url=f"{reverse('activities')}?tu={year}-01-01",
            note=gettext("%(thematic)s sinh hoạt chuyên đề") % facts,
        ),
        Card(
            title=_("Kiến nghị đã khắc phục"),
            value=findings["closed"],
            url=reverse("findings"),
            of=f"/{findings['all']}",
            part=findings["closed"],
            whole=findings["all"],
            tone="ok",
            note=gettext("%(late)s quá hạn") % {"late": findings["late"]},
        ),
    ]
