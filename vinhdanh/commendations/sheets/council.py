"""The council: who sits in it, and when it sat."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.commendations.models import CouncilMember, Session
from vinhdanh.commendations.sheets.rounds import council_of, finish_round
from vinhdanh.kernel.sheets.checks import reject_part_above_whole, reject_repeated, same_name
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, upsert
from vinhdanh.organisation.sheets.headings import PERSON_CODE
from vinhdanh.rules.text import fold

SESSION_CODE = (
    "Phiên",
    "Mã phiên",
    "Phiên họp",
    "Kỳ họp",
    "Mã kỳ họp",
    "Phiên số",
    "Session",
    "Session code",
    "Sitting",
    "Meeting code",
)


def check_members(context: Context, rows: list[Row]) -> None:
    for row in rows:
        person = row.values["member"] = context.person_of(row, "person", unknown="warn")
        if person is None and not row["name"]:
            row.reject("name", "member.nobody", _("thiếu tên thành viên"))
        elif person is not None and row["name"] and not same_name(row["name"], person.name):
            row.warn("name", "member.name", _("tên thành viên khác tên trong danh sách nhân sự"))
    reject_repeated(
        rows,
        column="person",
        same=lambda row: row["member"].pk if row["member"] else fold(row["name"]),
        code="member.repeated",
        text=_("thành viên lặp lại"),
    )


def store_members(context: Context, rows: list[Row]) -> Stored:
    """A handful of people: seats are found by person, or by name where the person is not on the list."""
    council = council_of(context)
    seats = {member.person_id or fold(member.name): member for member in council.members.all()}
    created = changed = 0
    for position, row in enumerate(rows, start=1):
        person = row["member"]
        wanted = {"name": row["name"] or person.name, "role": row["role"], "position": position}
        seat = seats.get(person.pk if person else fold(row["name"]))
        if seat is None:
            CouncilMember.objects.create(council=council, person_id=person and person.pk, **wanted)
            created += 1
        elif any(getattr(seat, name) != value for name, value in wanted.items()):
            CouncilMember.objects.filter(pk=seat.pk).update(**wanted)
            changed += 1
    return Stored(created, changed, len(rows) - created - changed)


MEMBERS = SheetKind(
    code="commendations.members",
    title=gettext_lazy("Thành viên Hội đồng"),
    after=("organisation.people", "commendations.nominations"),
    words=("thành viên hội đồng", "thành viên HĐ", "hội đồng thi đua", "council members", "council"),
    columns=(
        Column(
            "person",
            (*PERSON_CODE, "Mã", "Code"),
            type="code",
        ),
        Column(
            "name",
            ("Họ và tên", "Họ tên", "Tên thành viên", "Thành viên", "Name", "Full name", "Member"),
            type="person_name",
            max_length=200,
        ),
        Column(
            "role",
            (
                "Vai trò",
                "Chức vụ trong Hội đồng",
                "Chức danh",
                "Nhiệm vụ trong Hội đồng",
                "Chức vụ",
                "Role",
                "Function",
            ),
            words=("Chủ tịch", "Phó Chủ tịch", "Ủy viên", "Thư ký", "Ủy viên thư ký", "Chair", "Member", "Secretary"),
            required=True,
            max_length=80,
        ),
    ),
    check=check_members,
    store=store_members,
    finish=finish_round,
)


def check_sessions(context: Context, rows: list[Row]) -> None:
    reject_part_above_whole(
        rows,
        part="present",
        whole="members",
        code="session.more_present",
        text=_("có mặt nhiều hơn tổng số thành viên"),
    )
    reject_repeated(
        rows, column="code", same=lambda row: fold(row["code"]), code="session.repeated", text=_("phiên họp lặp lại")
    )
    _keep_closed_sessions(rows)


def _keep_closed_sessions(rows: list[Row]) -> None:
    """What a session decided rests on who came: once it is closed, a sheet does not change that."""
    closed = Session.objects.filter(state__in=("closed", "signed"))
    standing = {
        fold(code): (held_on, members, present)
        for code, held_on, members, present in closed.values_list("code", "held_on", "members", "present")
    }
    for row in rows:
        found = None if row.is_rejected else standing.get(fold(row["code"]))
        if found is not None and found != (row["held_on"], row["members"] or found[1], row["present"]):
            row.reject("code", "session.closed", _("phiên đã đóng: không sửa bằng bảng tính"))


def store_sessions(context: Context, rows: list[Row]) -> Stored:
    council = council_of(context)
    seats = council.members.count()
    return upsert(
        Session,
        [
            {
                "council_id": council.pk,
                "code": row["code"],
                "held_on": row["held_on"],
                "members": row["members"] or seats,
                "present": row["present"],
                "written_votes": row["written_votes"] or 0,
            }
            for row in rows
        ],
        key=("council_id", "code"),
    )


SESSIONS = SheetKind(
    code="commendations.sessions",
    title=gettext_lazy("Phiên họp Hội đồng"),
    after=("commendations.nominations", "commendations.members"),
    words=("kỳ họp", "phiên họp", "các phiên họp hội đồng", "council sessions", "sessions"),
    columns=(
        Column("code", SESSION_CODE, type="code", required=True, max_length=20),
        Column(
            "held_on",
            ("Ngày họp", "Ngày", "Thời gian họp", "Ngày tổ chức", "Held on", "Session date", "Date"),
            type="date",
            required=True,
        ),
        Column(
            "members",
            ("Tổng số thành viên", "Số thành viên", "Tổng số", "Thành viên", "Members", "Total members"),
            type="int",
        ),
        Column("present", ("Có mặt", "Số có mặt", "Thành viên có mặt", "Dự họp", "Present", "Attended"), type="int"),
        Column(
            "written_votes",
            (
                "Bỏ phiếu bằng văn bản",
                "Phiếu bằng văn bản",
                "Lấy ý kiến bằng văn bản",
                "Vắng gửi phiếu",
                "Written votes",
                "Votes in writing",
            ),
            type="int",
        ),
    ),
    check=check_sessions,
    store=store_sessions,
    finish=finish_round,
)
