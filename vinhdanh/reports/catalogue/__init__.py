"""Every figure of a report, one line each. Where does this number come from? Read here."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from vinhdanh.reports.catalogue import (
    activities,
    commendations,
    contests,
    directives,
    honours,
    inspections,
    organisation,
)
from vinhdanh.reports.catalogue.counting import Ratio
from vinhdanh.reports.catalogue.facts import Facts, Listed, Source
from vinhdanh.reports.catalogue.indicator import Figure, Indicator, Ledger, sha256_of
from vinhdanh.reports.catalogue.scope import Scope, scope_of

INDICATORS: tuple[Indicator, ...] = (
    *organisation.LINES,
    *directives.LINES,
    *activities.LINES,
    *contests.LINES,
    *honours.LINES,
    *commendations.LINES,
    *inspections.LINES,
    *directives.TASK_LINES,
)

# What a family runs through before anything was counted: a unit that sent nothing has its zero too.
KNOWN: Mapping[str, Callable[[Scope], Iterable[Any]]] = {
    "direct": lambda scope: [direct.code for direct in scope.directs],
    "year": lambda scope: range(scope.start.year, scope.end.year + 1),
    "issuer": lambda scope: scope.answers.issuers,
    "body": lambda scope: scope.answers.bodies,
    "prize": lambda scope: [name for name, _ in scope.contest.prizes] if scope.contest else [],
    "result": lambda scope: commendations.RESULTS if scope.round else [],
    "clause": lambda scope: scope.round.conditions if scope.round else [],
}


def compute_all(scope: Scope, *, with_records: bool = False) -> dict[str, Figure]:
    """All figures of the scope by key, in the order of the catalogue."""
    return Ledger(scope, INDICATORS, KNOWN, with_records).fill()


def lines_for(key: str) -> tuple[Indicator, ...]:
    """The lines that may give the figure `key`, with what they build on: the longest beginning that fits."""
    fitting = [line for line in INDICATORS if fits(line, key)]
    if not fitting:
        return ()
    best = max(fitting, key=lambda line: len(stem(line)))
    found = [line for line in fitting if stem(line) == stem(best)]
    needed = [line.counting for line in found if isinstance(line.counting, Ratio)]
    if best.key.endswith("{day_key}"):
        found = [on_the_day_of(line, key) for line in found]
    operands = [line for line in INDICATORS for ratio in needed if line.key in (ratio.part, ratio.whole)]
    return tuple(dict.fromkeys([*operands, *found]))


def on_the_day_of(line: Indicator, key: str) -> Indicator:
    """The family on whatever day the key names, not only on those of the report."""
    try:
        day = dt.date.fromisoformat(key[-10:])
    except ValueError:
        return line
    return replace(line, on=lambda scope: (day,))


def stem(line: Indicator) -> str:
    return line.key.partition("{")[0]


def fits(line: Indicator, key: str) -> bool:
    before, gap, after = line.key.partition("{")
    if not gap:
        return key == line.key
    return key.startswith(before) and key.endswith(after.rpartition("}")[2]) and len(key) > len(before)


def figure(scope: Scope, key: str, *, with_records: bool = True) -> Figure | None:
    """One figure with its records, or None when the catalogue knows no such figure in this scope."""
    return Ledger(scope, lines_for(key), KNOWN, with_records).fill().get(key)


__all__ = [
    "INDICATORS",
    "KNOWN",
    "Facts",
    "Figure",
    "Indicator",
    "Ledger",
    "Listed",
    "Scope",
    "Source",
    "compute_all",
    "figure",
    "lines_for",
    "scope_of",
    "sha256_of",
]
