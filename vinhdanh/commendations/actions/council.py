"""The council: who sits in it, when it meets, what is on its table, what it decides."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from vinhdanh.commendations.actions.assessing import assess_some, decide_nominees
from vinhdanh.commendations.models import Attendance, Council, CouncilMember, Nomination, Nominee, Round, Session
from vinhdanh.commendations.policies import (
    CHANGE_SESSION,
    CLOSE_SESSION,
    OPEN_SESSION,
    PUT_BEFORE_COUNCIL,
    SET_UP_COUNCIL,
    SIGN_MINUTES,
)
from vinhdanh.commendations.queries.ballots import ballot_rule
from vinhdanh.kernel.actor import Actor
from vinhdanh.kernel.history import record, record_many
from vinhdanh.organisation.models import Person
from vinhdanh.rules.lifecycle import COUNCIL_SESSION, NOMINATION
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import clean

PRESENT, WRITTEN, ABSENT = "present", "written", "absent"


@transaction.atomic
def set_up_council(round: Round, *, name: str, by: Actor) -> Council:
    """The council of the round; there is one."""
    SET_UP_COUNCIL.demand(by, round)
    council, is_new = Council.objects.get_or_create(round=round, defaults={"name": clean(name)[:300] or round.name})
    if is_new:
        record("council.set_up", council, by=by, name=council.name)
    return council


@transaction.atomic
def add_member(council: Council, *, name: str, role: str, person: Person | None = None, by: Actor) -> CouncilMember:
    """Give somebody a seat. Nobody has two."""
    SET_UP_COUNCIL.demand(by, council.round)
    refuse_while_sitting(council)
    name = clean(name) or (person.name if person else "")
    if not name:
        raise Refused(Reason("council.member_without_name"))
    if person is not None and council.members.filter(person=person).exists():
        raise Refused(Reason("council.has_a_seat", {"name": name}))
    last = council.members.aggregate(last=Max("position"))["last"] or 0
    member = council.members.create(name=name[:200], role=clean(role)[:80], person=person, position=last + 1)
    record("council.member_added", council, by=by, name=name, role=member.role)
    return member


@transaction.atomic
def remove_member(member: CouncilMember, *, by: Actor) -> None:
    """Take a seat away, as long as no session counts on it."""
    council = member.council
    SET_UP_COUNCIL.demand(by, council.round)
    refuse_while_sitting(council)
    if member.attendances.exists():
        raise Refused(Reason("session.already_open"))
    record("council.member_removed", council, by=by, name=member.name)
    member.delete()


def refuse_while_sitting(council: Council) -> None:
    """While a session is open the number of members, of which every share is counted, does not change."""
    if council.sessions.filter(state="open").exists():
        raise Refused(Reason("council.is_sitting"))


@transaction.atomic
def plan_session(council: Council, *, held_on: dt.date, by: Actor) -> Session:
    """The next session: P1, P2 and so on."""
    SET_UP_COUNCIL.demand(by, council.round)
    Council.objects.select_for_update().get(pk=council.pk)
    taken = set(council.sessions.values_list("code", flat=True))
    code = next(f"P{n}" for n in range(1, len(taken) + 2) if f"P{n}" not in taken)
    session = council.sessions.create(code=code, held_on=held_on, members=council.members.count())
    record("session.planned", session, by=by, held_on=held_on.isoformat())
    return session


@transaction.atomic
def put_on_agenda(session: Session, nominations: Iterable[Nomination], *, by: Actor) -> int:
    """Put verified dossiers of the council's forms before this session. Returns how many were added."""
    CHANGE_SESSION.demand(by, session)
    round = session.council.round
    chosen = list(Nomination.objects.select_for_update().filter(pk__in=[n.pk for n in nominations]).order_by("code"))
    wrong = []
    for nomination in chosen:
        wrong.extend(PUT_BEFORE_COUNCIL.obstacles(by, nomination))
        if nomination.round_id != round.pk or nomination.form not in round.to_council:
            wrong.append(Reason("nomination.form_not_for_council", {"name": nomination.name}))
    if wrong:
        raise Refused(*dict.fromkeys(wrong))
    here = set(session.nominees.values_list("nomination_id", flat=True))
    elsewhere = Nominee.objects.filter(nomination__in=chosen, session__state__in=("planned", "open"))
    if elsewhere.exclude(session=session).exists():
        raise Refused(Reason("session.on_another_agenda"))
    last = session.nominees.aggregate(last=Max("position"))["last"] or 0
    new = [nomination for nomination in chosen if nomination.pk not in here]
    Nominee.objects.bulk_create(
        Nominee(session=session, nomination=nomination, position=number)
        for number, nomination in enumerate(new, last + 1)
    )
    moved = [nomination for nomination in new if nomination.state == "verified"]
    for nomination in moved:
        nomination.state = NOMINATION.after(nomination.state, "put_before_council")
    Nomination.objects.bulk_update(moved, ["state"])
    record_many("nomination.put_before_council", list(new), by=by, session=session.code)
    return len(new)


@transaction.atomic
def take_off_agenda(nominee: Nominee, *, by: Actor) -> None:
    """The dossier goes back to the verified ones; it may come before another session."""
    CHANGE_SESSION.demand(by, nominee.session)
    nomination = Nomination.objects.select_for_update().get(pk=nominee.nomination_id)
    nominee.delete()
    if nomination.state == "before_council":
        nomination.state = NOMINATION.after(nomination.state, "take_off_agenda")
        nomination.save(update_fields=["state"])
    record("nomination.taken_off_agenda", nomination, by=by, session=nominee.session.code)


@transaction.atomic
def open_session(session: Session, attendance: Mapping[int, str], *, by: Actor) -> Session:
    """The secretary notes who came and who voted in writing; from now on tellers may enter what they count.

    `attendance` gives each member (by key) present, written or absent. A session below its quorum may
    be opened: that it decided nothing is then on paper.
    """
    OPEN_SESSION.demand(by, session)
    row = Session.objects.select_for_update().get(pk=session.pk)
    members = list(row.council.members.all())
    missing = [member.name for member in members if attendance.get(member.pk) not in (PRESENT, WRITTEN, ABSENT)]
    if missing:
        raise Refused(Reason("session.attendance_missing", {"names": ", ".join(missing)}))
    manners = Counter(attendance[member.pk] for member in members)
    row.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(session=row, member=member, manner=attendance[member.pk]) for member in members
    )
    row.members, row.present, row.written_votes = len(members), manners[PRESENT], manners[WRITTEN]
    row.state = COUNCIL_SESSION.after(row.state, "open")
    row.opened_at = timezone.now()
    row.save(update_fields=["members", "present", "written_votes", "state", "opened_at"])
    record("session.opened", row, by=by, present=row.present, members=row.members, written=row.written_votes)
    return row


@transaction.atomic
def close_session(session: Session, *, by: Actor) -> Session:
    """Weigh every agreed count under the round's rule, write the verdicts down, let nobody count any more."""
    row = Session.objects.select_for_update().get(pk=session.pk)
    CLOSE_SESSION.demand(by, row)
    nominees = list(row.nominees.select_related("nomination"))
    round = row.council.round
    verdicts = decide_nominees(row, nominees, rule=ballot_rule(round), by=by)
    row.state = COUNCIL_SESSION.after(row.state, "close")
    row.closed_at = timezone.now()
    row.save(update_fields=["state", "closed_at"])
    record("session.closed", row, by=by, **{name: verdicts[name] for name in ("approved", "rejected", "no_quorum")})
    for nominee in nominees:
        record("nomination.heard", nominee.nomination, by=by, session=row.code, verdict=nominee.verdict)
    assess_some(round, [nominee.nomination for nominee in nominees], by=by)
    return row


@transaction.atomic
def sign_minutes(session: Session, *, note: str = "", by: Actor) -> Session:
    """The minutes stand: nothing of the session changes any more."""
    row = Session.objects.select_for_update().get(pk=session.pk)
    SIGN_MINUTES.demand(by, row)
    row.state = COUNCIL_SESSION.after(row.state, "sign")
    row.minutes_note, row.signed_by = clean(note), by.display_name
    row.save(update_fields=["state", "minutes_note", "signed_by"])
    record("session.signed", row, by=by)
    return row
