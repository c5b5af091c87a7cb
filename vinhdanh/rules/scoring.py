"""How marks become a ranking, and where the line is drawn.

The mean is exact (a fraction, never rounded): two entries tie only when their marks really add up
to the same. Ties are parted by the contest's own list of rules, one after the other; the code of the
entry comes last of all, so that a ranking never depends on the order in which rows were read.
An entry with fewer marks than the rules of the contest ask for has no rank: a mean of two marks
would stand beside means of three. Withdrawn, duplicate and invalid entries are not given to these
functions at all, even when they were marked.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

type SortKey = tuple[tuple[int, int | str], ...]
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry that counts, with every mark that was given to it."""

    code: str
    received_on: dt.date
    marks: tuple[Fraction, ...]

    @property
    def mean(self) -> Fraction:
        return sum(self.marks, Fraction(0)) / len(self.marks)


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """What the terms of the contest say: how many marks, how many are sent on, how ties are parted."""

    marks_per_entry: int = 3
    forward: int = 0
    ties: tuple[str, ...] = ("lowest_mark_desc", "received_asc", "code_asc")


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its place. Places are 1, 2, 3 ... without gaps or doubles."""

    code: str
    rank: int
    mean: Fraction
    lowest: Fraction
    is_forwarded: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """The line between what is sent on and what is not."""

    score: Fraction
    ties: int  # entries whose mean is the mean at the line
    ties_in: int  # how many of them are sent on
    last_in: str
    first_out: str  # empty when everything is sent on


def natural(code: str) -> SortKey:
    """Codes in the order people count: B-9 before B-10."""
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in _DIGITS.split(code) if part)


def _middle(marks: tuple[Fraction, ...]) -> Fraction:
    ordered = sorted(marks)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


TIE_RULES: Mapping[str, Callable[[Marked], object]] = {
    "lowest_mark_desc": lambda entry: -min(entry.marks),
    "highest_mark_desc": lambda entry: -max(entry.marks),
    "middle_mark_desc": lambda entry: -_middle(entry.marks),
    "spread_asc": lambda entry: max(entry.marks) - min(entry.marks),
    "received_asc": lambda entry: entry.received_on,
    "received_desc": lambda entry: -entry.received_on.toordinal(),
    "code_asc": lambda entry: natural(entry.code),
}


def ranked(entries: Iterable[Marked], *, rule: ScoringRule) -> list[Placed]:
    """Every entry with enough marks, best first. Raises ValueError for a tie rule nobody wrote."""
    unknown = [name for name in rule.ties if name not in TIE_RULES]
    if unknown:
        raise ValueError(f"no such tie rule: {', '.join(unknown)}")
    tie_keys = [TIE_RULES[name] for name in rule.ties]
    needed = max(1, rule.marks_per_entry)
    tied: dict[Fraction, list[Marked]] = {}
    for entry in entries:
        if len(entry.marks) >= needed:
            tied.setdefault(entry.mean, []).append(entry)
    # Over one denominator means are whole numbers: as exact as the fractions, and quick to compare.
    common = lcm(*(mean.denominator for mean in tied))
    best_first = sorted(tied, key=lambda mean: mean.numerator * (common // mean.denominator), reverse=True)
    ordered = [
        (mean, entry)
        for mean in best_first
        for entry in sorted(tied[mean], key=lambda one: ([key(one) for key in tie_keys], natural(one.code), one.code))
    ]
    return [
        Placed(entry.code, rank, mean, min(entry.marks), is_forwarded=rank <= rule.forward)
        for rank, (mean, entry) in enumerate(ordered, start=1)
    ]


def cut(placed: list[Placed]) -> Cut | None:
    """Where the line falls in a ranking; None when nothing is sent on."""
    sent = [place for place in placed if place.is_forwarded]
    if not sent:
        return None
    last = sent[-1]
    at_the_line = [place for place in placed if place.mean == last.mean]
    rest = placed[len(sent) :]
    return Cut(
        score=last.mean,
        ties=len(at_the_line),
        ties_in=sum(place.is_forwarded for place in at_the_line),
        last_in=last.code,
        first_out=rest[0].code if rest else "",
    )


def parted_by(better: Marked, other: Marked, *, ties: Iterable[str]) -> str:
    """Which tie rule put `better` before `other`, two entries of one mean; the code when no rule did."""
    for name in ties:
        if TIE_RULES[name](better) != TIE_RULES[name](other):
            return name
    return "code_asc"


def prizes_by_rank(codes: Iterable[str], *, prizes: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    """(prize, code) for the best entries in turn: the first kind of prize until it is given out, then the next."""
    names = [name for name, how_many in prizes for _ in range(how_many)]
    return list(zip(names, codes, strict=False))
