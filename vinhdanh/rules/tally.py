"""When two people who counted the same papers, each alone, have counted the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vinhdanh.rules.ballot import Box


class Tally(StrEnum):
    NOBODY = "nobody"  # nobody has counted yet
    ONE = "one"  # one has; the other must not see it
    DIFFERENT = "different"  # two have, and differ: somebody counts again
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Count:
    """`teller` counted `box`, as the `attempt`-th of his counts."""

    teller: int
    box: Box
    attempt: int = 1


def last_of_each(counts: Sequence[Count]) -> dict[int, Box]:
    """What each teller counted last."""
    out: dict[int, Box] = {}
    for count in sorted(counts, key=lambda count: count.attempt):
        out[count.teller] = count.box
    return out


def tally(counts: Sequence[Count]) -> tuple[Tally, Box | None]:
    """How far the count is, and the box on which two different people agree.

    One person counting twice never agrees with himself. When three people are two against one, the
    two are right.
    """
    boxes = list(last_of_each(counts).values())
    agreed = [box for number, box in enumerate(boxes) if box in boxes[:number]]
    if agreed:
        return Tally.AGREED, agreed[-1]
    if len(boxes) >= 2:
        return Tally.DIFFERENT, None
    return (Tally.ONE if boxes else Tally.NOBODY), None
