# ruff: noqa: E501  (a figure is one line)
"""Meetings, studies, regulations, good models, communication."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.models import GoodModel, Meeting, Publicity, Regulation, Study
from vinhdanh.reports.catalogue.counting import count, percent, total, units
from vinhdanh.reports.catalogue.facts import Address, Facts
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.catalogue.scope import Scope

UNIT_COLUMNS = ((_("Mã đơn vị"), "unit__code"), (_("Tên đơn vị"), "unit__name"))


def meetings(scope: Scope) -> QuerySet[Meeting]:
    return Meeting.objects.filter(scope.inside("unit"), held_on__gte=scope.start, held_on__lte=scope.end)


def dated(field: str, scope: Scope) -> Q:
    """Within the period; a row without a date is counted."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": scope.start, f"{field}__lte": scope.end})


def studies(scope: Scope) -> QuerySet[Study]:
    return Study.objects.filter(scope.inside("unit"), dated("held_on", scope))


def regulations(scope: Scope) -> QuerySet[Regulation]:
    return Regulation.objects.filter(scope.inside("unit"), dated("dated_on", scope))


def models(scope: Scope) -> QuerySet[GoodModel]:
    years = Q(year=None) | Q(year__gte=scope.start.year, year__lte=scope.end.year)
    return GoodModel.objects.filter(scope.inside("unit"), years)


def publicity(scope: Scope) -> QuerySet[Publicity]:
    return Publicity.objects.filter(scope.inside("unit"), dated("dated_on", scope))


MEETINGS = Facts(
    "meetings",
    _("Cuộc sinh hoạt"),
    meetings,
    id="key",
    columns=(
        *UNIT_COLUMNS,
        (_("Ngày"), "held_on"),
        (_("Loại sinh hoạt"), "kind"),
        (_("Chuyên đề"), "topic"),
        (_("Tổng số"), "total"),
        (_("Có mặt"), "present"),
    ),
    unit="unit_id",
    dims={"kind": "kind"},
    address=Address("activity", ("pk",), before=("sinh-hoat",)),
    in_one_pass=True,
)
STUDIES = Facts(
    "studies",
    _("Hội nghị, lớp học tập"),
    studies,
    id="key",
    columns=(
        *UNIT_COLUMNS,
        (_("Ngày"), "held_on"),
        (_("Nội dung"), "content"),
        (_("Hình thức"), "manner"),
        (_("Số người dự"), "participants"),
    ),
    unit="unit_id",
    address=Address("activity", ("pk",), before=("hoc-tap",)),
)
REGULATIONS = Facts(
    "regulations",
    _("Quy chế, quy định"),
    regulations,
    id="key",
    columns=(*UNIT_COLUMNS, (_("Tên quy chế"), "title"), (_("Kết quả"), "outcome"), (_("Ngày"), "dated_on")),
    unit="unit_id",
    dims={"outcome": "outcome"},
    address=Address("activity", ("pk",), before=("quy-che",)),
)
MODELS = Facts(
    "models",
    _("Mô hình hay, cách làm hiệu quả"),
    models,
    id="key",
    columns=(*UNIT_COLUMNS, (_("Tên mô hình"), "title"), (_("Năm"), "year"), (_("Tóm tắt"), "summary")),
    unit="unit_id",
    dims={"is_spread": "is_spread"},
    address=Address("activity", ("pk",), before=("mo-hinh",)),
)
PUBLICITY = Facts(
    "publicity",
    _("Tin, bài tuyên truyền"),
    publicity,
    id="key",
    columns=(
        *UNIT_COLUMNS,
        (_("Kênh"), "channel"),
        (_("Ngày"), "dated_on"),
        (_("Tên tin, bài"), "title"),
        (_("Số lượng"), "quantity"),
    ),
    unit="unit_id",
    address=Address("activity", ("pk",), before=("tuyen-truyen",)),
)

MEETING, RULE, MODEL = _("cuộc"), _("quy chế, quy định"), _("mô hình")
ATTENDANCE = percent(total("present"), total("total"), digits=1)
LINES = (
    Indicator("act.meetings", MEETING, _("Cuộc sinh hoạt đã ghi trong kỳ"), _("cuộc có ngày từ {start} đến {end}"), MEETINGS, count()),
    Indicator("act.thematic", MEETING, _("Trong đó sinh hoạt chuyên đề"), _("cuộc loại chuyên đề có ngày từ {start} đến {end}"), MEETINGS, count(kind="thematic")),
    Indicator("act.attendance_pct", "%", _("Tỷ lệ có mặt"), _("tổng có mặt chia tổng số của các cuộc có ngày từ {start} đến {end}, làm tròn 1 chữ số"), MEETINGS, ATTENDANCE),
    Indicator("act.meeting_cells", "{cell}", _("Số {cell} có ghi sinh hoạt"), _("đếm đơn vị khác nhau của các cuộc có ngày từ {start} đến {end}"), MEETINGS, units()),
    Indicator("act.studies", _("hội nghị, lớp"), _("Hội nghị, lớp học tập"), _("hội nghị, lớp có ngày từ {start} đến {end}"), STUDIES, count()),
    Indicator("act.study_people", _("lượt người"), _("Lượt người học"), _("cộng số người dự của hội nghị, lớp có ngày từ {start} đến {end}; ô trống là 0"), STUDIES, total("participants")),
    Indicator("act.rules.reviewed", RULE, _("Quy chế, quy định đã rà soát"), _("kết quả là rà soát, giữ nguyên"), REGULATIONS, count(outcome="reviewed")),
    Indicator("act.rules.amended", RULE, _("Quy chế, quy định được sửa đổi, bổ sung"), _("kết quả là sửa đổi, bổ sung"), REGULATIONS, count(outcome="amended")),
    Indicator("act.rules.new", RULE, _("Quy chế, quy định xây dựng mới"), _("kết quả là xây dựng mới"), REGULATIONS, count(outcome="new")),
    Indicator("act.models", MODEL, _("Mô hình hay, cách làm hiệu quả"), _("mô hình của các năm trong kỳ"), MODELS, count()),
    Indicator("act.models_spread", MODEL, _("Mô hình đã nhân rộng"), _("mô hình của các năm trong kỳ, được ghi là đã nhân rộng"), MODELS, count(is_spread=True)),
    Indicator("act.media", _("tin, bài"), _("Tin, bài tuyên truyền"), _("cộng cột số lượng, không đếm dòng"), PUBLICITY, total("quantity")),
)  # fmt: skip
