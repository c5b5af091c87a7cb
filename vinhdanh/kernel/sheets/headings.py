"""How well a column's heading fits the fields of every kind, by their synonyms.

All synonyms of all kinds stand in one index by their words, so that a heading is compared only with
those that share a word with it.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from vinhdanh.kernel.sheets.kinds import KINDS, Column
from vinhdanh.rules.text import fold

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")

type Field = tuple[str, str]  # code of the kind, name of the column


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading made ready for comparing: folded whole, without brackets, its last part, its words."""

    whole: str
    bare: str
    child: str
    is_grouped: bool
    words: frozenset[str]
    weight: int


@lru_cache(maxsize=20_000)
def heading(text: str) -> Heading:
    whole = fold(text)
    words = frozenset(whole.split())
    return Heading(
        whole,
        fold(_BRACKETS.sub("", text)),
        fold(text.rsplit(" - ", 1)[-1]),
        " - " in text,
        words,
        sum(map(len, words)),
    )


def likeness(asked: Heading, known: Heading) -> float:
    """1 for the same heading, less for the child of a group, for a part of it, for words in common."""
    if asked.whole == known.whole:
        return 1.0
    if asked.bare and asked.bare == known.bare:
        return 0.95
    if asked.is_grouped and asked.child == known.whole:
        return 0.8
    shared = 2 * sum(map(len, asked.words & known.words)) / (asked.weight + known.weight or 1)
    if asked.is_grouped and known.is_grouped and asked.child == known.child:
        return 0.55 + 0.35 * shared
    if _within(known.whole, asked.whole) or _within(asked.whole, known.whole):
        shorter, longer = sorted((len(asked.whole), len(known.whole)))
        return 0.45 + 0.4 * shorter / longer
    return 0.75 * shared if shared >= 0.5 else 0.0


def _within(part: str, whole: str) -> bool:
    return len(part) >= 3 and f" {part} " in f" {whole} "


class _Index:
    """Every different synonym once, with the fields that bear it, found by its words."""

    def __init__(self) -> None:
        self.size = len(KINDS)
        self.by_word: dict[str, list[Heading]] = defaultdict(list)
        self.fields: dict[Heading, list[tuple[Field, float]]] = {}
        self.series: list[tuple[Field, re.Pattern[str]]] = []
        for kind in KINDS.values():
            for column in kind.columns:
                field = (kind.code, column.name)
                if column.series:
                    self.series.append((field, re.compile(column.series)))
                for order, synonym in enumerate(column.headers):
                    self._add(heading(synonym), field, 0.002 * min(order, 20))

    def _add(self, known: Heading, field: Field, penalty: float) -> None:
        if known not in self.fields:
            self.fields[known] = []
            for word in known.words:
                self.by_word[word].append(known)
        self.fields[known].append((field, penalty))


_INDEX: list[_Index] = []


def _index() -> _Index:
    if not _INDEX or _INDEX[0].size != len(KINDS):
        _INDEX[:] = [_Index()]
        fits.cache_clear()
    return _INDEX[0]


@lru_cache(maxsize=20_000)
def fits(label: str) -> dict[Field, float]:
    """How well this heading fits each field that it resembles at all. First synonyms weigh a hair more."""
    index = _INDEX[0]
    asked = heading(label)
    found: dict[Field, float] = {}
    for known in dict.fromkeys(known for word in asked.words for known in index.by_word.get(word, ())):
        like = likeness(asked, known)
        if like <= 0:
            continue
        for field, penalty in index.fields[known]:
            if like - penalty > found.get(field, 0.0):
                found[field] = like - penalty
    for field, pattern in index.series:
        if pattern.search(asked.whole):
            found[field] = 1.0
    return found


def fits_of(label: str) -> dict[Field, float]:
    _index()
    return fits(label) if label else {}


def series_years(labels: tuple[str, ...], column: Column) -> dict[int, int]:
    """{year: column} of a field that stands once for each year."""
    pattern = re.compile(column.series)
    found: dict[int, int] = {}
    for at, label in enumerate(labels):
        match = pattern.search(fold(label))
        if match:
            year = next(group for group in match.groups() if group)
            found.setdefault(int(year), at)
    return found
