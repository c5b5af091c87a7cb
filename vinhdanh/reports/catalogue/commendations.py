# ruff: noqa: E501  (a figure is one line)
"""The round of the report: dossiers, what the conditions answered, the council's arithmetic."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vinhdanh.commendations.models import CouncilMember, Nomination
from vinhdanh.reports.catalogue.counting import EACH, Ratio, count, needed, units
from vinhdanh.reports.catalogue.facts import Facts, Listed, Row
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.catalogue.scope import Scope

ROLES = ("office", "leader", "clerk", "secretary")
RESULTS = ("pass", "fail", "hold", "return", "review", "waiting")
COUNCIL_RULES = ("quorum", "pass_mark")


def nominations(scope: Scope) -> QuerySet[Nomination]:
    """Dossiers that were received: not those still being written, nor those their unit took back."""
    received = Nomination.objects.exclude(state__in=("draft", "withdrawn"))
    return received.filter(scope.inside("submitter"), round=scope.round)


def goes_to_council(form: str, scope: Scope) -> bool:
    return scope.round is not None and form in scope.round.to_council


def dossiers(scope: Scope) -> list[Row]:
    """Each dossier with its result and the clauses it failed or left open."""
    at_council = {
        clause
        for clause, condition in (scope.round.conditions if scope.round else {}).items()
        if condition.get("rule") in COUNCIL_RULES
    }
    rows = []
    found = nominations(scope).values_list(
        *("code", "submitter_id", "submitter__code", "submitter__name", "name"),
        *("form", "is_collective", "unit_name", "result", "open_clauses"),
    )
    for code, unit, unit_code, submitter, name, form, is_collective, unit_name, result, open_clauses in found:
        hits = open_clauses.split()
        is_for_council = goes_to_council(form, scope)
        is_open = result in ("hold", "return", "review", "")
        rows.append(
            {
                "id": code,
                "unit": unit,
                "unit_code": unit_code,
                "unit_name": submitter,
                "is_person": not is_collective,
                "is_for_council": is_for_council and is_collective,
                "is_before_council": is_for_council and not is_open and at_council.issuperset(hits),
                "result": result,
                "hits": hits,
                "cells": (code, name, unit_name, form, result, ", ".join(hits)),
                "address": (code,),
            }
        )
    placed = scope.direct_of(row["unit"] for row in rows)
    for row in rows:
        row["direct"] = placed.get(row["unit"], "")
    return rows


def clauses_hit(scope: Scope) -> list[Row]:
    """One row for each dossier and each clause it is held up by."""
    return [row | {"clause": clause} for row in DOSSIERS.cube(scope, (), ()) for clause in row["hits"]]


DOSSIER_COLUMNS = (_("Mã đề nghị"), _("Được đề nghị"), _("Đơn vị"), _("Hình thức"), _("Kết quả"), _("Điều vướng"))
DOSSIERS = Listed(
    "nominations", _("Hồ sơ đề nghị"), dossiers, columns=DOSSIER_COLUMNS, roles=ROLES, address="nomination"
)
CLAUSES = Listed(
    "clauses", _("Hồ sơ vướng điều kiện"), clauses_hit, columns=DOSSIER_COLUMNS, roles=ROLES, address="nomination"
)


def members(scope: Scope) -> QuerySet[CouncilMember]:
    return CouncilMember.objects.filter(council__round=scope.round)


MEMBERS = Facts(
    "council",
    _("Thành viên Hội đồng"),
    members,
    id="person__code",
    columns=((_("Mã nhân sự"), "person__code"), (_("Họ và tên"), "name"), (_("Vai trò"), "role")),
    roles=("office", "leader", "secretary"),
    needs=("round",),
)

DOSSIER, MEMBER = _("hồ sơ"), _("thành viên")
RULES = _("theo bộ điều kiện của đợt")
LINES: tuple[Any, ...] = (
    Indicator("round.nominations", DOSSIER, _("Hồ sơ đề nghị đã nhận trong đợt"), _("hồ sơ của {round}"), DOSSIERS, count()),
    Indicator("round.committees", _("đơn vị"), _("Đơn vị có đề nghị"), _("đơn vị trình khác nhau"), DOSSIERS, units()),
    Indicator("round.cells", DOSSIER, _("Hồ sơ xét tại Hội đồng đợt này"), _("hình thức {council_form}"), DOSSIERS, count(is_for_council=True)),
    Indicator("round.persons", DOSSIER, _("Hồ sơ cá nhân"), _("đối tượng là cá nhân"), DOSSIERS, count(is_person=True)),
    Indicator("round.to_council", DOSSIER, _("Hồ sơ đưa ra Hội đồng"), _("hình thức {council_form}, qua các điều kiện trước Hội đồng"), DOSSIERS, count(is_before_council=True)),
    Indicator("round.decided", "{cell}", _("Được tặng bằng khen tại hội nghị"), _("phiên đủ túc số và đủ phiếu đồng ý trên toàn bộ thành viên"), DOSSIERS, count(result="pass")),
    Indicator("round.decided_share", "%", _("Tỷ lệ trên tổng số {cell}"), _("số được tặng chia số {cell} ngày {as_of}, làm tròn 2 chữ số"), DOSSIERS, Ratio("round.decided", "org.cells", 2)),
    Indicator("round.need_yes", _("phiếu"), _("Số phiếu đồng ý cần có"), _("tỷ lệ trên toàn bộ thành viên, làm tròn lên"), MEMBERS, needed("pass_mark")),
    Indicator("round.quorum", MEMBER, _("Số thành viên cần có mặt"), _("tỷ lệ trên toàn bộ thành viên, làm tròn lên"), MEMBERS, needed("quorum")),
    Indicator("round.result.{result}", DOSSIER, _("Hồ sơ có kết quả '{result}'"), RULES, DOSSIERS, count(result=EACH)),
    Indicator("round.clause.{clause}", DOSSIER, _("Hồ sơ vướng {clause}"), _("mỗi hồ sơ có thể vướng nhiều điều"), CLAUSES, count(clause=EACH)),
    Indicator("round.nominations.{direct}", DOSSIER, _("Hồ sơ của đơn vị {direct}"), _("đếm theo đơn vị trình"), DOSSIERS, count(direct=EACH)),
)  # fmt: skip
