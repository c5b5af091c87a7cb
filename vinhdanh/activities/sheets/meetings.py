"""Meetings of cells, and studies with their participants."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.activities.models import Meeting, Study
from vinhdanh.activities.sheets.columns import DAY_HEADERS, UNIT, check_days, keyed, search_key
from vinhdanh.activities.sheets.words import meeting_kinds
from vinhdanh.kernel.sheets.checks import drop_shades, has_column, reject_part_above_whole, reject_repeated
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, unique_keys, upsert, upsert_tuples
from vinhdanh.rules.text import fold


def check_meetings(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "kind", otherwise="regular")
    for row in rows:
        context.unit_of(row, "unit")
        if row.values["kind"] == "thematic" and not row.values["topic"] and has_column(row, "topic"):
            row.warn("topic", "meeting.no_topic", _("sinh hoạt chuyên đề thiếu tên chuyên đề"))
    check_days(context, rows, column="held_on")
    reject_part_above_whole(
        rows, part="present", whole="total", code="meeting.more_present", text=_("có mặt nhiều hơn tổng số")
    )
    reject_repeated(
        rows,
        column="held_on",
        same=lambda row: (row.values["unit"], row.values["held_on"], row.values["kind"]),
        code="meeting.repeated",
        text=_("lặp: cùng đơn vị, cùng ngày, cùng loại"),
    )


def store_meetings(context: Context, rows: list[Row]) -> Stored:
    keys = unique_keys(("meeting", row.values["unit"], row.values["held_on"], row.values["kind"]) for row in rows)
    units = context.units_by_code
    return upsert_tuples(
        Meeting,
        ("key", "unit_id", "held_on", "kind", "topic", "total", "present", "chair", "search_key"),
        [_columns(key, units[row.values["unit"]].pk, row.values) for key, row in zip(keys, rows, strict=True)],
        key=("key",),
    )


def _columns(key: str, unit: int, said: dict[str, Any]) -> tuple[Any, ...]:
    topic, chair = said["topic"], said["chair"]
    return (
        key,
        unit,
        said["held_on"],
        said["kind"],
        topic,
        said["total"],
        said["present"],
        chair,
        search_key(topic, chair),
    )


MEETINGS = SheetKind(
    code="activities.meetings",
    title=gettext_lazy("Sinh hoạt"),
    after=("organisation.units",),
    words=("sinh hoạt", "sổ theo dõi sinh hoạt", "họp", "cuộc họp", "meetings"),
    columns=(
        UNIT,
        Column(
            "held_on",
            (
                "Ngày sinh hoạt",
                "Ngày họp",
                "Ngày tổ chức",
                "Thời gian sinh hoạt",
                "Thời gian họp",
                "Meeting date",
                *DAY_HEADERS,
            ),
            type="date",
            required=True,
        ),
        Column(
            "kind",
            (
                "Loại sinh hoạt",
                "Loại cuộc họp",
                "Loại họp",
                "Hình thức sinh hoạt",
                "Loại",
                "Loại hình",
                "Meeting type",
                "Type",
                "Kind",
            ),
            type="choice",
            choices=meeting_kinds,
            expected=True,
            unknown="warn",
        ),
        Column(
            "topic",
            ("Chuyên đề", "Tên chuyên đề", "Chủ đề", "Nội dung", "Nội dung sinh hoạt", "Topic", "Theme", "Subject"),
            max_length=300,
        ),
        Column(
            "total",
            (
                "Số đảng viên - Tổng số",
                "Tổng số đảng viên",
                "Tổng số",
                "Sĩ số",
                "Số người - Tổng số",
                "Số thành viên - Tổng số",
                "Tổng số thành viên",
                "Tổng số đoàn viên",
                "Triệu tập",
                "Phải dự",
                "Total",
                "Members",
                "Total members",
            ),
            type="int",
        ),
        Column(
            "present",
            (
                "Số đảng viên - Có mặt",
                "Có mặt",
                "Số có mặt",
                "Số người có mặt",
                "Dự họp",
                "Tham dự",
                "Số người dự",
                "Số người - Có mặt",
                "Số thành viên - Có mặt",
                "Present",
                "Attended",
                "Attendance",
            ),
            type="int",
        ),
        Column(
            "chair",
            ("Chủ trì", "Người chủ trì", "Chủ tọa", "Người điều hành", "Chair", "Chaired by", "Chairperson"),
            max_length=200,
        ),
    ),
    check=check_meetings,
    store=store_meetings,
)


def check_studies(context: Context, rows: list[Row]) -> None:
    for row in rows:
        context.unit_of(row, "unit")
    check_days(context, rows, column="held_on")


def store_studies(context: Context, rows: list[Row]) -> Stored:
    keys = unique_keys(("study", row["unit"], row["held_on"], fold(row["content"])) for row in rows)
    return upsert(
        Study,
        [
            {
                "key": key,
                "unit_id": context.units_by_code[row["unit"]].pk,
                "held_on": row["held_on"],
                "content": row["content"],
                "manner": row["manner"],
                "sites": row["sites"],
                "participants": row["participants"],
                "search_key": search_key(row["content"]),
            }
            for key, row in keyed(keys, rows)
        ],
        key=("key",),
    )


STUDIES = SheetKind(
    code="activities.studies",
    title=gettext_lazy("Hội nghị, lớp học tập"),
    after=("organisation.units",),
    words=("học tập", "hội nghị", "lớp học", "quán triệt", "tập huấn", "bồi dưỡng", "studies", "training"),
    columns=(
        UNIT,
        Column("held_on", ("Ngày học", "Ngày hội nghị", "Ngày mở lớp", *DAY_HEADERS), type="date", required=True),
        Column(
            "content",
            (
                "Nội dung",
                "Nội dung học tập",
                "Tên hội nghị",
                "Tên lớp",
                "Tên hội nghị, lớp học",
                "Chuyên đề học tập",
                "Content",
                "Subject",
                "Course",
                "Title",
            ),
            required=True,
            max_length=400,
        ),
        Column(
            "manner",
            ("Hình thức", "Hình thức tổ chức", "Cách tổ chức", "Manner", "Form", "Mode", "Format"),
            words=("Trực tiếp", "Trực tuyến", "Kết hợp", "Online", "Onsite"),
            max_length=60,
        ),
        Column(
            "sites",
            (
                "Số điểm cầu",
                "Điểm cầu",
                "Số điểm",
                "Số địa điểm",
                "Số hội trường",
                "Sites",
                "Venues",
                "Number of sites",
            ),
            type="int",
        ),
        Column(
            "participants",
            (
                "Số người dự",
                "Số người tham dự",
                "Số lượt người",
                "Lượt người",
                "Số lượt dự",
                "Người dự",
                "Số học viên",
                "Số người học",
                "Participants",
                "Attendees",
                "Number of participants",
            ),
            type="int",
            expected=True,
        ),
    ),
    check=check_studies,
    store=store_studies,
)
