"""Where each cell of the cascade stands in its drawing. Numbers are texts: a template would group their digits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from vinhdanh.directives.models import Requirement
from vinhdanh.directives.queries.cascade import Cascade, Column, Step
from vinhdanh.directives.words import STEP_TONES, STEP_WORDS
from vinhdanh.rules.cascade import Cell, Tally
from vinhdanh.web.templatetags.page import day

WIDTH = 1073.0
LABELS = 150.0
GAP = 14.0
TOP, ROW, HEIGHT = 20, 24, 21
WIDEST = 40.0
LETTER = 5.9  # mean width of a letter of the group names, in units of the drawing
MOST_COLUMNS = 120  # with more units the columns would be thinner than a finger: rows of bars instead


@dataclass(frozen=True, slots=True)
class DrawnCell:
    state: str
    told: str
    url: str
    y: str
    half_y: str  # where the filled half of a cell in progress begins
    middle_y: str


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    name: str
    told: str
    x: str
    cut: str  # where the cut corner begins
    middle: str
    cells: list[DrawnCell]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template needs; `columns` is empty when there are too many units to draw."""

    cascade: Cascade
    width: str
    height: str
    cell_width: str
    rows: list[tuple[str, Requirement, Tally]]
    groups: list[tuple[str, str]]
    columns: list[DrawnColumn]
    has_unasked: bool

    @property
    def selection_height(self) -> str:
        return str(len(self.rows) * ROW + 2)


def drawing_of(cascade: Cascade) -> Drawing:
    rows = cascade.rows()
    drawn = list(cascade.groups()) if len(cascade.columns) <= MOST_COLUMNS else []
    pitch = _pitch(len(cascade.columns), groups=len(drawn)) if drawn else 0.0
    groups, columns = [], []
    x = LABELS
    told = _teller(rows)
    for name, members in drawn:
        groups.append((_short(x), _fitted(f"{name} · {len(members)}", len(members) * pitch + GAP)))
        for column in members:
            columns.append(_column(column, x, pitch, told))
            x += pitch
        x += GAP
    return Drawing(
        cascade=cascade,
        width=_short(WIDTH),
        height=str(TOP + len(rows) * ROW + 2),
        cell_width=_short(max(pitch - 1.5, 1.0)),
        rows=[(str(TOP + at * ROW + 15), requirement, counts) for at, (requirement, counts) in enumerate(rows)],
        groups=groups,
        columns=columns,
        has_unasked=any(step.state is Cell.NOT_ASKED for column in cascade.columns for step in column.steps),
    )


def _pitch(columns: int, *, groups: int) -> float:
    """The way from one column to the next: as wide as there is room, but not wider than a thumb."""
    return min(WIDEST, (WIDTH - LABELS - GAP * (groups - 1)) / columns)


def _column(column: Column, x: float, pitch: float, told: Callable[[Column, Step], str]) -> DrawnColumn:
    width = pitch - 1.5
    return DrawnColumn(
        name=column.unit.name,
        told=gettext("%(done)s/%(asked)s bước xong") % {"done": column.done, "asked": column.asked},
        x=_short(x),
        cut=_short(x + width - 6),
        middle=_short(x + width / 2),
        cells=[
            DrawnCell(
                state=step.state.value,
                told=told(column, step),
                url=cell_url(step),
                y=str(TOP + at * ROW),
                half_y=_short(TOP + at * ROW + 11.6),
                middle_y=_short(TOP + at * ROW + HEIGHT / 2),
            )
            for at, step in enumerate(column.steps)
        ],
    )


def cell_url(step: Step) -> str:
    """The plan that answers, else the page of the unit's steps."""
    if step.plan_pk is not None:
        return reverse("plan", args=[step.plan_pk])
    return reverse("unit_steps", args=[step.unit_pk])


def table_of(cascade: Cascade) -> list[dict[str, Any]]:
    """The map as rows of words: unit, then each step with its state and its days."""
    return [
        {
            "column": column,
            "steps": [
                {
                    "step": step,
                    "word": STEP_WORDS[step.state],
                    "tone": STEP_TONES.get(step.state, ""),
                    "url": cell_url(step),
                }
                for step in column.steps
            ],
        }
        for column in cascade.columns
    ]


def _teller(rows: Sequence[tuple[Requirement, Tally]]) -> Callable[[Column, Step], str]:
    """Words for a cell; the words of a state are looked up once for the whole drawing."""
    words = {state: str(word).lower() for state, word in STEP_WORDS.items()}
    labels = {requirement.pk: requirement.label for requirement, _counts in rows}

    def told(column: Column, step: Step) -> str:
        known = step.sent_on if step.is_done else step.due_on
        when = f", {day(known)}" if known else ""
        return f"{column.unit.name} · {labels[step.requirement.pk]}: {words[step.state]}{when}"

    return told


def _fitted(text: str, room: float) -> str:
    """The name of a group, cut when the next group begins before it ends."""
    letters = int(room / LETTER)
    return text if len(text) <= letters else text[: max(1, letters - 1)] + "…"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
