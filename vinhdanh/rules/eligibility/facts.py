"""What is known of one dossier when its conditions are asked. Plain values; nothing here reads a database."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from vinhdanh.rules.ballot import Box


@dataclass(frozen=True, slots=True)
class Nominee:
    """The unit or person of the dossier; `type` is empty when the register knows neither.

    For a unit `started_on` and `ended_on` bound its life (`ended_on` is the first day on which it no
    longer exists); for a person `is_active` and `status` say what the register says.
    """

    type: str = ""  # unit, person
    code: str = ""
    name: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    is_active: bool | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class GivenAward:
    """A valid award of the nominee. Withdrawn ones are not among the facts."""

    code: str
    form: str
    kind: str
    issuer: str
    on: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A finding of an inspection, or another matter under examination, that is not closed."""

    code: str
    type: str = "finding"
    subject: str = ""
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Initiative:
    code: str
    year: int
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the unit states beside the figures. `None`: it was not asked, or did not answer."""

    initiatives: tuple[Initiative, ...] | None = None
    months_worked: Mapping[int, int] | None = None
    maternity_months: Mapping[int, int] = field(default_factory=dict)
    disciplined: bool | None = None
    discipline_ends_on: dt.date | None = None
    under_examination: bool | None = None
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another dossier that was submitted before this one."""

    code: str
    submitted_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier text and the share of word runs that it has in common with this one."""

    code: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the council counted on this dossier."""

    session: str
    held_on: dt.date
    members: int
    present: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Dossier:
    code: str
    form: str
    nominee: Nominee = Nominee()
    submitted_on: dt.date | None = None
    achieved_on: dt.date | None = None
    votes_yes: int | None = None
    votes_total: int | None = None
    evidence: tuple[str, ...] = ()
    ratings: Mapping[int, str] = field(default_factory=dict)
    rating_sources: Mapping[int, str] = field(default_factory=dict)
    awards: tuple[GivenAward, ...] = ()
    matters: tuple[Matter, ...] = ()
    declared: Declared = Declared()
    twin: Earlier | None = None
    like: Likeness | None = None
    hearing: Hearing | None = None
    peers: Mapping[str, int] = field(default_factory=dict)  # form -> dossiers of the same submitter


@dataclass(frozen=True, slots=True)
class Form:
    """`given_to` is unit, person or both (empty); `rating_years` counts back from the last rated year."""

    name: str
    given_to: str = ""
    rating_years: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What all dossiers of one round share."""

    decided_on: dt.date | None
    forms: Mapping[str, Form]
    ratings: tuple[str, ...]  # best first
    rated_until: int
    to_council: frozenset[str] = frozenset()
    period: tuple[dt.date, dt.date] | None = None
    issuers: Mapping[str, str] = field(default_factory=dict)  # short key -> words of the paper
    quorum: Fraction = Fraction(0)  # of all members; a session below it decides nothing
    ratings_asked_elsewhere: bool = False  # another condition already asks whether ratings are known

    def years_asked(self, form: str, *, years: int = 0) -> tuple[int, ...]:
        """The years whose rating counts for `form`, the earliest first."""
        asked = years or (self.forms[form].rating_years if form in self.forms else 0)
        return tuple(range(self.rated_until - asked + 1, self.rated_until + 1))

    def rank(self, rating: str) -> int | None:
        """0 is best; None when this office does not know the word."""
        return self.ratings.index(rating) if rating in self.ratings else None
