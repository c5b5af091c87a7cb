"""What a conference concluded, the tasks it set, and what it found wanting."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.directives.models import Conclusion, Limitation, Task
from vinhdanh.directives.sheets.words import task_states
from vinhdanh.kernel.sheets.checks import drop_shades, reject_repeated
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, row_key, unique_keys, upsert
from vinhdanh.organisation.answers import Answers, day
from vinhdanh.rules.text import fold

TASK_CODE = (
    "Mã nhiệm vụ",
    "Mã NV",
    "Số nhiệm vụ",
    "Ký hiệu nhiệm vụ",
    "Mã công việc",
    "Mã việc",
    "Task code",
    "Task",
    "Task no",
)


def _key_of_code(noun: str, code: str, text: str) -> str:
    return row_key(noun, fold(code) or fold(text))


def check_conclusions(context: Context, rows: list[Row]) -> None:
    reject_repeated(
        rows,
        column="code",
        same=lambda row: fold(row["code"]) or fold(row["text"]),
        code="conclusion.repeated",
        text=_("kết luận lặp lại"),
    )


def store_conclusions(context: Context, rows: list[Row]) -> Stored:
    return upsert(
        Conclusion,
        [
            {
                "key": _key_of_code("conclusion", row["code"], row["text"]),
                "code": row["code"],
                "text": row["text"],
                "speaker": row["speaker"],
            }
            for row in rows
        ],
        key=("key",),
    )


CONCLUSIONS = SheetKind(
    code="directives.conclusions",
    title=gettext_lazy("Kết luận hội nghị"),
    words=("kết luận hội nghị", "kết luận", "conclusions"),
    columns=(
        Column(
            "code",
            ("Số kết luận", "Mã kết luận", "Ký hiệu kết luận", "Kết luận số", "Conclusion code", "Conclusion", "Code"),
            type="code",
            required=True,
            max_length=40,
        ),
        Column(
            "text",
            ("Nội dung kết luận", "Kết luận", "Nội dung", "Ý kiến kết luận", "Conclusion text", "Text"),
            required=True,
            max_length=1000,
        ),
        Column(
            "speaker",
            ("Người kết luận", "Chủ trì kết luận", "Người chủ trì", "Concluded by", "Speaker", "Chair"),
            max_length=200,
        ),
    ),
    check=check_conclusions,
    store=store_conclusions,
)


def conference_day(context: Context) -> dt.date | None:
    """The day of the conference that sets the tasks: of the round it decides on, else the end of its report."""
    answers = Answers(context.answers)
    decided = day(answers.round.get("decision_date"))
    return decided or (answers.report_period[1] if answers.report_period else None)


def _check_partners(rows: list[Row]) -> None:
    """Where an office writes who helps, a task without anybody to help is shown, however many there are."""
    if any(row["partners"] for row in rows):
        for row in rows:
            if not row["partners"]:
                row.warn("partners", "task.no_partner", _("thiếu đơn vị phối hợp"))


def _find_lead(context: Context, row: Row) -> None:
    """A lead that is no unit of the list, such as a standing committee, is kept in words."""
    lead = row["lead"]
    is_in_words = bool(lead) and not any(char.isdigit() for char in lead) and lead not in context.units_by_code
    if not is_in_words or context.unit_named(lead) is not None:
        context.unit_of(row, "lead")
        return
    row.warn("lead", "task.lead_not_a_unit", _("đơn vị chủ trì không có trong danh sách: giữ trong ghi chú"))
    row.values["lead"] = ""
    row.values["note"] = "; ".join(filter(None, (_("Chủ trì: %(lead)s") % {"lead": lead}, row["note"])))[:600]


def check_tasks(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "state")
    _check_partners(rows)
    conference = conference_day(context)
    concluded = {fold(code) for code in pk_of(Conclusion, "code")}
    for row in rows:
        _find_lead(context, row)
        if row["conclusion"] and fold(row["conclusion"]) not in concluded:
            row.warn("conclusion", "task.conclusion_unknown", _("không có kết luận này trong danh sách"))
        if conference and row["due_on"] and row["due_on"] < conference:
            row.warn("due_on", "task.due_before_conference", _("hạn trước ngày hội nghị"))
    reject_repeated(
        rows,
        column="code",
        same=lambda row: fold(row["code"]) or fold(row["text"]),
        code="task.repeated",
        text=_("nhiệm vụ lặp lại"),
    )


def store_tasks(context: Context, rows: list[Row]) -> Stored:
    conclusions = {fold(code): pk for code, pk in pk_of(Conclusion, "code").items()}
    units = context.units_by_code
    return upsert(
        Task,
        [
            {
                "key": _key_of_code("task", row["code"], row["text"]),
                "code": row["code"],
                "conclusion_id": conclusions.get(fold(row["conclusion"])),
                "text": row["text"],
                "lead_id": units[row["lead"]].pk if row["lead"] else None,
                "partners": row["partners"],
                "product": row["product"],
                "due_on": row["due_on"],
                "state": row["state"] or ("done" if row["done_on"] else "open"),
                "done_on": row["done_on"],
                "note": row["note"],
            }
            for row in rows
        ],
        key=("key",),
    )


TASKS = SheetKind(
    code="directives.tasks",
    title=gettext_lazy("Nhiệm vụ sau hội nghị"),
    after=("organisation.units", "directives.conclusions"),
    words=("nhiệm vụ", "nhiệm vụ sau hội nghị", "phân công", "tasks"),
    columns=(
        Column("code", TASK_CODE, type="code", max_length=40),
        Column(
            "conclusion",
            ("Theo kết luận", "Kết luận", "Số kết luận", "Mã kết luận", "Căn cứ kết luận", "Conclusion"),
            type="code",
        ),
        Column(
            "text",
            ("Nhiệm vụ", "Nội dung nhiệm vụ", "Tên nhiệm vụ", "Công việc", "Nội dung công việc", "Task", "Description"),
            required=True,
            max_length=1000,
        ),
        Column(
            "lead",
            (
                "Chủ trì (mã)",
                "Chủ trì",
                "Đơn vị chủ trì",
                "Mã đơn vị chủ trì",
                "Đơn vị thực hiện",
                "Đầu mối",
                "Lead unit",
                "Lead",
                "Responsible unit",
                "Owner",
            ),
            type="code",
            expected=True,
        ),
        Column(
            "partners",
            ("Phối hợp", "Đơn vị phối hợp", "Cơ quan phối hợp", "Partners", "Cooperating units", "Supporting unit"),
            max_length=600,
        ),
        Column(
            "due_on",
            ("Hạn hoàn thành", "Hạn", "Thời hạn", "Thời hạn hoàn thành", "Due on", "Due date", "Deadline", "Due"),
            type="date",
        ),
        Column(
            "done_on",
            ("Ngày hoàn thành", "Hoàn thành ngày", "Ngày xong", "Done on", "Completed on", "Completion date"),
            type="date",
        ),
        Column("product", ("Sản phẩm", "Kết quả đầu ra", "Sản phẩm đầu ra", "Product", "Output"), max_length=300),
        Column(
            "state",
            ("Trạng thái", "Tình trạng", "Tình hình", "Tiến độ", "Kết quả", "State", "Status", "Progress"),
            type="choice",
            choices=task_states,
        ),
        Column("note", ("Ghi chú", "Note", "Notes", "Remarks"), max_length=600),
    ),
    check=check_tasks,
    store=store_tasks,
)


def check_limitations(context: Context, rows: list[Row]) -> None:
    reject_repeated(
        rows, column="text", same=lambda row: fold(row["text"]), code="limitation.repeated", text=_("hạn chế lặp lại")
    )


def store_limitations(context: Context, rows: list[Row]) -> Stored:
    tasks = {fold(code): pk for code, pk in pk_of(Task, "code").items()}
    keys = unique_keys(("limitation", fold(row["text"])) for row in rows)
    return upsert(
        Limitation,
        [
            {
                "key": key,
                "text": row["text"],
                "cause": row["cause"],
                "remedy": row["remedy"],
                "task_id": next((tasks[fold(code)] for code in row["tasks"] if fold(code) in tasks), None),
            }
            for key, row in zip(keys, rows, strict=True)
        ],
        key=("key",),
    )


LIMITATIONS = SheetKind(
    code="directives.limitations",
    title=gettext_lazy("Hạn chế và biện pháp"),
    after=("directives.tasks",),
    words=("hạn chế", "tồn tại", "hạn chế và biện pháp", "limitations", "shortcomings"),
    columns=(
        Column(
            "text",
            ("Hạn chế", "Nội dung hạn chế", "Tồn tại", "Tồn tại, hạn chế", "Khuyết điểm", "Limitation", "Shortcoming"),
            required=True,
            max_length=1000,
        ),
        Column("cause", ("Nguyên nhân", "Nguyên nhân hạn chế", "Cause", "Reason"), max_length=1000),
        Column(
            "remedy",
            ("Biện pháp khắc phục", "Biện pháp", "Giải pháp", "Hướng khắc phục", "Remedy", "Measure", "Solution"),
            max_length=1000,
        ),
        Column(
            "tasks",
            ("Nhiệm vụ liên quan", "Nhiệm vụ", *TASK_CODE, "Related task", "Tasks"),
            type="codes",
        ),
    ),
    check=check_limitations,
    store=store_limitations,
)
