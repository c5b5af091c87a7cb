"""What can be asked of a council's sitting: its rule, who came, who counted, what was counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from vinhdanh.commendations.models import CouncilMember, Nomination, Nominee, Round, Session, TellerCount
from vinhdanh.commendations.queries.facts import conditions_of
from vinhdanh.rules.ballot import BallotRule, Base, Box, at_least, need_yes
from vinhdanh.rules.tally import Count, Tally, tally

COUNTS = ("issued", "returned", "valid", "invalid", "yes", "no")


def ballot_rule(round: Round) -> BallotRule:
    """Quorum and pass mark of the round; without such conditions the ones most regulations state."""
    conditions = {condition.rule: condition.parameters for condition in conditions_of(round)}
    rule = BallotRule()
    quorum, mark = conditions.get("quorum"), conditions.get("pass_mark")
    return BallotRule(
        quorum=quorum["share"] if quorum else rule.quorum,
        majority=mark["share"] if mark else Fraction(rule.majority),
        base=Base(mark["of"]) if mark else rule.base,
        strict=bool(mark["strict"]) if mark else rule.strict,
    )


def articles_of(round: Round) -> tuple[str, str]:
    """The words of the conditions on quorum and on the pass mark."""
    found = {condition.rule: condition.article for condition in conditions_of(round)}
    return found.get("quorum", ""), found.get("pass_mark", "")


@dataclass(frozen=True)
class Sitting:
    """The arithmetic of one session."""

    rule: BallotRule
    members: int
    present: int | None
    quorum: int
    pass_mark: int

    @property
    def has_quorum(self) -> bool:
        return self.present is not None and self.present >= self.quorum


def sitting_of(session: Session) -> Sitting:
    rule = ballot_rule(session.council.round)
    members = session.members or session.council.members.count()
    present = session.present
    papers = (present or 0) + session.written_votes
    mark = need_yes(rule, members=members, present=present or 0, valid=papers)
    return Sitting(rule, members, present, at_least(rule.quorum, of=members), mark)


def members_of(session: Session) -> list[CouncilMember]:
    return list(CouncilMember.objects.filter(council=session.council_id).select_related("person"))


def seats(session: Session, members: Iterable[CouncilMember]) -> list[dict[str, Any]]:
    """The members of the council, each with how he attended this session (unknown before it opens)."""
    manners = dict(session.attendances.values_list("member_id", "manner"))
    return [
        {"pk": member.pk, "name": member.name, "role": member.role, "manner": manners.get(member.pk, "")}
        for member in members
    ]


def agenda(session: Session) -> QuerySet[Nominee]:
    return session.nominees.select_related("nomination", "nomination__submitter").order_by("position", "pk")


def kin_of(members: Iterable[CouncilMember], nominees: Iterable[Nominee]) -> dict[int, list[str]]:
    """Nominee -> members of the council who are the nominated, or belong to the nominated unit.

    They are named, not kept from voting: what follows from it, the council's own rules say.
    """
    known = [member for member in members if member.person is not None]
    out: dict[int, list[str]] = {}
    for nominee in nominees:
        dossier = nominee.nomination
        names = [
            member.name
            for member in known
            if member.person and (member.person_id == dossier.person_id or member.person.unit_id == dossier.unit_id)
        ]
        if names:
            out[nominee.pk] = names
    return out


def open_counts(session: Session) -> dict[int, list[TellerCount]]:
    """What tellers entered for the nominees on whom nobody agrees yet."""
    out: dict[int, list[TellerCount]] = defaultdict(list)
    if session.state == "open":
        unsettled = TellerCount.objects.filter(nominee__session=session, nominee__yes__isnull=True)
        for count in unsettled.order_by("pk"):
            out[count.nominee_id].append(count)
    return out


def box_of(row: Nominee | TellerCount) -> Box | None:
    values = [getattr(row, name) for name in COUNTS]
    return None if None in values else Box(*values)


def tally_of_counts(counts: Iterable[TellerCount]) -> Tally:
    boxes = [(count, box_of(count)) for count in counts]
    return tally([Count(count.teller_pk, box, count.attempt) for count, box in boxes if box is not None])[0]


@dataclass(frozen=True)
class Progress:
    """How far a session is: how many were counted, how many papers are still differing, the verdicts."""

    nominees: int
    agreed: int
    different: int
    verdicts: dict[str, int]

    @property
    def waiting(self) -> int:
        return self.nominees - self.agreed - self.different


def progress_of(session: Session, counts: Mapping[int, list[TellerCount]]) -> Progress:
    found = list(session.nominees.values_list("yes", "verdict"))
    verdicts = Counter(verdict for _, verdict in found)
    return Progress(
        nominees=len(found),
        agreed=sum(yes is not None for yes, _ in found),
        different=sum(tally_of_counts(those) is Tally.DIFFERENT for those in counts.values()),
        verdicts={name: verdicts[name] for name in ("approved", "rejected", "no_quorum")},
    )


def may_be_heard(round: Round) -> QuerySet[Nomination]:
    """Verified dossiers of the council's forms, and those whose session had no quorum, that are on no open agenda."""
    on_agenda = Nominee.objects.filter(session__state__in=("planned", "open")).values("nomination")
    return (
        Nomination.objects.filter(round=round, form__in=round.to_council, state__in=("verified", "before_council"))
        .exclude(pk__in=on_agenda)
        .order_by("code")
    )


def session_of_now() -> Session | None:
    """Of the open rounds: the session that sits, else the next one planned, else the last one."""
    sessions = Session.objects.filter(council__round__state="open")
    return (
        sessions.filter(state="open").first()
        or sessions.filter(state="planned").first()
        or sessions.order_by("-held_on", "-code").first()
    )
