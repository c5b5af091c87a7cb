# ruff: noqa: E501  (a figure is one line)
"""Awards already given, by who gave them; collectives named in an honour programme."""

from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from vinhdanh.commendations.models import Nomination
from vinhdanh.honours.models import Award, HonourListing
from vinhdanh.reports.catalogue.counting import EACH, count
from vinhdanh.reports.catalogue.facts import Address, Facts
from vinhdanh.reports.catalogue.indicator import Indicator
from vinhdanh.reports.catalogue.scope import Scope


def awards(scope: Scope) -> QuerySet[Award]:
    """Valid awards of the period, of the form and kind that the report is about, without those of its own round."""
    wanted = scope.answers.report.get("awards") or {}
    here = Q() if scope.is_whole else scope.inside("unit") | scope.inside("person__unit")
    found = Award.objects.filter(here, state="valid", awarded_on__gte=scope.start, awarded_on__lte=scope.end)
    if wanted.get("form"):
        found = found.filter(form=wanted["form"])
    if wanted.get("kind"):
        found = found.filter(award_kind=wanted["kind"])
    if scope.round is not None:
        own = Nomination.objects.filter(round=scope.round, award__isnull=False)
        found = found.exclude(pk__in=own.values("award"))
    return found


def issuer(scope: Scope) -> Any:
    """The office's key of who gave the award; empty for others."""
    named = [When(decision__issuer=name, then=Value(key)) for name, key in scope.issuer_spellings.items()]
    return Case(*named, default=Value(""), output_field=CharField())


def is_collective(scope: Scope) -> Any:
    """Decided by the code on the line, not by the word beside it."""
    return Case(When(unit__isnull=False, then=Value(True)), default=Value(False))


def is_person(scope: Scope) -> Any:
    return Case(When(person__isnull=False, then=Value(True)), default=Value(False))


AWARDS = Facts(
    "awards",
    _("Khen thưởng đã có quyết định"),
    awards,
    id="key",
    columns=(
        (_("Số quyết định"), "decision__number"),
        (_("Ngày"), "awarded_on"),
        (_("Cấp khen"), "decision__issuer"),
        (_("Hình thức"), "form"),
        (_("Tên được khen"), "printed_name"),
        (_("Đơn vị"), "printed_unit"),
        (_("Lý do"), "reason"),
    ),
    unit=lambda: Coalesce(F("unit_id"), F("person__unit_id")),
    dims={"issuer": issuer, "is_collective": is_collective, "is_person": is_person},
    address=Address("award", ("pk",)),
    needs=("round", "issuer_spellings"),
)


def listings(scope: Scope) -> QuerySet[HonourListing]:
    return HonourListing.objects.all()


def is_own(scope: Scope) -> Any:
    return Case(When(unit=scope.unit, then=Value(True)), default=Value(False))


LISTINGS = Facts(
    "honour_listings",
    _("Tập thể được vinh danh"),
    listings,
    id="key",
    columns=((_("Chương trình"), "programme"), (_("Mã đơn vị"), "unit__code"), (_("Tập thể"), "name")),
    unit="unit_id",
    dims={"is_own": is_own},
)

COLLECTIVE, PERSON = _("tập thể"), _("cá nhân")
GIVEN = _(
    "{award_form}, loại {award_kind}, còn hiệu lực, ngày từ {start} đến {end}, mã là đơn vị; chưa gồm đợt khen tại hội nghị"
)
SAME = _(
    "{award_form}, loại {award_kind}, còn hiệu lực, ngày từ {start} đến {end}, mã là nhân sự; chưa gồm đợt khen tại hội nghị"
)
LINES = (
    Indicator("awards.{issuer}.collective", COLLECTIVE, _("Tập thể được {issuer_name} khen"), GIVEN, AWARDS, count(issuer=EACH, is_collective=True)),
    Indicator("awards.{issuer}.person", PERSON, _("Cá nhân được {issuer_name} khen"), SAME, AWARDS, count(issuer=EACH, is_person=True)),
    Indicator("awards.honour.own", COLLECTIVE, _("Cấp lập báo cáo được vinh danh"), _("dòng có mã của tổ chức"), LISTINGS, count(is_own=True)),
    Indicator("awards.honour.total", COLLECTIVE, _("Tập thể được vinh danh"), _("số dòng danh sách vinh danh"), LISTINGS, count()),
)  # fmt: skip
