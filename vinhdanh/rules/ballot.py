"""How a council's secret ballot becomes a verdict.

Quorum and majority are both counted on ALL members of the council, not on those present nor on
the papers found in the box: a member who stays away weighs like a "no". That is the rule most
regulations state (Decree 91/2017 art. 45.8; Guidance of Party offices); where another rule holds,
the base and the strictness are data of the rule pack.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor


class Verdict(StrEnum):
    NO_QUORUM = "no_quorum"
    REJECTED = "rejected"
    APPROVED = "approved"


class Base(StrEnum):
    """Whom a share is counted of."""

    ALL_MEMBERS = "all_members"
    PRESENT = "present"
    VALID_PAPERS = "valid_papers"


@dataclass(frozen=True, slots=True)
class BallotRule:
    """Shares are exact fractions; `strict` asks for more than the share, not just the share."""

    quorum: Fraction = Fraction(2, 3)
    majority: Fraction = Fraction(9, 10)
    base: Base = Base.ALL_MEMBERS
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """What the tellers found for one nominee."""

    issued: int
    returned: int
    valid: int
    invalid: int
    yes: int
    no: int


def at_least(share: Fraction, *, of: int, strict: bool = False) -> int:
    """The smallest whole number that is `share` of `of` (or more than it, when strict)."""
    exact = share * of
    if strict:
        return floor(exact) + 1
    return -(-exact.numerator // exact.denominator)


def contradictions(box: Box, *, members: int) -> list[str]:
    """Codes of what cannot be true of a count; empty when it adds up."""
    found = []
    if min(box.issued, box.returned, box.valid, box.invalid, box.yes, box.no) < 0:
        found.append("count.negative")
    if box.issued > members:
        found.append("count.more_papers_than_members")
    if box.returned > box.issued:
        found.append("count.more_returned_than_issued")
    if box.valid + box.invalid != box.returned:
        found.append("count.valid_and_invalid_differ")
    if box.yes + box.no > box.valid:
        found.append("count.more_votes_than_valid")
    return found


def has_quorum(present: int, *, members: int, rule: BallotRule) -> bool:
    return present >= at_least(rule.quorum, of=members)


def need_yes(rule: BallotRule, *, members: int, present: int, valid: int) -> int:
    """How many "yes" papers carry the award."""
    of = {Base.ALL_MEMBERS: members, Base.PRESENT: present, Base.VALID_PAPERS: valid}[rule.base]
    return at_least(rule.majority, of=of, strict=rule.strict)


def verdict(box: Box, *, members: int, present: int, rule: BallotRule) -> Verdict:
    """The council's answer on one nominee.

    `present` are the members at the session; written votes of the absent count as papers, not
    towards the quorum. Raises ValueError when the count contradicts itself.
    """
    wrong = contradictions(box, members=members)
    if wrong:
        raise ValueError(f"{', '.join(wrong)}: {box} of {members} members")
    if not has_quorum(present, members=members, rule=rule):
        return Verdict.NO_QUORUM
    if box.yes < need_yes(rule, members=members, present=present, valid=box.valid):
        return Verdict.REJECTED
    return Verdict.APPROVED
