# ruff: noqa: E501  (a figure is one line)
"""The contest of the period: entries that count, the cut, prizes, judges, marks."""

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from vinhdanh.contests.models import Entry, Judge, Mark, Prize
from vinhdanh.reports.catalogue.counting import EACH, Ratio, count, the, units
from vinhdanh.reports.catalogue.facts import Address, Facts, Listed, Row
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.catalogue.scope import Scope

ROLES = ("office", "leader", "clerk", "organiser")
INNER_ROLES = ("office", "leader", "organiser")
BY_UNIT = "authorship__unit_id"


def entries(scope: Scope) -> QuerySet[Entry]:
    return Entry.objects.filter(scope.inside("authorship__unit"), contest=scope.contest)


def counted(scope: Scope) -> QuerySet[Entry]:
    return Entry.objects.counted().filter(scope.inside("authorship__unit"), contest=scope.contest)


ENTRY_COLUMNS = (
    (_("Mã bài"), "code"),
    (_("Tên tác phẩm"), "title"),
    (_("Thể loại"), "genre"),
    (_("Đơn vị"), "authorship__unit__name"),
    (_("Ngày nhận"), "received_on"),
    (_("Trạng thái"), "state"),
    (_("Thứ hạng"), "rank"),
)
ENTRIES = Facts(
    "entries",
    _("Bài dự thi được tính"),
    counted,
    id="code",
    columns=ENTRY_COLUMNS,
    unit=BY_UNIT,
    dims={"is_forwarded": "is_forwarded"},
    roles=ROLES,
    address=Address("entry", ("contest_id", "pk")),
    needs=("contest",),
)
RECEIVED = Facts(
    "received",
    _("Bài dự thi không tính"),
    lambda scope: entries(scope).exclude(state="valid"),
    id="code",
    columns=ENTRY_COLUMNS,
    unit=BY_UNIT,
    dims={"state": "state"},
    roles=ROLES,
    address=Address("entry", ("contest_id", "pk")),
    needs=("contest",),
)


def around_the_cut(scope: Scope) -> list[Row]:
    """The entries with the mean of the last one forwarded, and the first one that was not forwarded."""
    ranked = Entry.objects.counted().filter(contest=scope.contest, rank__isnull=False)
    last_in = ranked.filter(is_forwarded=True).order_by("-rank")
    first_out = ranked.filter(is_forwarded=False).order_by("rank")
    near = ranked.filter(Q(mean=last_in.values("mean")[:1]) | Q(pk=first_out.values("pk")[:1])).order_by("rank")
    found = list(
        near.values(
            "pk", "code", "title", "mean", "mean_sort", "rank", "is_forwarded", name=F("authorship__unit__name")
        )
    )
    last = max((row["rank"] for row in found if row["is_forwarded"]), default=None)
    first = min((row["rank"] for row in found if not row["is_forwarded"]), default=None)
    cut = next((row["mean"] for row in found if row["rank"] == last and row["is_forwarded"]), None)
    return [
        {
            "id": row["code"],
            "is_forwarded": row["is_forwarded"],
            "is_at_cut": row["mean"] == cut,
            "is_last_in": row["is_forwarded"] and row["rank"] == last,
            "is_first_out": not row["is_forwarded"] and row["rank"] == first,
            "mean": float(row["mean_sort"]),
            "cells": (row["code"], row["title"], row["name"], row["mean_sort"], row["rank"]),
            "address": (scope.contest.pk if scope.contest else 0, row["pk"]),
        }
        for row in found
    ]


CUT = Listed(
    "cut",
    _("Bài ở ngưỡng chọn gửi"),
    around_the_cut,
    columns=(_("Mã bài"), _("Tên tác phẩm"), _("Đơn vị"), _("Điểm trung bình"), _("Thứ hạng")),
    roles=INNER_ROLES,
    address="entry",
)
PRIZES = Facts(
    "prizes",
    _("Giải đã trao"),
    lambda scope: Prize.objects.filter(scope.inside("entry__authorship__unit"), contest=scope.contest),
    id="entry__code",
    columns=(
        (_("Giải"), "name"),
        (_("Mã bài"), "entry__code"),
        (_("Tên tác phẩm"), "entry__title"),
        (_("Tác giả"), "entry__authorship__name"),
        (_("Đơn vị"), "entry__authorship__unit__name"),
    ),
    unit="entry__authorship__unit_id",
    dims={"prize": "name"},
    roles=ROLES,
    address=Address("entry", ("contest_id", "entry_id")),
    needs=("contest",),
)
JUDGES = Facts(
    "judges",
    _("Giám khảo"),
    lambda scope: Judge.objects.filter(scope.inside("unit"), contest=scope.contest),
    id="code",
    columns=((_("Mã giám khảo"), "code"), (_("Họ và tên"), "name"), (_("Đơn vị"), "unit__name"), (_("Chuyên môn"), "field")),
    unit="unit_id",
    roles=INNER_ROLES,
    needs=("contest",),
)  # fmt: skip


def marks(scope: Scope) -> QuerySet[Mark]:
    """Marks of the entries that count, without those the organiser left out for a conflict."""
    entry = Q(blind__entry__contest=scope.contest, blind__entry__state="valid")
    if scope.contest is not None and scope.contest.closes_on is not None:
        entry &= Q(blind__entry__received_on__lte=scope.contest.closes_on)
    return Mark.objects.filter(entry, scope.inside("blind__entry__authorship__unit")).exclude(
        conflict_decision="exclude"
    )


MARKS = Facts(
    "marks",
    _("Phiếu chấm"),
    marks,
    id=lambda: Concat("blind__code", Value("/"), "judge__code"),
    columns=(
        (_("Số phách"), "blind__code"),
        (_("Mã giám khảo"), "judge__code"),
        (_("Lần chấm"), "turn"),
        (_("Điểm"), "score"),
        (_("Ngày chấm"), "marked_on"),
    ),
    unit="blind__entry__authorship__unit_id",
    roles=INNER_ROLES,
    needs=("contest",),
)

ENTRY, PRIZE = _("bài"), _("giải")
VALID = _("trạng thái hợp lệ, nhận đến hết {closes}, đơn vị có trong danh sách; không tính bài rút, bài trùng")
TERMS = _("theo thể lệ: điểm trung bình, rồi tiêu chí phụ")
LINES = (
    Indicator("contest.entries", ENTRY, _("Bài dự thi đã nhận"), VALID, ENTRIES, count()),
    Indicator("contest.committees", _("đơn vị"), _("Đơn vị trực thuộc có bài"), _("đơn vị khác nhau của bài được tính; đơn vị chỉ có bài rút không tính"), ENTRIES, units()),
    Indicator("contest.committees_pct", "%", _("Tỷ lệ đơn vị tham gia"), _("số đơn vị có bài chia số đơn vị trực thuộc, làm tròn 1 chữ số"), ENTRIES, Ratio("contest.committees", "org.direct", 1)),
    Indicator("contest.forwarded", ENTRY, _("Bài chọn gửi cấp trên"), TERMS, ENTRIES, count(is_forwarded=True)),
    Indicator("contest.cut_score", _("điểm"), _("Điểm của bài cuối cùng được gửi"), _("trung bình các phiếu, 4 chữ số"), CUT, the("mean", is_last_in=True)),
    Indicator("contest.cut_ties", ENTRY, _("Số bài cùng điểm ở ngưỡng"), _("bài được tính có trung bình bằng điểm ngưỡng"), CUT, count(is_at_cut=True)),
    Indicator("contest.cut_ties_in", ENTRY, _("Trong đó được gửi"), _("sau khi áp dụng tiêu chí phụ"), CUT, count(is_at_cut=True, is_forwarded=True)),
    Indicator("contest.last_in", _("mã bài"), _("Bài cuối cùng được gửi"), TERMS, CUT, the("id", is_last_in=True)),
    Indicator("contest.first_out", _("mã bài"), _("Bài đầu tiên không được gửi"), TERMS, CUT, the("id", is_first_out=True)),
    Indicator("contest.prizes", PRIZE, _("Giải đã trao"), _("số dòng danh sách trao giải"), PRIZES, count()),
    Indicator("contest.prizes.{prize}", PRIZE, _("Số {prize}"), _("số dòng trao {prize}"), PRIZES, count(prize=EACH)),
    Indicator("contest.judges", _("giám khảo"), _("Giám khảo"), _("số người trong ban giám khảo"), JUDGES, count()),
    Indicator("contest.withdrawn", ENTRY, _("Bài rút"), _("trạng thái rút bài"), RECEIVED, count(state="withdrawn")),
    Indicator("contest.duplicate", ENTRY, _("Bài trùng"), _("trạng thái trùng"), RECEIVED, count(state="duplicate")),
    Indicator("contest.invalid", ENTRY, _("Bài không hợp lệ"), _("trạng thái không hợp lệ"), RECEIVED, count(state="invalid")),
    Indicator("contest.scores", _("phiếu"), _("Phiếu chấm của bài được tính"), _("phiếu chấm hợp lệ của bài được tính"), MARKS, count()),
    Indicator("contest.entries.{direct}", ENTRY, _("Bài được tính của đơn vị {direct}"), _("đếm theo đơn vị trực thuộc"), ENTRIES, count(direct=EACH)),
    Indicator("contest.forwarded.{direct}", ENTRY, _("Bài được gửi của đơn vị {direct}"), _("đếm theo đơn vị trực thuộc"), ENTRIES, count(is_forwarded=True, direct=EACH)),
)  # fmt: skip
