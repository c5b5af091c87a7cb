"""What can be asked of a contest: entries under a filter, progress, the cut, prizes; and what judges see."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Subquery, Sum

from vinhdanh.contests.models import Authorship, BlindCode, Contest, Entry, Judge, Mark, Prize
from vinhdanh.contests.policies import SEE_BLIND, SEE_CONTEST, SEE_ENTRY
from vinhdanh.kernel.actor import Actor
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.paths import after
from vinhdanh.rules.scoring import Marked, parted_by, prizes_by_rank
from vinhdanh.rules.text import fold

STATES = ("valid", "withdrawn", "duplicate", "invalid")
NUMBERS = re.compile(r"^(.*?)(\d+)(\D*)$")


def contests(*, for_user: Actor) -> QuerySet[Contest]:
    return SEE_CONTEST.rows(Contest.objects.all(), for_user).order_by("-year", "-pk")


# -- entries -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntryFilter:
    state: str = ""
    genre: str = ""
    text: str = ""
    unit: Unit | None = None
    forwarded: bool = False
    unmarked: bool = False

    @property
    def is_counted(self) -> bool:
        """Do the grouped counts already tell how many rows this filter finds?"""
        return not self.text and self.unit is None and not self.unmarked

    def asked(self) -> Q:
        asked = Q()
        if self.state:
            asked &= Q(state=self.state)
        if self.genre:
            asked &= Q(genre=self.genre)
        if self.forwarded:
            asked &= Q(is_forwarded=True)
        if self.unmarked:
            asked &= Q(rank=None, state="valid")
        if self.unit is not None:
            asked &= Q(authorship__unit__path__gte=self.unit.path, authorship__unit__path__lt=after(self.unit.path))
        for word in fold(self.text).split():
            asked &= (
                Q(title_key__contains=word)
                | Q(code__icontains=word)
                | Q(authorship__person__name_key__contains=word)
                | Q(authorship__name__icontains=word)
            )
        return asked


ROW = (
    "pk",
    "code",
    "title",
    "genre",
    "words",
    "received_on",
    "state",
    "mean_sort",
    "marks_count",
    "rank",
    "is_forwarded",
    "authorship__name",
    "authorship__unit__name",
    "authorship__unit__code",
)


def entries(contest: Contest, asked: EntryFilter, *, for_user: Actor) -> QuerySet[Entry]:
    return SEE_ENTRY.rows(contest.entries.filter(asked.asked()), for_user)


@dataclass
class EntryCounts:
    """How many entries there are by state, genre, and sent on or not: one grouped query."""

    groups: list[tuple[str, str, bool, int]]

    def of(self, asked: EntryFilter) -> int:
        return sum(
            rows
            for state, genre, forwarded, rows in self.groups
            if (not asked.state or state == asked.state)
            and (not asked.genre or genre == asked.genre)
            and (not asked.forwarded or forwarded)
        )

    @property
    def genres(self) -> list[str]:
        return sorted({genre for _, genre, _, _ in self.groups if genre})


def entry_counts(contest: Contest) -> EntryCounts:
    rows = contest.entries.order_by().values_list("state", "genre", "is_forwarded").annotate(rows=Count("pk"))
    return EntryCounts(list(rows))


def next_entry_code(contest: Contest) -> str:
    """A code that follows the last one of the contest: BDT-1155 becomes BDT-1156."""
    last = contest.entries.order_by("-code").values_list("code", flat=True).first() or f"{contest.code.upper()}-0000"
    found = NUMBERS.match(last)
    if found is None:
        return f"{last}-1"
    stem, number, tail = found.groups()
    return f"{stem}{int(number) + 1:0{len(number)}}{tail}"


# -- progress and committees ------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """How far a contest is: entries that count, how many marks they have, how many have all."""

    entries: int
    complete: int
    marks: int
    forwarded: int
    others: dict[str, int]  # withdrawn, duplicate, invalid
    undecided: int  # marks of judges from the author's own unit, no decision yet


def progress(contest: Contest) -> Progress:
    """Two queries: over the entries, and over the marks that wait for a decision."""
    counts = Q(state="valid")
    if contest.closes_on is not None:
        counts &= Q(received_on__lte=contest.closes_on)
    numbers = contest.entries.aggregate(
        entries=Count("pk", filter=counts),
        complete=Count("pk", filter=Q(rank__isnull=False)),
        marks=Sum("marks_count", filter=counts, default=0),
        forwarded=Count("pk", filter=Q(is_forwarded=True)),
        **{state: Count("pk", filter=Q(state=state)) for state in STATES[1:]},
    )
    return Progress(
        entries=numbers["entries"],
        complete=numbers["complete"],
        marks=numbers["marks"],
        forwarded=numbers["forwarded"],
        others={state: numbers[state] for state in STATES[1:]},
        undecided=conflicts(contest).filter(conflict_decision="").count(),
    )


@dataclass
class Committee:
    """One direct unit in a contest."""

    unit: Unit
    entries: int = 0
    forwarded: int = 0
    prizes: int = 0


def committees(contest: Contest, direct: list[Unit]) -> list[Committee]:
    """Entries that count by direct unit, most first; units without any come last, in the order of the tree."""
    lines = {unit.pk: Committee(unit) for unit in direct}
    counted = (
        Authorship.objects.filter(entry__in=contest.entries.counted())
        .order_by()
        .values_list("unit")
        .annotate(
            rows=Count("pk"),
            forwarded=Count("pk", filter=Q(entry__is_forwarded=True)),
            prizes=Count("entry__prize"),
        )
    )
    found = list(counted)
    missing = {unit_id for unit_id, *_ in found} - lines.keys()
    lines |= {unit.pk: Committee(unit) for unit in Unit.objects.filter(pk__in=missing)} if missing else {}
    for unit_id, rows, forwarded, prizes in found:
        line = lines[unit_id]
        line.entries, line.forwarded, line.prizes = rows, forwarded, prizes
    return sorted(lines.values(), key=lambda line: (line.entries == 0, line.unit.sort_key, line.unit.path))


# -- ranking ----------------------------------------------------------------------------------------


def ranked_entries(contest: Contest, *, for_user: Actor) -> QuerySet[Entry]:
    return SEE_ENTRY.rows(contest.entries.filter(rank__isnull=False), for_user)


def marks_of(entry_ids: list[int]) -> dict[int, list[Decimal]]:
    """The marks that count for these entries, best first. No judge is named."""
    found: dict[int, list[Decimal]] = defaultdict(list)
    rows = Mark.objects.filter(blind__entry__in=entry_ids).exclude(conflict_decision="exclude").order_by("-score")
    for entry_id, score in rows.values_list("blind__entry", "score"):
        found[entry_id].append(score)
    return found


def parted(contest: Contest, better: dict[str, Any], other: dict[str, Any], marks: dict[int, list[Decimal]]) -> str:
    """Which tie rule put one entry before the next; empty when their means differ."""
    if better["mean"] != other["mean"]:
        return ""
    first, second = (
        Marked(row["code"], row["received_on"], tuple(Fraction(score) for score in marks[row["pk"]]))
        for row in (better, other)
    )
    return parted_by(first, second, ties=contest.ties)


@dataclass(frozen=True)
class CutLine:
    """The line between what is sent on and what is not, and the entries that tie on it."""

    score: Decimal
    tied: list[dict[str, Any]]
    ties_in: int
    last_in: str
    first_out: str


def cut_line(contest: Contest, *, sent: int) -> CutLine | None:
    """The line under the `sent` entries that are sent on; None while nothing is. One query."""
    if not sent:
        return None
    columns = ("pk", "code", "title", "rank", "mean", "mean_sort", "received_on", "is_forwarded")
    at_the_line = contest.entries.filter(rank=sent).values("mean")[:1]
    rows = contest.entries.filter(Q(mean=Subquery(at_the_line)) | Q(rank=sent + 1), rank__isnull=False)
    found = list(rows.order_by("rank").values(*columns))
    last = next(row for row in found if row["rank"] == sent)
    tied = [row for row in found if row["mean"] == last["mean"]]
    out = next((row["code"] for row in found if row["rank"] == sent + 1), "")
    return CutLine(last["mean_sort"], tied, sum(row["is_forwarded"] for row in tied), last["code"], out)


def awarded(contest: Contest) -> QuerySet[Prize]:
    return contest.awarded_prizes.select_related("entry__authorship__unit").order_by("position", "pk")


def out_of_rank(contest: Contest, prizes: list[Prize]) -> list[Prize]:
    """Prizes that are not what their entry's place gives today: marks changed after they were given."""
    wanted = [(str(name), int(how_many)) for name, how_many in contest.prizes]
    most = sum(how_many for _, how_many in wanted)
    best = contest.entries.filter(rank__isnull=False).order_by("rank").values_list("code", flat=True)[:most]
    due = {code: name for name, code in prizes_by_rank(best, prizes=wanted)}
    return [prize for prize in prizes if due.get(prize.entry.code) != prize.name]


# -- judges -----------------------------------------------------------------------------------------


def judges(contest: Contest) -> QuerySet[Judge]:
    """Judges with how much they marked and how many conflicts wait for a decision."""
    return (
        contest.judges.select_related("unit")
        .annotate(
            given=Count("marks"),
            conflicts=Count("marks", filter=Q(marks__is_conflicted=True)),
            undecided=Count("marks", filter=Q(marks__is_conflicted=True, marks__conflict_decision="")),
        )
        .order_by("code")
    )


def conflicts(contest: Contest) -> QuerySet[Mark]:
    """Marks that a judge gave to an author of his own direct unit."""
    return (
        Mark.objects.filter(judge__contest=contest, is_conflicted=True)
        .select_related("judge__unit", "blind")
        .order_by("conflict_decision", "blind__code")
    )


# -- what a judge sees: nothing here reads Authorship, titles or entry codes --------------------------

BLIND_ROW = ("pk", "code", "genre", "words", "given")


def blind_entries(contest: Contest, *, for_user: Actor, missing: bool = False) -> QuerySet[BlindCode]:
    """Blind codes of entries that count, with genre, length and how many marks they have."""
    rows = SEE_BLIND.rows(BlindCode.objects.filter(entry__contest=contest, entry__state="valid"), for_user)
    rows = rows.annotate(genre=F("entry__genre"), words=F("entry__words"), given=F("entry__marks_count"))
    return rows.filter(given__lt=contest.marks_per_entry) if missing else rows


def blind_counts(contest: Contest) -> dict[str, int]:
    """How many blind codes there are, and how many lack marks."""
    rows = BlindCode.objects.filter(entry__contest=contest, entry__state="valid")
    return rows.aggregate(
        all=Count("pk"), missing=Count("pk", filter=Q(entry__marks_count__lt=contest.marks_per_entry))
    )


def marks_on(blind: BlindCode) -> QuerySet[Mark]:
    return blind.marks.select_related("judge").order_by("turn", "pk")
