"""Dossiers as units sent them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.commendations.models import Nomination
from vinhdanh.commendations.sheets.rounds import SCALES, effective, finish_round, round_of
from vinhdanh.honours.sheets.recipients import Recipient, recipient_of, targets, warn_target
from vinhdanh.kernel.sheets.checks import drop_shades, reject_part_above_whole, reject_repeated, same_name
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, upsert
from vinhdanh.organisation.answers import Answers
from vinhdanh.rules.text import fold

NOMINATION_CODE = (
    "Mã đề nghị",
    "Mã hồ sơ",
    "Số hồ sơ",
    "Hồ sơ số",
    "Hồ sơ",
    "Mã số hồ sơ",
    "Nomination code",
    "Dossier code",
    "Dossier",
    "Nomination",
    "File no",
)
RATED = r"(?:xep loai|danh gia|phan loai|chat luong|ket qua|muc|ratings?|grades?|nam|year)"


def forms(context: Context) -> dict[str, str]:
    return {form: form for form in effective(context).forms}


def ratings(context: Context) -> dict[str, str]:
    """The office's own words; "nhiệm vụ" may stand behind them or not."""
    words = effective(context).ratings or tuple(word for scale in SCALES for word in scale)
    longer = {f"{word} nhiệm vụ": word for word in words}
    shorter = {word.removesuffix(" nhiệm vụ"): word for word in words}
    return {**{word: word for word in words}, **longer, **shorter}


def check_nominations(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "target")
    for row in rows:
        recipient = row.values["recipient"] = _recipient(context, row)
        warn_target(row, recipient)
        _check_name(row, recipient)
        _find_submitter(context, row, recipient)
    reject_part_above_whole(
        rows,
        part="votes_yes",
        whole="votes_total",
        code="nomination.more_yes_than_votes",
        text=_("số phiếu đồng ý lớn hơn tổng số"),
    )
    reject_repeated(
        rows,
        column="code",
        same=lambda row: fold(row["code"]),
        code="nomination.repeated",
        text=_("mã đề nghị lặp lại"),
    )
    _keep_decided(context, rows)


def _recipient(context: Context, row: Row) -> Recipient:
    """Who is nominated: by the code, and where there is none by a name that only one bears."""
    if not row["code_of"] and not row["name"]:
        row.reject("name", "nomination.nobody", _("thiếu đối tượng đề nghị"))
        return Recipient()
    if not row["code_of"]:
        return _by_name(context, row)
    found = recipient_of(context, row, "code_of")
    if found.is_known:
        return found
    row.reject("code_of", "nomination.code_unknown", _("mã không có trong danh sách đơn vị, nhân sự"))
    return Recipient()


def _by_name(context: Context, row: Row) -> Recipient:
    unit = context.unit_named(row["name"]) if row["target"] != "person" else None
    if unit is not None:
        row.repair("code_of", unit.code, "code.name_given", _("ghi bằng tên, không ghi mã"))
        return Recipient(unit=unit)
    row.reject("code_of", "nomination.code_missing", _("thiếu mã đối tượng đề nghị, tên chưa đủ để biết là ai"))
    return Recipient()


def _check_name(row: Row, recipient: Recipient) -> None:
    known = recipient.unit or recipient.person
    if known is None:
        return
    if not row["name"]:
        row.values["name"] = known.name
    elif same_name(row["name"], known.name):
        if row["name"].isupper() and not known.name.isupper():
            row.repair("name", known.name, "name.capitals", _("tên ở dạng chữ hoa"))
    else:
        row.warn("name", "nomination.name_differs", _("tên khác tên trong danh sách: %(name)s") % {"name": known.name})


def _find_submitter(context: Context, row: Row, recipient: Recipient) -> None:
    """The direct unit that sends the dossier; where nobody wrote it, the one above the nominated."""
    if row["submitter"]:
        context.unit_of(row, "submitter")
        return
    units = context.units_by_code
    unit = recipient.unit or (units.get(recipient.person.unit) if recipient.person else None)
    root = str(Answers(context.answers).section("organisation").get("root") or "")
    while unit is not None and unit.parent not in ("", root) and unit.parent in units and units[unit.parent].parent:
        unit = units[unit.parent]
    if unit is None:
        row.reject("submitter", "nomination.no_submitter", _("thiếu đơn vị trình"))
    else:
        row.values["submitter"] = unit.code


def _keep_decided(context: Context, rows: list[Row]) -> None:
    """A dossier that a decision rests on stays as it was decided."""
    round = effective(context).round
    known = set(round.nominations.values_list("code", flat=True)) if round and round.state != "open" else None
    for row in rows:
        if known is not None and row["code"] not in known and not row.is_rejected:
            row.reject("code", "nomination.round_closed", _("đợt đã khép: không nhận thêm hồ sơ"))
    decided = Nomination.objects.filter(state="decided")
    standing = {row["code"]: row for row in decided.values("code", *SAID)}
    for row in rows:
        if row["code"] in standing and not row.is_rejected:
            columns = _columns(context, row)
            if any(standing[row["code"]][name] != columns[name] for name in SAID):
                row.reject("code", "nomination.decided", _("hồ sơ đã có quyết định: không sửa bằng bảng tính"))


SAID = ("unit_id", "person_id", "name", "form", "summary", "achieved_on", "votes_yes", "votes_total", "ratings")


def _columns(context: Context, row: Row) -> dict[str, Any]:
    recipient: Recipient = row["recipient"]
    return {
        "code": row["code"],
        "submitted_on": row["submitted_on"],
        "submitter_id": context.units_by_code[row["submitter"]].pk,
        "is_collective": recipient.unit is not None,
        "unit_id": recipient.unit.pk if recipient.unit else None,
        "person_id": recipient.person.pk if recipient.person else None,
        "name": row["name"],
        "unit_name": row["unit_name"],
        "form": row["form"],
        "summary": row["summary"],
        "achieved_on": row["achieved_on"],
        "votes_yes": row["votes_yes"],
        "votes_total": row["votes_total"],
        "evidence": row["evidence"],
        "ratings": {str(year): rating for year, rating in sorted(row["ratings"].items()) if rating},
    }


def store_nominations(context: Context, rows: list[Row]) -> Stored:
    round = round_of(context)
    return upsert(Nomination, [{"round_id": round.pk, **_columns(context, row)} for row in rows], key=("code",))


NOMINATIONS = SheetKind(
    code="commendations.nominations",
    title=gettext_lazy("Đề nghị khen thưởng"),
    after=("organisation.units", "organisation.people", "commendations.conditions"),
    words=("đề nghị khen thưởng", "đề nghị", "tổng hợp đề nghị", "hồ sơ đề nghị", "nominations", "dossiers"),
    columns=(
        Column("code", (*NOMINATION_CODE, "Số đề nghị"), type="code", required=True, max_length=40),
        Column(
            "submitted_on",
            ("Ngày nộp", "Ngày gửi", "Ngày nhận hồ sơ", "Ngày trình", "Ngày đề nghị", "Submitted on", "Date submitted"),
            type="date",
        ),
        Column(
            "submitter",
            (
                "Mã đơn vị trình",
                "Đơn vị trình",
                "Mã đơn vị đề nghị",
                "Đơn vị đề nghị",
                "Mã đơn vị gửi",
                "Submitting unit",
                "Submitted by",
                "Nominating unit",
            ),
            type="code",
        ),
        Column(
            "target",
            ("Đối tượng", "Loại đối tượng", "Đối tượng đề nghị", "Nominee type", "Target", "Collective/individual"),
            type="choice",
            choices=targets,
        ),
        Column(
            "code_of",
            (
                "Được đề nghị - Mã",
                "Mã được đề nghị",
                "Mã đối tượng",
                "Mã tập thể/cá nhân",
                "Mã người được đề nghị",
                "Mã",
                "Mã số",
                "Nominee - Code",
                "Nominee code",
                "Nominee id",
            ),
            type="code",
        ),
        Column(
            "name",
            (
                "Được đề nghị - Tên",
                "Tên được đề nghị",
                "Tên tập thể/cá nhân",
                "Tập thể, cá nhân",
                "Tên",
                "Họ tên/Tên đơn vị",
                "Nominee - Name",
                "Nominee name",
                "Nominee",
                "Name",
            ),
            max_length=300,
        ),
        Column(
            "unit_name",
            ("Đơn vị", "Đơn vị công tác", "Tên đơn vị", "Thuộc đơn vị", "Unit", "Department", "Organisation"),
            max_length=300,
        ),
        Column(
            "form",
            (
                "Hình thức",
                "Hình thức khen",
                "Hình thức đề nghị",
                "Hình thức khen thưởng",
                "Danh hiệu",
                "Danh hiệu đề nghị",
                "Form",
                "Award",
                "Award form",
            ),
            type="choice",
            choices=forms,
            unknown="keep",
            required=True,
            max_length=120,
        ),
        Column(
            "summary",
            (
                "Tóm tắt thành tích",
                "Thành tích",
                "Báo cáo tóm tắt",
                "Tóm tắt",
                "Nội dung thành tích",
                "Summary",
                "Achievement",
                "Achievement summary",
            ),
        ),
        Column(
            "achieved_on",
            (
                "Ngày lập thành tích",
                "Ngày thành tích",
                "Thời gian lập thành tích",
                "Ngày đạt thành tích",
                "Achieved on",
                "Achievement date",
            ),
            type="date",
        ),
        Column(
            "votes_yes",
            (
                "Phiếu tại đơn vị - Đồng ý",
                "Phiếu đồng ý",
                "Số phiếu đồng ý",
                "Đồng ý",
                "Phiếu tán thành",
                "Số phiếu tán thành",
                "Phiếu tại đơn vị - Tán thành",
                "Unit vote - Yes",
                "Votes yes",
                "Yes votes",
            ),
            type="int",
        ),
        Column(
            "votes_total",
            (
                "Phiếu tại đơn vị - Tổng số",
                "Tổng số phiếu",
                "Tổng phiếu",
                "Tổng số",
                "Số người bỏ phiếu",
                "Tổng số phiếu bầu",
                "Số phiếu phát ra tại đơn vị",
                "Unit vote - Total",
                "Votes total",
                "Total votes",
            ),
            type="int",
        ),
        Column(
            "evidence",
            ("Minh chứng", "Tài liệu minh chứng", "Hồ sơ kèm theo", "Tài liệu kèm theo", "Evidence", "Attachments"),
        ),
        Column(
            "ratings",
            ("Xếp loại các năm",),
            type="choice",
            choices=ratings,
            series=rf"^(?:(?:.*\b)?{RATED}\b.*?)?\b((?:19|20)\d\d)\b",
        ),
    ),
    check=check_nominations,
    store=store_nominations,
    finish=finish_round,
)
