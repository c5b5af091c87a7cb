"""Over what a report counts: a period, the days it looks at, a unit and everything below it, the office's answers."""

import datetime as dt
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext

from vinhdanh.commendations.models import Round
from vinhdanh.contests.models import Contest
from vinhdanh.honours.models import Decision
from vinhdanh.organisation.answers import Answers
from vinhdanh.organisation.models import Office, Unit, UnitKind, UnitPath
from vinhdanh.organisation.queries import day_of, office, root_unit
from vinhdanh.rules.paths import WIDTH, after
from vinhdanh.rules.text import fold

CHUNK = 10_000  # ids in one statement


class Direct(NamedTuple):
    """A unit right under the one that reports, on the day of the scope."""

    pk: int
    code: str
    name: str
    path: str
    is_base: bool


@dataclass(frozen=True)
class Scope:
    """`day` is the day the tree is looked at. What depends on a day besides it has its own name."""

    start: dt.date
    end: dt.date
    as_of: dt.date
    compared_with: dt.date
    inspections: tuple[dt.date, dt.date]
    tasks_as_of: dt.date
    answers: Answers
    unit: Unit | None
    is_whole: bool  # the unit is the root: nothing needs to be left out
    office: Office | None = None
    day: dt.date = dt.date.min
    contest_code: str = ""  # another contest, another round than those of the period
    round_code: str = ""
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def at(self, day: dt.date) -> "Scope":
        """The same scope looking at the tree of another day."""
        return self if day == self.day else replace(self, day=day)

    def remember[T](self, key: Any, make: Any) -> T:
        """What was asked once is not asked again while this scope lives."""
        if key not in self.known:
            self.known[key] = make()
        return self.known[key]

    def signature(self, needs: Iterable[str]) -> Hashable:
        """All that a statement over this scope depends on: days, unit, answers, and what the facts say they need."""
        return self.remember(("signature", self.day), self._signature), *(self._mark(name) for name in needs)

    def _signature(self) -> Hashable:
        days = (self.start, self.end, self.as_of, self.day, self.compared_with, self.inspections, self.tasks_as_of)
        place = None if self.is_whole else self.root_path
        answers = json.dumps(self.answers.raw, sort_keys=True, default=str)
        return days, self.unit and self.unit.pk, place, answers

    def _mark(self, need: str) -> Hashable:
        found = getattr(self, need)
        return tuple(found.items()) if isinstance(found, dict) else getattr(found, "pk", found)

    # The tree.

    @property
    def root_path(self) -> str:
        """Where the reporting unit stood on the day; its last place when it had ended."""
        places = self.remember("root places", self._root_places)
        before = [path for valid_from, path in places if valid_from <= self.day]
        return before[-1] if before else self.unit.path if self.unit else ""

    def _root_places(self) -> list[tuple[dt.date, str]]:
        if self.unit is None:
            return []
        paths = UnitPath.objects.filter(unit=self.unit).order_by("valid_from")
        return list(paths.values_list("valid_from", "path"))

    def ever_below(self) -> Q:
        """Places strictly below the reporting unit, of whatever day."""
        return Q(path__gt=self.root_path, path__lt=after(self.root_path))

    def placed(self) -> QuerySet[UnitPath]:
        """The units strictly below that existed on the day, each with the path of that day."""
        return UnitPath.objects.filter(self.ever_below(), held_on(self.day))

    @property
    def directs(self) -> list[Direct]:
        """The direct units of the day, by code."""
        return self.remember(("directs", self.day), self._directs)

    def _directs(self) -> list[Direct]:
        root = self.root_path
        rows = self.remember(("below", root), lambda: direct_places(root))
        found = {}
        for direct, place, name, existed in rows:
            if holds_on(self.day, place) and holds_on(self.day, existed):
                if name[0] is None or holds_on(self.day, name[:2]):
                    found[direct.pk] = direct._replace(name=name[2] or direct.name)
                else:
                    found.setdefault(direct.pk, direct)
        return list(found.values())

    def direct_path(self, path: str) -> str:
        """The part of `path` that names the direct unit; empty for the reporting unit itself."""
        size = len(self.root_path) + WIDTH
        return path[:size] if len(path) >= size else ""

    @property
    def code_by_path(self) -> dict[str, str]:
        return self.remember(("paths", self.day), lambda: {direct.path: direct.code for direct in self.directs})

    def direct_of(self, units: Iterable[int]) -> Mapping[int, str]:
        """Code of the direct unit above each unit on the day. A unit that had ended is placed where it last stood."""
        found = self.remember(("direct of", self.day), lambda: {direct.pk: direct.code for direct in self.directs})
        wanted = sorted(set(units) - found.keys())
        for begin in range(0, len(wanted), CHUNK):
            self._place(wanted[begin : begin + CHUNK], found)
        return found

    def _place(self, units: list[int], found: dict[int, str]) -> None:
        last = {
            unit: self.direct_path(path)
            for unit, path in UnitPath.objects.filter(unit__in=units, valid_from__lte=self.day)
            .order_by("valid_from")
            .values_list("unit_id", "path")
        }
        codes = self.code_by_path
        lost = {path for path in last.values() if path and path not in codes}
        if lost:  # direct units that had ended
            former = UnitPath.objects.filter(path__in=lost).order_by("valid_from").values_list("path", "unit__code")
            codes.update(former)
        found.update({unit: codes.get(last.get(unit, ""), "") for unit in units})

    def below(self) -> QuerySet[Any]:
        """Ids of the reporting unit and all that stood below it on the day, or last stood there when ended."""
        path = self.root_path
        return (
            UnitPath.objects.filter(path__gte=path, path__lt=after(path), valid_from__lte=self.day)
            .filter(Q(valid_to__gt=self.day) | Q(valid_to=F("unit__ended_on")))
            .values("unit_id")
        )

    def inside(self, unit_field: str) -> Q:
        """Rows of the reporting unit and all below it. The whole organisation leaves nothing out."""
        return Q() if self.is_whole else Q(**{f"{unit_field}__in": self.below()})

    def under_direct(self, code: str) -> QuerySet[Any]:
        """Ids of the units under the direct unit `code`, on the day or when they ended."""
        paths = [path for path, known in self.code_by_path.items() if known == code]
        asked = Q(pk__in=[])
        for path in paths:
            asked |= Q(path__gte=path, path__lt=after(path))
        return (
            UnitPath.objects.filter(asked, valid_from__lte=self.day)
            .filter(Q(valid_to__gt=self.day) | Q(valid_to=F("unit__ended_on")))
            .values("unit_id")
        )

    @property
    def issuer_spellings(self) -> dict[str, str]:
        """How decisions write those who commend -> the office's key: case, marks and tone places do not part them."""
        return self.remember("issuers", self._issuer_spellings)

    def _issuer_spellings(self) -> dict[str, str]:
        keys = {fold(name): key for key, name in self.answers.issuers.items()}
        written = Decision.objects.order_by().values_list("issuer", flat=True).distinct()
        return {name: keys[fold(name)] for name in sorted(written) if fold(name) in keys}

    # The contest and the round of the period.

    @property
    def contest(self) -> Contest | None:
        """The contest that closed last by the end of the period, or the one that the answers name."""
        return self.remember("contest", self._contest)

    def _contest(self) -> Contest | None:
        wanted = self.contest_code or self.answers.report.get("contest")
        contests = Contest.objects.order_by(
            Coalesce("closes_on", Value(dt.date.min)).desc(), F("year").desc(nulls_last=True), "-pk"
        )
        if wanted:
            return contests.filter(code=wanted).first()
        return contests.filter(Q(closes_on=None) | Q(closes_on__lte=self.end)).first()

    @property
    def round(self) -> Round | None:
        """The round decided last by the day of the report, or the one that the answers name; else the newest."""
        return self.remember("round", self._round)

    def _round(self) -> Round | None:
        wanted = self.round_code or self.answers.report.get("round")
        rounds = Round.objects.order_by(Coalesce("decision_on", Value(dt.date.max)).desc(), "-pk")
        if wanted:
            return rounds.filter(code=wanted).first()
        found = list(rounds)
        decided = [row for row in found if row.decision_on is not None and row.decision_on <= self.as_of]
        return (decided or found or [None])[0]

    # Words.

    @property
    def words(self) -> dict[str, str]:
        """What fills the gaps of labels, rules and sentences: this office's words and the days of this report."""
        return self.remember(("words", self.day), lambda: Words(self))


class Words(dict[str, str]):
    """Words by the name of their gap. One that costs a query is looked up when a text needs it."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __missing__(self, name: str) -> str:
        self[name] = WORDS[name](self.scope)
        return self[name]


def shown_day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–"


def award_word(scope: Scope, name: str) -> str:
    return str((scope.answers.report.get("awards") or {}).get(name) or "")


WORDS: Mapping[str, Callable[[Scope], str]] = {
    "cell": lambda scope: cell_word(scope.answers),
    "direct": lambda scope: direct_word(scope.answers) if scope.is_whole else gettext("đơn vị"),
    "person": lambda scope: scope.answers.person_word or gettext("người"),
    "own": lambda scope: own_name(scope),
    "start": lambda scope: shown_day(scope.start),
    "end": lambda scope: shown_day(scope.end),
    "as_of": lambda scope: shown_day(scope.as_of),
    "day": lambda scope: shown_day(scope.day),
    "compared": lambda scope: shown_day(scope.compared_with),
    "inspected_from": lambda scope: shown_day(scope.inspections[0]),
    "inspected_to": lambda scope: shown_day(scope.inspections[1]),
    "tasks_as_of": lambda scope: shown_day(scope.tasks_as_of),
    "award_form": lambda scope: award_word(scope, "form") or gettext("mọi hình thức"),
    "award_kind": lambda scope: award_word(scope, "kind") or gettext("mọi loại"),
    "contest": lambda scope: scope.contest.name if scope.contest else gettext("cuộc thi"),
    "closes": lambda scope: shown_day(scope.contest.closes_on if scope.contest else None),
    "round": lambda scope: scope.round.name if scope.round else gettext("đợt khen thưởng"),
    "council_form": lambda scope: ", ".join(scope.round.to_council) if scope.round else "–",
}


def own_name(scope: Scope) -> str:
    """Who reports: the whole organisation by the name under which it commends, a unit by its own."""
    own = scope.answers.issuers.get("own") if scope.is_whole else None
    return own or (scope.unit.name if scope.unit else gettext("cấp lập báo cáo"))


def held_on(day: dt.date) -> Q:
    """Places that held on the day, of units that existed then."""
    return Q(valid_from__lte=day, valid_to__gt=day, unit__started_on__lte=day, unit__ended_on__gt=day)


def holds_on(day: dt.date, dates: Any) -> bool:
    """Half-open: the last day is the first one on which it holds no more."""
    return dates[0] <= day < dates[1]


def direct_places(root: str) -> list[Any]:
    """Every unit that ever stood right under `root`: itself, when it stood there, its names, when it existed."""
    rows = (
        UnitPath.objects.filter(path__gt=root, path__lt=after(root))
        .alias(size=Length("path"))
        .filter(size=len(root) + WIDTH)
        .order_by("unit__code")
        .values_list(
            *("unit_id", "unit__code", "unit__name", "path", "unit__kind__is_base"),
            *("valid_from", "valid_to"),
            *("unit__names__valid_from", "unit__names__valid_to", "unit__names__name"),
            *("unit__started_on", "unit__ended_on"),
        )
    )
    return [(Direct(*row[:5]), row[5:7], row[7:10], row[10:12]) for row in rows]


def lowered(word: str) -> str:
    return word[:1].lower() + word[1:]


def cell_word(known: Answers) -> str:
    """The shortest of the words for what counts as a cell: "chi bộ" of "Chi bộ cơ sở" and "Chi bộ"."""
    words = [known.level_words[code] for code in known.cell_kinds if code in known.level_words]
    if not words:
        words = list(UnitKind.objects.filter(is_cell=True).values_list("word", flat=True))
    return lowered(min(words, key=len)) if words else gettext("đơn vị cơ sở")


def direct_word(known: Answers) -> str:
    """What the levels between the root and the cells are called in common: "đảng bộ"; else "đơn vị"."""
    words = [word for code, word in known.level_words.items() if code != "root" and code not in known.cell_kinds]
    common: list[str] = []
    for part in zip(*(word.split(" ") for word in words), strict=False):
        if len(set(part)) > 1:
            break
        common.append(part[0])
    return lowered(" ".join(common)) if common else gettext("đơn vị")


def last_day_of_year(day: dt.date) -> dt.date:
    return dt.date(day.year, 12, 31)


def scope_of(
    unit: Unit | None = None,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    as_of: dt.date | None = None,
    contest_code: str = "",
    round_code: str = "",
) -> Scope:
    """The scope of a report. What is not given comes from the office's answers, then from the calendar."""
    here = office()
    known = Answers(here.answers if here is not None else {})
    root = Unit.objects.filter(code=here.root_code).first() if here and here.root_code else root_unit()
    today = day_of(here)
    usual = known.report_period or (dt.date(today.year, 1, 1), today)
    first, last = start or usual[0], end or usual[1]
    is_own_period = (first, last) == usual
    usual_day = (known.report_as_of if is_own_period else None) or last
    closed = as_of or usual_day
    end_of_first_year = min(last_day_of_year(first), closed)
    return Scope(
        start=first,
        end=last,
        as_of=closed,
        day=closed,
        compared_with=(known.compared_with if is_own_period else None) or end_of_first_year,
        inspections=(known.inspections_period if is_own_period else None) or (first, last),
        tasks_as_of=(known.tasks_as_of if is_own_period and closed == usual_day else None) or closed,
        answers=known,
        unit=unit or root,
        is_whole=unit is None or (root is not None and unit.pk == root.pk),
        office=here,
        contest_code=contest_code,
        round_code=round_code,
    )
