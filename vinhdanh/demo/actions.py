"""What people of the invented office did that no workbook holds: accounts, verification, the second session, papers."""

import datetime as dt
from random import Random

from django.db import transaction

from vinhdanh.accounts.actions import create_user, grant_role
from vinhdanh.accounts.models import Role, User
from vinhdanh.commendations.actions import (
    assign_many,
    change_days,
    hold_nomination,
    make_decision,
    open_session,
    plan_session,
    put_on_agenda,
    send_back_nomination,
    sign_minutes,
    verify_many,
)
from vinhdanh.commendations.models import Nomination, Round
from vinhdanh.demo.bloc import CONFERENCE
from vinhdanh.demo.words import WORDS
from vinhdanh.demo.year import START
from vinhdanh.directives.models import Plan
from vinhdanh.honours.actions import issue_certificates
from vinhdanh.kernel.actor import Actor, Machine
from vinhdanh.kernel.history import record
from vinhdanh.kernel.models import Job
from vinhdanh.organisation.models import FOREVER, Office, Person, Unit
from vinhdanh.reports.actions import create_report
from vinhdanh.reports.models import Report

MACHINE = Machine("Bản minh họa")
PASSWORD = "minh-hoa-2023"  # noqa: S105 printed by the command and shown on the demonstration's own sign-in page
TEAM = (
    ("vanphong", Role.OFFICE, "Nguyễn Thu Hạnh", ""),
    ("canbo", Role.CLERK, "Trần Quốc Dũng", "committee"),
    ("thuky", Role.SECRETARY, "Lê Thanh Mai", ""),
    ("kiemphieu1", Role.TELLER, "Phạm Đức Bình", ""),
    ("kiemphieu2", Role.TELLER, "Lò Thị Ánh", ""),
    ("kiemtra", Role.INSPECTOR, "Vũ Hoài Giang", ""),
    ("cuocthi", Role.ORGANISER, "Hoàng Kim Chi", ""),
    ("lanhdao", Role.LEADER, "Đỗ Thanh Đạt", ""),
    ("quantri", Role.ADMINISTRATOR, "Hà Thu Ẩn", ""),
)
CALENDAR = {
    "opens_on": dt.date(2023, 4, 1),
    "closes_on": dt.date(2023, 5, 10),
    "comment_from": dt.date(2023, 5, 15),
    "comment_until": dt.date(2023, 5, 22),
    "verify_by": dt.date(2023, 5, 26),
    "council_on": dt.date(2023, 5, 31),
    "decision_on": dt.date(2023, 6, 10),
}


@transaction.atomic
def stand_still(*, on: dt.date, by: Actor) -> Office:
    """A demonstration lives on one day, so that what is due today is due at every visit."""
    office = Office.objects.select_for_update().get()
    office.pinned_on = on
    office.save(update_fields=["pinned_on"])
    record("office.stands_still", office, by=by, on=on.isoformat())
    return office


@transaction.atomic
def hire(*, by: Actor) -> dict[str, User]:
    """One account per role, with the password that the sign-in page of a demonstration shows."""
    root = Unit.objects.get(code="000")
    committee = Nomination.objects.order_by("code").first()
    team: dict[str, User] = {}
    for username, role, name, reach in TEAM:
        user, _ = create_user(username=username, name=name, by=by)
        user.set_password(PASSWORD)
        user.shown_password = PASSWORD
        user.must_change_password = False
        user.save()
        unit = committee.submitter if reach and committee else root
        grant_role(user, role=role, unit=unit, valid_from=dt.date(2021, 1, 1), by=by)
        team[username] = user
    hire_clerks(by=by)
    return team


def hire_clerks(*, by: Actor) -> None:
    """Units that are late have somebody who is reminded; these accounts show no password."""
    planned = Plan.objects.filter(kind="year", year=CONFERENCE.year).exclude(theme="").values("unit")
    for unit in Unit.objects.filter(parent__code="000", ended_on=FOREVER).exclude(pk__in=planned):
        person = Person.objects.filter(is_leader=True, is_active=True, unit__path__startswith=unit.path).first()
        if person is not None:
            user, _ = create_user(username=f"vanthu{unit.code}", name=person.name, person=person, by=by)
            grant_role(user, role=Role.CLERK, unit=unit, valid_from=dt.date(2021, 1, 1), by=by)


@transaction.atomic
def work_on_the_round(round: Round, rng: Random, *, by: dict[str, User]) -> None:
    """The office is in the middle of its work: some verified, some sent back, one on hold, the rest waiting."""
    officer, secretary = by["vanphong"], by["thuky"]
    change_days(round, CALENDAR, by=officer)
    open_ones = Nomination.objects.filter(round=round, state="submitted").order_by("code")
    unclear = [row for row in open_ones if row.result == "return"]
    for row in unclear[:4]:
        send_back_nomination(row, reason="Đề nghị đơn vị bổ sung minh chứng và xếp loại còn thiếu.", by=officer)
    sound = list(open_ones.filter(result__in=("pass", "waiting")))
    hold_nomination(sound[0], reason="Chờ kết luận kiểm tra của đơn vị cùng trụ sở.", by=officer)
    cells = [row for row in sound[1:] if row.form in round.to_council]
    verify_many(cells[:20], by=officer)
    waiting = Nomination.objects.filter(round=round, state="submitted", result__in=("pass", "waiting"))
    assign_many(waiting.order_by("code")[:12], to=officer, by=officer)
    session = plan_session(round.council, held_on=CONFERENCE, by=secretary)
    put_on_agenda(session, Nomination.objects.filter(round=round, state="verified").order_by("code")[:20], by=secretary)
    members = list(round.council.members.all())
    absent = set(rng.sample(range(len(members)), 2))
    attendance = {member.pk: "absent" if n in absent else "present" for n, member in enumerate(members)}
    open_session(session, attendance, by=secretary)


@transaction.atomic
def begin_report(*, by: Actor) -> Report:
    """The review report of the conference, as a draft."""
    return create_report(
        Unit.objects.get(code="000"),
        title="Báo cáo sơ kết Kết luận số 01, giai đoạn 2021–2023",
        start=START,
        end=CONFERENCE,
        as_of=CONFERENCE,
        by=by,
    )


@transaction.atomic
def decide_first_session(round: Round, *, by: dict[str, User]) -> Job:
    """What the first session approved becomes a decision, and its papers are ordered."""
    for session in round.council.sessions.filter(state="closed"):
        sign_minutes(session, by=by["thuky"])
    decision = make_decision(
        round,
        dated_on=CONFERENCE,
        title="Về việc tặng Bằng khen tại Hội nghị sơ kết 2021–2023",
        signer_name=Person.objects.filter(is_leader=True).order_by("code")[0].name,
        signer_post="Phó Bí thư Thường trực",
        number="812-QĐ/ĐUK",
        reason=WORDS["reason"],
        by=by["vanphong"],
    )
    return issue_certificates(decision, by=by["vanphong"])
