"""Entries with their authors, the blind codes that hide them, and the prizes given."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.contests.models import Authorship, BlindCode, Entry, Prize
from vinhdanh.contests.sheets.terms import contest_of, direct_of, effective, finish_ranking
from vinhdanh.contests.sheets.words import entry_states
from vinhdanh.kernel.sheets.checks import drop_shades, reject_repeated, same_name
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.kinds import Column, SheetKind
from vinhdanh.kernel.sheets.row import Row
from vinhdanh.kernel.sheets.store import Stored, pk_of, upsert
from vinhdanh.organisation.sheets.headings import PERSON_CODE, UNIT_CODE
from vinhdanh.rules.text import fold

ENTRY_CODE = (
    "Mã bài",
    "Mã bài dự thi",
    "Mã số bài",
    "Mã tác phẩm",
    "Mã dự thi",
    "Số bài",
    "Mã sản phẩm",
    "Entry code",
    "Entry",
    "Entry no",
    "Entry id",
)
BLIND_CODE = ("Số phách", "Mã phách", "Phách", "Mã ẩn danh", "Mã rọc phách", "Blind code", "Anonymous code", "Blind no")


def check_entries(context: Context, rows: list[Row]) -> None:
    drop_shades(rows, "state", otherwise="valid")
    closes_on = effective(context).terms.closes_on
    for row in rows:
        _check_author(context, row)
        late = closes_on is not None and row["received_on"] is not None and row["received_on"] > closes_on
        if late and row["state"] == "valid":
            row.reject("received_on", "entry.after_closing", _("nhận sau hạn cuối nhưng ghi hợp lệ"))
    reject_repeated(
        rows, column="code", same=lambda row: fold(row["code"]), code="entry.repeated", text=_("mã bài lặp lại")
    )


def _check_author(context: Context, row: Row) -> None:
    """Who wrote it, and for which direct unit: the unit written, else the author's own."""
    person = context.person_of(row, "person", unknown="warn")
    if person is not None and row["author"] and not same_name(row["author"], person.name):
        row.warn("author", "entry.author_name", _("tên tác giả khác tên trong danh sách nhân sự của mã tác giả"))
    unit = context.unit_of(row, "unit")
    if unit is None and not row["unit"] and person is not None:
        unit = context.units_by_code.get(person.unit)
    if unit is None and not row["unit"]:
        row.reject("unit", "entry.no_unit", _("thiếu đơn vị của tác giả"))
    row.values["author_person"] = person
    row.values["author_unit"] = direct_of(context, unit) if unit else None


def store_entries(context: Context, rows: list[Row]) -> Stored:
    contest = contest_of(context)
    stored = upsert(
        Entry,
        [
            {
                "contest_id": contest.pk,
                "code": row["code"],
                "title": row["title"],
                "title_key": fold(row["title"])[:400],
                "genre": row["genre"],
                "received_on": row["received_on"],
                "words": row["words"],
                "state": row["state"],
            }
            for row in rows
        ],
        key=("code",),
    )
    pks = pk_of(Entry, "code", (row["code"] for row in rows))
    authors = upsert(
        Authorship,
        [
            {
                "entry_id": pks[row["code"]],
                "person_id": row["author_person"] and row["author_person"].pk,
                "name": row["author"] or (row["author_person"].name if row["author_person"] else ""),
                "unit_id": row["author_unit"].pk,
            }
            for row in rows
        ],
        key=("entry_id",),
    )
    touched = max(stored.changed, authors.changed)
    return Stored(stored.created, touched, len(rows) - stored.created - touched)


ENTRIES = SheetKind(
    code="contests.entries",
    title=gettext_lazy("Bài dự thi"),
    after=("organisation.units", "organisation.people", "contests.terms"),
    words=("bài dự thi", "danh sách bài dự thi", "tác phẩm dự thi", "contest entries", "entries"),
    columns=(
        Column("code", ENTRY_CODE, type="code", required=True, max_length=40),
        Column(
            "title",
            (
                "Tên tác phẩm",
                "Tên bài",
                "Tên bài dự thi",
                "Tác phẩm",
                "Tiêu đề",
                "Tên sản phẩm",
                "Đầu đề",
                "Title",
                "Entry title",
                "Work",
            ),
            required=True,
            max_length=400,
        ),
        Column("genre", ("Thể loại", "Loại hình", "Loại", "Hạng mục", "Genre", "Category", "Type"), max_length=80),
        Column(
            "person",
            (
                "Tác giả - Mã nhân sự",
                "Tác giả - Mã",
                "Mã tác giả",
                "Author - Code",
                "Author code",
                *PERSON_CODE,
            ),
            type="code",
        ),
        Column(
            "author",
            (
                "Tác giả - Họ và tên",
                "Họ và tên",
                "Tác giả",
                "Tên tác giả",
                "Họ tên tác giả",
                "Tác giả - Họ tên",
                "Họ tên",
                "Author - Name",
                "Author",
                "Author name",
                "Full name",
            ),
            type="person_name",
            expected=True,
            max_length=200,
        ),
        Column(
            "unit",
            (
                "Mã đơn vị trực thuộc",
                "Đơn vị trực thuộc",
                "Đơn vị dự thi",
                *UNIT_CODE,
            ),
            type="code",
        ),
        Column(
            "received_on",
            (
                "Ngày nhận",
                "Ngày nhận bài",
                "Ngày nộp",
                "Ngày gửi",
                "Thời gian nhận",
                "Received on",
                "Received",
                "Date received",
                "Submitted on",
                "Date",
            ),
            type="date",
            required=True,
        ),
        Column("words", ("Số từ", "Số chữ", "Độ dài", "Words", "Word count", "Length"), type="int"),
        Column(
            "state",
            ("Trạng thái", "Tình trạng", "Kết quả sơ loại", "Hợp lệ", "State", "Status"),
            type="choice",
            choices=entry_states,
        ),
    ),
    check=check_entries,
    store=store_entries,
    finish=finish_ranking,
)


# -- blind codes -----------------------------------------------------------------------------------


def check_blind_codes(context: Context, rows: list[Row]) -> None:
    known = {fold(code) for code in pk_of(Entry, "code")}
    for row in rows:
        if row["entry"] and fold(row["entry"]) not in known:
            row.reject("entry", "entry.unknown", _("mã bài không có trong danh sách bài dự thi"))
    reject_repeated(
        rows, column="code", same=lambda row: fold(row["code"]), code="blind.repeated", text=_("số phách lặp lại")
    )
    reject_repeated(
        rows,
        column="entry",
        same=lambda row: fold(row["entry"]),
        code="blind.entry_twice",
        text=_("bài đã có số phách"),
    )


def store_blind_codes(context: Context, rows: list[Row]) -> Stored:
    entries = {fold(code): pk for code, pk in pk_of(Entry, "code").items()}
    return upsert(
        BlindCode,
        [{"code": row["code"], "entry_id": entries[fold(row["entry"])]} for row in rows],
        key=("code",),
    )


BLIND_CODES = SheetKind(
    code="contests.blind_codes",
    title=gettext_lazy("Số phách"),
    after=("contests.entries",),
    words=("số phách", "rọc phách", "đánh phách", "blind codes"),
    columns=(
        Column("code", BLIND_CODE, type="code", required=True, max_length=20),
        Column("entry", ENTRY_CODE, type="code", required=True),
    ),
    check=check_blind_codes,
    store=store_blind_codes,
    finish=finish_ranking,
)


# -- prizes ----------------------------------------------------------------------------------------


def prize_names(context: Context) -> dict[str, str]:
    return {name: name for name, _ in effective(context).terms.prizes}


def check_prizes(context: Context, rows: list[Row]) -> None:
    states = {fold(code): state for code, state in Entry.objects.values_list("code", "state")}
    for row in rows:
        state = states.get(fold(row["entry"]))
        if row["entry"] and state is None:
            row.reject("entry", "entry.unknown", _("mã bài không có trong danh sách bài dự thi"))
        elif state is not None and state != "valid":
            row.warn("entry", "prize.entry_not_counted", _("bài không được tính mà có giải"))
    reject_repeated(
        rows, column="entry", same=lambda row: fold(row["entry"]), code="prize.repeated", text=_("bài đã có giải")
    )


def store_prizes(context: Context, rows: list[Row]) -> Stored:
    contest = contest_of(context)
    entries = {fold(code): pk for code, pk in pk_of(Entry, "code").items()}
    best_first = {name: place for place, (name, _) in enumerate(contest.prizes)}
    ordered = sorted(rows, key=lambda row: best_first.get(row["name"], len(best_first)))
    return upsert(
        Prize,
        [
            {
                "contest_id": contest.pk,
                "name": row["name"],
                "entry_id": entries[fold(row["entry"])],
                "position": position,
            }
            for position, row in enumerate(ordered, start=1)
        ],
        key=("entry_id",),
    )


PRIZES = SheetKind(
    code="contests.prizes",
    title=gettext_lazy("Giải thưởng cuộc thi"),
    after=("contests.terms", "contests.entries"),
    words=("giải thưởng", "danh sách trao giải", "kết quả trao giải", "prizes", "winners"),
    columns=(
        Column(
            "name",
            ("Giải", "Giải thưởng", "Tên giải", "Loại giải", "Hạng giải", "Đạt giải", "Prize", "Award", "Prize name"),
            type="choice",
            choices=prize_names,
            unknown="keep",
            required=True,
            max_length=120,
        ),
        Column("entry", ENTRY_CODE, type="code", required=True),
        Column("title", ("Tên tác phẩm", "Tên bài", "Tác phẩm", "Title")),
        Column("author", ("Tác giả", "Họ và tên", "Tên tác giả", "Author")),
    ),
    check=check_prizes,
    store=store_prizes,
)
