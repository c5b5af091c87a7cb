"""What can be asked of reports: which ones there are, their scope, their figures, what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from vinhdanh.kernel.actor import Actor
from vinhdanh.organisation.models import Unit
from vinhdanh.organisation.queries import root_unit
from vinhdanh.reports.catalogue import Figure, Scope, compute_all, scope_of
from vinhdanh.reports.documents.build import Source, source_of
from vinhdanh.reports.models import FrozenFigure, FrozenRecords, Report
from vinhdanh.reports.policies import SEE_REPORT
from vinhdanh.reports.review import Section, section_from, write


def reports_visible_to(user: Actor) -> QuerySet[Report]:
    return SEE_REPORT.rows(Report.objects.select_related("unit"), user)


def scope_of_report(report: Report) -> Scope:
    return scope_of(report.unit, start=report.period_from, end=report.period_to, as_of=report.as_of)


def sections_of(report: Report, scope: Scope, figures: Mapping[str, Figure]) -> list[Section]:
    """The text: as it was frozen, or written from the figures of this moment."""
    if report.is_draft:
        return write(scope, figures)
    return [section_from(told) for told in report.text]


def frozen_figures(report: Report) -> dict[str, FrozenFigure]:
    return {figure.key: figure for figure in report.figures.order_by("pk")}


def sources_of(report: Report, figures: Mapping[str, Figure]) -> dict[str, Source]:
    """What the annex of sources says: of a frozen report, what it kept."""
    if report.is_draft:
        return {key: source_of(figure) for key, figure in figures.items()}
    return {
        key: Source(key, kept.value, kept.label, kept.rule, kept.records, kept.record_ids_sha256, kept.unit_word)
        for key, kept in frozen_figures(report).items()
    }


def as_frozen(report: Report, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figures of a frozen report with the values and the records that it kept."""
    kept = frozen_figures(report)
    ids = ids_of(report, [one.record_ids_sha256 for one in kept.values()])
    return {
        key: replace(now, value=kept[key].value, ids=tuple(ids[kept[key].record_ids_sha256]))
        for key, now in figures.items()
        if key in kept
    }


def frozen_ids(report: Report, sha256: str) -> list[str]:
    found = FrozenRecords.objects.filter(report=report, sha256=sha256).values_list("ids", flat=True).first()
    return found or []


@dataclass(frozen=True)
class Change:
    """A figure that is not what it was: the value, or only the records behind it."""

    key: str
    label: str
    before: Any
    after: Any
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_value(self) -> bool:
        return self.before != self.after


def changed_keys(before: Mapping[str, FrozenFigure], now: Mapping[str, Figure]) -> list[str]:
    """The figures whose value or whose records are not the same any more."""
    return [
        key
        for key, was in before.items()
        if key not in now or now[key].value != was.value or now[key].sha256 != was.record_ids_sha256
    ]


def changes_since(report: Report, now: Mapping[str, Figure] | None = None) -> list[Change]:
    """What is not as it was when the report was frozen, record by record."""
    before = frozen_figures(report)
    after = now if now is not None else compute_all(scope_of_report(report), with_records=True)
    keys = changed_keys(before, after)
    kept = ids_of(report, [before[key].record_ids_sha256 for key in keys])
    return [change(before[key], after.get(key), kept[before[key].record_ids_sha256]) for key in keys]


def ids_of(report: Report, hashes: Sequence[str]) -> dict[str, list[str]]:
    found = dict(report.record_sets.filter(sha256__in=hashes).values_list("sha256", "ids"))
    return {sha256: found.get(sha256, []) for sha256 in hashes}


def change(was: FrozenFigure, now: Figure | None, kept: Sequence[str]) -> Change:
    ids = set(now.ids or ()) if now is not None else set()
    return Change(
        key=was.key,
        label=was.label,
        before=was.value,
        after=now.value if now is not None else None,
        added=tuple(sorted(ids - set(kept))),
        removed=tuple(sorted(set(kept) - ids)),
    )


def changes_between(report: Report, previous: Report) -> list[Change]:
    """What one edition says differently from the one before it."""
    if report.is_draft:
        return changes_since(previous)
    before, after = frozen_figures(previous), frozen_figures(report)
    keys = [
        key
        for key, was in before.items()
        if key not in after or after[key].value != was.value or after[key].record_ids_sha256 != was.record_ids_sha256
    ]
    kept = ids_of(previous, [before[key].record_ids_sha256 for key in keys])
    new = ids_of(report, [after[key].record_ids_sha256 for key in keys if key in after])
    return [_edition_change(before[key], after.get(key), kept, new) for key in keys]


def _edition_change(
    was: FrozenFigure, now: FrozenFigure | None, kept: Mapping[str, list[str]], new: Mapping[str, list[str]]
) -> Change:
    old_ids = set(kept[was.record_ids_sha256])
    new_ids = set(new[now.record_ids_sha256]) if now is not None else set()
    return Change(
        key=was.key,
        label=was.label,
        before=was.value,
        after=now.value if now is not None else None,
        added=tuple(sorted(new_ids - old_ids)),
        removed=tuple(sorted(old_ids - new_ids)),
    )


def readable_unit(user: Actor, roles: Sequence[str], asked: str = "") -> Unit | None:
    """The unit whose figures the user reads: the one asked for when it is in reach, else the top of his reach."""
    paths = user.paths(*roles)
    if not paths:
        return None
    if asked:
        unit = Unit.objects.filter(code=asked).first()
        return unit if unit is not None and is_in_reach(unit.path, paths) else None
    if "" in paths:
        return root_unit()
    return Unit.objects.filter(path=min(paths, key=len)).order_by("-ended_on", "pk").first()


def readable_figures(user: Actor, report: Report, figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figures whose rows the user may open in this report: a number that cannot be opened is not shown."""
    roles = {figure.indicator.facts.roles for figure in figures.values()}
    open_to = {one: is_in_reach(report.unit.path, user.paths(*one)) for one in roles}
    return {key: figure for key, figure in figures.items() if open_to[figure.indicator.facts.roles]}


def is_in_reach(path: str, paths: Sequence[str]) -> bool:
    return any(path.startswith(reach) for reach in paths)
