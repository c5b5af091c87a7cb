"""The terms of a contest, and which contest the sheets of a batch belong to."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from vinhdanh.contests.actions import rank_contest
from vinhdanh.contests.models import Contest
from vinhdanh.kernel.sheets.checks import accepted
from vinhdanh.kernel.sheets.context import Context, UnitFact
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored
from vinhdanh.organisation.answers import Answers, day
from vinhdanh.rules.terms import Terms, read_terms

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# Said once in the terms, or by the office; what nobody says.
MARKS_PER_ENTRY, SCALE, TIES = 3, 100, ("lowest_mark_desc", "received_asc", "code_asc")


@dataclass(frozen=True, slots=True)
class Effective:
    """The terms that hold. A contest that stands keeps what it has, unless its terms are among the sheets;
    then, and for a new contest, the office's answers go first and the published words next."""

    code: str
    name: str
    year: int | None
    terms: Terms
    contest: Contest | None

    @property
    def scale(self) -> int:
        return self.terms.scale or SCALE


def effective(context: Context) -> Effective:
    """What holds for the contest sheets of this batch; nothing is written.

    While sheets are still being recognised no terms were read yet: what holds then is worked out apart.
    """
    place = "contests.effective" if context.kinds else "contests.effective.unread"
    if place not in context.memo:
        context.memo[place] = _effective(context)
    found: Effective = context.memo[place]
    return found


def _effective(context: Context) -> Effective:
    said = Answers(context.answers).contest
    lines = [(row["heading"], row["text"]) for row in accepted(context.rows("contests.terms"))]
    read = read_terms(lines)
    standing = _standing(said, read)
    if standing is not None and "contests.terms" not in context.kinds:
        return Effective(standing.code, standing.name, standing.year, _terms_of(standing), standing)
    stood = _terms_of(standing) if standing else Terms()
    terms = Terms(
        closes_on=day(said.get("closes")) or read.closes_on or stood.closes_on,
        marks_per_entry=_first(said.get("marks_per_entry"), read.marks_per_entry, stood.marks_per_entry),
        scale=_first(said.get("scale"), read.scale, stood.scale),
        forward=_first(said.get("forward"), read.forward, stood.forward),
        ties=tuple(said.get("ties") or read.ties or stood.ties),
        prizes=tuple((str(name), int(count)) for name, count in said.get("prizes") or read.prizes or stood.prizes),
    )
    year = _year(context, said, terms, standing)
    code = str(said.get("code") or (standing.code if standing else f"cuoc-thi-{year}" if year else "cuoc-thi"))
    name = str(said.get("name") or (standing.name if standing else _named(context, year)))
    return Effective(code, name, year, terms, standing)


def _named(context: Context, year: int | None) -> str:
    office = Answers(context.answers)
    return (
        office.say(gettext_noop("Cuộc thi năm %(year)s"), year=year) if year else office.say(gettext_noop("Cuộc thi"))
    )


def _first(*values: Any) -> int | None:
    return next((int(value) for value in values if value is not None), None)


def _terms_of(contest: Contest) -> Terms:
    return Terms(
        contest.closes_on,
        contest.marks_per_entry,
        contest.scale,
        contest.forward,
        tuple(contest.ties),
        tuple((str(name), int(count)) for name, count in contest.prizes),
    )


def _standing(said: Any, read: Terms) -> Contest | None:
    """The contest in the database that is meant: by its code, by its closing day, or because it is the only one."""
    if said.get("code"):
        return Contest.objects.filter(code=said["code"]).first()
    closes_on = day(said.get("closes")) or read.closes_on
    if closes_on:
        return Contest.objects.filter(year=closes_on.year).order_by("pk").first()
    alone = list(Contest.objects.order_by("pk")[:2])
    return alone[0] if len(alone) == 1 else None


def _year(context: Context, said: Any, terms: Terms, standing: Contest | None) -> int | None:
    if said.get("year"):
        return int(said["year"])
    if terms.closes_on:
        return terms.closes_on.year
    if standing and standing.year:
        return standing.year
    received = [row["received_on"] for row in accepted(context.rows("contests.entries")) if row["received_on"]]
    return max(received).year if received else None


def contest_of(context: Context) -> Contest:
    """The contest that the rows of this batch are stored under, made or brought up to date once."""
    if "contests.contest" in context.memo:
        contest: Contest = context.memo["contests.contest"]
        return contest
    found = effective(context)
    lines = [[row["heading"], row["text"]] for row in accepted(context.rows("contests.terms"))]
    wanted = {
        "name": found.name,
        "year": found.year,
        "closes_on": found.terms.closes_on,
        "marks_per_entry": found.terms.marks_per_entry or MARKS_PER_ENTRY,
        "scale": found.scale,
        "forward": found.terms.forward or 0,
        "ties": list(found.terms.ties or TIES),
        "prizes": [list(prize) for prize in found.terms.prizes],
        **({"terms": lines} if lines else {}),
    }
    contest = found.contest or Contest.objects.create(code=found.code, **wanted)
    moved = [name for name, value in wanted.items() if getattr(contest, name) != value]
    for name in moved:
        setattr(contest, name, wanted[name])
    if moved:
        contest.save(update_fields=moved)
    context.memo["contests.contest"] = contest
    return contest


def direct_of(context: Context, unit: UnitFact) -> UnitFact:
    """The unit right under the root to which a unit belongs: itself, or the one it stands below."""
    units = context.units_by_code
    root = str(Answers(context.answers).section("organisation").get("root") or "")
    climbed = {unit.code}
    while unit.parent and unit.parent != root and unit.parent in units and unit.parent not in climbed:
        above = units[unit.parent]
        if not above.parent:  # the root itself, where nobody said which unit that is
            return unit
        climbed.add(above.code)
        unit = above
    return unit


def finish_ranking(context: Context) -> None:
    """Marks, entries or terms came in: means, places and the cut follow, once a batch."""
    if not context.memo.get("contests.ranked"):
        context.memo["contests.ranked"] = True
        rank_contest(contest_of(context), by=context.actor)


def store_terms(context: Context, rows: list[Row]) -> Stored:
    was = effective(context).contest
    before = was and was.terms
    after = contest_of(context).terms
    if was is None:
        return Stored(created=len(rows))
    return Stored(unchanged=len(rows)) if before == after else Stored(changed=len(rows))


TERMS = SheetKind(
    code="contests.terms",
    title=gettext_lazy("Thể lệ cuộc thi"),
    words=("thể lệ", "thể lệ cuộc thi", "quy chế cuộc thi", "contest terms", "contest rules"),
    columns=(
        Column(
            "heading",
            ("Nội dung", "Mục", "Điều khoản", "Điều", "Tiêu chí", "Term", "Item", "Heading"),
            words=("Hạn nhận bài", "Cách chấm", "Giải thưởng", "Đối tượng", "Chọn gửi cấp trên"),
            required=True,
            max_length=400,
        ),
        Column(
            "text",
            ("Quy định", "Quy định cụ thể", "Chi tiết", "Nội dung quy định", "Mô tả", "Rule", "Text", "Details"),
            required=True,
            max_length=2000,
        ),
    ),
    store=store_terms,
    finish=finish_ranking,
)
