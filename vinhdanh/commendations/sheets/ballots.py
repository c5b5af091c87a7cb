"""What was counted on each dossier in a council's session."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.commendations.models import Nomination, Nominee, Session
from vinhdanh.commendations.sheets.council import SESSION_CODE
from vinhdanh.commendations.sheets.nominations import NOMINATION_CODE
from vinhdanh.commendations.sheets.rounds import council_of, effective, finish_round, round_of
from vinhdanh.kernel.sheets.checks import reject_repeated
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, upsert
from vinhdanh.rules.ballot import Box, contradictions
from vinhdanh.rules.text import fold

COUNTS = ("issued", "returned", "valid", "invalid", "yes", "no")
WRONG = {
    "count.negative": ("yes", gettext_lazy("số phiếu âm")),
    "count.more_papers_than_members": ("issued", gettext_lazy("phát ra nhiều phiếu hơn số thành viên")),
    "count.more_returned_than_issued": ("returned", gettext_lazy("thu về nhiều phiếu hơn phát ra")),
    "count.valid_and_invalid_differ": ("valid", gettext_lazy("phiếu hợp lệ và không hợp lệ cộng lại khác số thu về")),
    "count.more_votes_than_valid": ("yes", gettext_lazy("phiếu đồng ý nhiều hơn phiếu hợp lệ")),
}


def _sessions(context: Context) -> dict[str, tuple[int, int]]:
    """Folded code -> (id, members) of the sessions of this batch's round."""
    round = context.memo.get("commendations.round") or effective(context).round
    found = Session.objects.filter(council__round=round).values_list("code", "pk", "members")
    return {fold(code): (pk, members) for code, pk, members in found}


def check_ballots(context: Context, rows: list[Row]) -> None:
    sessions = _sessions(context)
    dossiers = {fold(code) for code in pk_of(Nomination, "code")}
    only = next(iter(sessions)) if len(sessions) == 1 else ""
    for row in rows:
        if not row["session"] and only:
            row.values["session"] = only
        code = fold(row["session"])
        if sessions and code not in sessions:
            row.reject("session", "session.unknown", _("phiên họp không có trong danh sách"))
        if row["nomination"] and fold(row["nomination"]) not in dossiers:
            row.reject("nomination", "nomination.unknown", _("mã đề nghị không có"))
        _check_counts(row, members=sessions[code][1] if code in sessions else None)
    _keep_what_was_decided(context, rows)
    reject_repeated(
        rows,
        column="nomination",
        same=lambda row: (fold(row["session"]), fold(row["nomination"])),
        code="ballot.repeated",
        text=_("hồ sơ đã có kết quả trong phiên này"),
    )


def _keep_what_was_decided(context: Context, rows: list[Row]) -> None:
    """A session that was closed has decided: its counts are not written over by a sheet."""
    closed = Nominee.objects.filter(session__state__in=("closed", "signed"))
    standing = {
        (fold(session), fold(nomination)): counts
        for session, nomination, *counts in closed.values_list("session__code", "nomination__code", *COUNTS)
    }
    decided = {session for session, _nomination in standing}
    for row in rows:
        place = (fold(row["session"]), fold(row["nomination"]))
        if row.is_rejected or place[0] not in decided:
            continue
        if standing.get(place) != [row[name] for name in COUNTS]:
            row.reject("yes", "ballot.session_closed", _("phiên đã đóng: kết quả đã công bố không sửa bằng bảng tính"))


def _check_counts(row: Row, *, members: int | None) -> None:
    """Numbers that a sheet leaves out follow from the others; a count that contradicts itself is no count."""
    values = row.values
    if values["yes"] is None:
        return
    if values["valid"] is None:
        values["valid"] = values["yes"] + (values["no"] or 0)
    if values["no"] is None:
        values["no"] = max(0, values["valid"] - values["yes"])
    if values["invalid"] is None:
        values["invalid"] = max(0, (values["returned"] or 0) - values["valid"])
    if values["returned"] is None:
        values["returned"] = values["valid"] + values["invalid"]
    if values["issued"] is None:
        values["issued"] = values["returned"]
    box = Box(*(values[name] for name in COUNTS))
    wrong = contradictions(box, members=members if members is not None else box.issued)
    for column, text in dict(WRONG[code] for code in wrong).items():
        row.reject(column, "ballot.contradiction", str(text))


def store_ballots(context: Context, rows: list[Row]) -> Stored:
    round_of(context)
    sessions = {code: pk for code, (pk, _) in _sessions(context).items()} or _sessions_of(context, rows)
    dossiers = {fold(code): pk for code, pk in pk_of(Nomination, "code").items()}
    return upsert(
        Nominee,
        [
            {
                "session_id": sessions[fold(row["session"])],
                "nomination_id": dossiers[fold(row["nomination"])],
                "position": position,
                **{name: row[name] for name in COUNTS},
            }
            for position, row in enumerate(rows, start=1)
        ],
        key=("session_id", "nomination_id"),
    )


def _sessions_of(context: Context, rows: list[Row]) -> dict[str, int]:
    """Sessions that no sheet lists, made from what the ballots say: as many came as papers were given out."""
    council = council_of(context)
    held_on = council.round.council_on or council.round.decision_on or context.as_of
    made: dict[str, Any] = {}
    for row in rows:
        code = fold(row["session"])
        if code not in made:
            issued = max(other["issued"] for other in rows if fold(other["session"]) == code)
            session = Session.objects.create(
                council=council,
                code=(row["session"] or "1")[:20],
                held_on=held_on,
                members=council.members.count() or issued,
                present=issued,
            )
            made[code] = session.pk
    return made


BALLOTS = SheetKind(
    code="commendations.ballots",
    title=gettext_lazy("Kết quả kiểm phiếu"),
    after=("commendations.nominations", "commendations.members", "commendations.sessions"),
    words=("kết quả kiểm phiếu", "kiểm phiếu", "biên bản kiểm phiếu", "hội đồng", "bỏ phiếu", "ballots", "votes"),
    columns=(
        Column("session", SESSION_CODE, type="code"),
        Column("nomination", NOMINATION_CODE, type="code", required=True),
        Column("name", ("Tên", "Tên được đề nghị", "Đối tượng", "Được đề nghị", "Nominee", "Name")),
        Column(
            "issued",
            ("Số phiếu - Phát ra", "Phát ra", "Phiếu phát ra", "Số phiếu phát ra", "Issued", "Papers issued"),
            type="int",
        ),
        Column(
            "returned",
            ("Số phiếu - Thu về", "Thu về", "Phiếu thu về", "Số phiếu thu về", "Returned", "Papers returned"),
            type="int",
        ),
        Column(
            "valid",
            ("Số phiếu - Hợp lệ", "Hợp lệ", "Phiếu hợp lệ", "Số phiếu hợp lệ", "Valid", "Valid papers"),
            type="int",
        ),
        Column(
            "invalid",
            ("Số phiếu - Không hợp lệ", "Không hợp lệ", "Phiếu không hợp lệ", "Invalid", "Invalid papers", "Spoilt"),
            type="int",
        ),
        Column(
            "yes",
            ("Kết quả - Đồng ý", "Đồng ý", "Phiếu đồng ý", "Số phiếu đồng ý", "Tán thành", "Yes", "In favour"),
            type="int",
            required=True,
        ),
        Column(
            "no",
            ("Kết quả - Không đồng ý", "Không đồng ý", "Phiếu không đồng ý", "Không tán thành", "No", "Against"),
            type="int",
        ),
    ),
    check=check_ballots,
    store=store_ballots,
    finish=finish_round,
)
