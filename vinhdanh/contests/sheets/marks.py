"""Judges, and the marks they gave to entries whose authors they did not see."""

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.contests.models import Authorship, BlindCode, Entry, Judge, Mark
from vinhdanh.contests.sheets.entries import BLIND_CODE, ENTRY_CODE
from vinhdanh.contests.sheets.terms import contest_of, direct_of, effective, finish_ranking
from vinhdanh.kernel.sheets.checks import reject_repeated, same_name
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, upsert
from vinhdanh.organisation.sheets.headings import PERSON_CODE, UNIT_CODE
from vinhdanh.rules.text import fold

JUDGE_CODE = (
    "Mã giám khảo",
    "Mã GK",
    "Giám khảo",
    "Số giám khảo",
    "Mã người chấm",
    "Người chấm",
    "Judge code",
    "Judge",
    "Judge no",
)


def check_judges(context: Context, rows: list[Row]) -> None:
    for row in rows:
        person = context.person_of(row, "person", unknown="warn")
        if person is not None and row["name"] and not same_name(row["name"], person.name):
            row.warn("name", "judge.name", _("tên giám khảo khác tên trong danh sách nhân sự"))
        if person is None and not row["name"]:
            row.reject("name", "judge.nobody", _("thiếu tên giám khảo"))
        unit = context.unit_of(row, "unit")
        if unit is None and not row["unit"] and person is not None:
            unit = context.units_by_code.get(person.unit)
        row.values["judge_person"] = person
        row.values["judge_unit"] = direct_of(context, unit) if unit else None
    reject_repeated(
        rows, column="code", same=lambda row: fold(row["code"]), code="judge.repeated", text=_("mã giám khảo lặp lại")
    )


def store_judges(context: Context, rows: list[Row]) -> Stored:
    contest = contest_of(context)
    return upsert(
        Judge,
        [
            {
                "contest_id": contest.pk,
                "code": row["code"],
                "person_id": row["judge_person"] and row["judge_person"].pk,
                "name": row["name"] or row["judge_person"].name,
                "unit_id": row["judge_unit"] and row["judge_unit"].pk,
                "field": row["field"],
            }
            for row in rows
        ],
        key=("contest_id", "code"),
    )


JUDGES = SheetKind(
    code="contests.judges",
    title=gettext_lazy("Giám khảo"),
    after=("organisation.units", "organisation.people", "contests.terms"),
    words=("giám khảo", "ban giám khảo", "danh sách giám khảo", "judges", "jury"),
    columns=(
        Column("code", JUDGE_CODE, type="code", required=True, max_length=20),
        Column(
            "person",
            PERSON_CODE,
            type="code",
        ),
        Column(
            "name",
            ("Họ và tên", "Họ tên", "Tên giám khảo", "Họ và tên giám khảo", "Name", "Full name", "Judge name"),
            type="person_name",
            max_length=200,
        ),
        Column(
            "unit",
            ("Mã đơn vị trực thuộc", "Đơn vị trực thuộc", *UNIT_CODE),
            type="code",
        ),
        Column(
            "field",
            ("Chuyên môn", "Lĩnh vực", "Thể loại chấm", "Thể loại", "Expertise", "Field", "Speciality"),
            max_length=120,
        ),
    ),
    check=check_judges,
    store=store_judges,
)


# -- marks -----------------------------------------------------------------------------------------


def check_marks(context: Context, rows: list[Row]) -> None:
    scale = effective(context).scale
    contest = effective(context).contest or context.memo.get("contests.contest")
    blind = {fold(code): entry for code, entry in BlindCode.objects.values_list("code", "entry_id")}
    entries = {fold(code): pk for code, pk in pk_of(Entry, "code").items()}
    authors = dict(Authorship.objects.values_list("entry_id", "unit_id"))
    judges = {fold(code): unit for code, unit in Judge.objects.filter(contest=contest).values_list("code", "unit_id")}
    for row in rows:
        values = row.values
        code = fold(values["blind"])
        entry = blind.get(code) or entries.get(code)
        if code and entry is None:
            row.reject("blind", "blind.unknown", _("số phách không có"))
        judge = fold(values["judge"])
        if judge and judge not in judges:
            row.reject("judge", "judge.unknown", _("mã giám khảo không có"))
        if values["score"] is not None and not 0 <= values["score"] <= scale:
            row.reject("score", "mark.out_of_scale", _("điểm ngoài thang 0-%(scale)s") % {"scale": scale})
        values["entry"] = entry
        values["is_conflicted"] = (
            entry is not None and judges.get(judge) is not None and judges[judge] == authors.get(entry)
        )
    reject_repeated(
        rows,
        column="judge",
        same=lambda row: (row.values["entry"], fold(row.values["judge"])),
        code="mark.repeated",
        text=_("cùng giám khảo chấm cùng bài lần thứ hai: lấy lần đầu"),
    )
    for row in rows:
        if row.values["is_conflicted"] and not row.is_rejected:
            row.warn(
                "judge",
                "mark.conflict",
                _("giám khảo chấm bài của đơn vị mình (xung đột lợi ích): vẫn tính cho đến khi Ban Tổ chức quyết định"),
            )


def store_marks(context: Context, rows: list[Row]) -> Stored:
    contest = contest_of(context)
    blind = _blind_of_entries({row["entry"] for row in rows})
    judges = {fold(code): pk for code, pk in Judge.objects.filter(contest=contest).values_list("code", "pk")}
    turns: Counter[int] = Counter()
    found = []
    for row in rows:
        turns[row["entry"]] += 1
        found.append(
            {
                "blind_id": blind[row["entry"]],
                "judge_id": judges[fold(row["judge"])],
                "turn": row["turn"] or turns[row["entry"]],
                "score": Decimal(str(row["score"])),
                "marked_on": row["marked_on"],
                "is_conflicted": row["is_conflicted"],
            }
        )
    return upsert(Mark, found, key=("blind_id", "judge_id"))


def _blind_of_entries(entries: set[int]) -> dict[int, int]:
    """Blind code of each entry. An office that marked by the entries' own codes gets those as blind codes."""
    there = dict(BlindCode.objects.values_list("entry_id", "pk"))
    bare = entries - there.keys()
    if bare:
        codes = Entry.objects.filter(pk__in=bare).values_list("pk", "code")
        upsert(BlindCode, [{"code": code[:20], "entry_id": pk} for pk, code in codes], key=("code",))
        there = dict(BlindCode.objects.values_list("entry_id", "pk"))
    return there


MARKS = SheetKind(
    code="contests.marks",
    title=gettext_lazy("Điểm chấm"),
    after=("contests.terms", "contests.entries", "contests.blind_codes", "contests.judges"),
    words=("điểm chấm", "phiếu chấm", "kết quả chấm", "bảng điểm", "marks", "scores"),
    columns=(
        Column("blind", (*BLIND_CODE, *ENTRY_CODE), type="code", required=True),
        Column("judge", JUDGE_CODE, type="code", required=True),
        Column("turn", ("Lần chấm", "Lượt chấm", "Lượt", "Lần", "Vòng chấm", "Turn", "Round"), type="int"),
        Column(
            "score",
            ("Điểm", "Điểm chấm", "Số điểm", "Điểm số", "Tổng điểm", "Score", "Mark", "Points"),
            type="decimal",
            required=True,
        ),
        Column("marked_on", ("Ngày chấm", "Thời gian chấm", "Ngày", "Marked on", "Date marked", "Date"), type="date"),
    ),
    check=check_marks,
    store=store_marks,
    finish=finish_ranking,
)
