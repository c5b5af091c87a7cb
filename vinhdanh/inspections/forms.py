"""From text to checked values: filters, inspections, visits, findings and what is done about them."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.inspections.models import Inspection
from vinhdanh.inspections.queries import InspectionFilter
from vinhdanh.organisation.fields import DayField, UnitField
from vinhdanh.organisation.models import Unit

KINDS = {
    Inspection.Kind.INSPECTION: _("Kiểm tra"),
    Inspection.Kind.THEMATIC: _("Giám sát chuyên đề"),
    Inspection.Kind.REGULAR: _("Giám sát thường xuyên"),
}
MANNERS = {"direct": _("Trực tiếp"), "report": _("Qua báo cáo")}
NOT_AFTER = _("Ngày này sau hôm nay (%(today)s). Chỉ ghi việc đã làm.")


class FilterForm(forms.Form):
    """The filter of the lists, read from the address."""

    don_vi = UnitField(required=False, label=_("Đơn vị (mã hoặc tên)"))
    chu_the = forms.CharField(required=False, max_length=10, label=_("Chủ thể"))
    loai = forms.CharField(required=False, max_length=12, label=_("Loại"))
    nam = forms.IntegerField(required=False, min_value=1900, max_value=2200, label=_("Năm"))

    def asked(self) -> InspectionFilter:
        self.is_valid()
        got = self.cleaned_data
        kind = got.get("loai") or ""
        return InspectionFilter(
            body=got.get("chu_the") or "",
            kind=kind if kind in Inspection.Kind.values else "",
            year=got.get("nam"),
            unit=got.get("don_vi"),
        )


class Dated(forms.Form):
    """A form that knows what day it is."""

    def __init__(self, *args: Any, today: dt.date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.today = today

    def not_after_today(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day > self.today:
            self.add_error(name, str(NOT_AFTER) % {"today": f"{self.today:%d/%m/%Y}"})

    def not_before_today(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day < self.today:
            sentence = gettext("Hạn này đã qua (hôm nay là %(today)s). Chọn một ngày sắp tới.")
            self.add_error(name, sentence % {"today": f"{self.today:%d/%m/%Y}"})


class ProgrammeForm(forms.Form):
    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2200)
    body = forms.ChoiceField(label=_("Chủ thể tiến hành"))
    title = forms.CharField(label=_("Tên chương trình"), max_length=300)

    def __init__(self, *args: Any, bodies: dict[str, str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["body"].choices = list(bodies.items())  # type: ignore[attr-defined]


class InspectionForm(forms.Form):
    code = forms.CharField(label=_("Mã cuộc"), max_length=40, help_text=_("Ví dụ KT31."))
    body = forms.ChoiceField(label=_("Chủ thể tiến hành"))
    kind = forms.ChoiceField(label=_("Loại"), choices=list(KINDS.items()))
    decision_number = forms.CharField(
        label=_("Số quyết định"), required=False, max_length=80, help_text=_("Ví dụ 247-QĐ/ĐU.")
    )
    starts_on = DayField(label=_("Bắt đầu"))
    ends_on = DayField(label=_("Kết thúc"), required=False)
    subject = forms.CharField(label=_("Nội dung"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    leader = forms.CharField(label=_("Trưởng đoàn"), required=False, max_length=200)

    def __init__(self, *args: Any, bodies: dict[str, str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.bodies = bodies
        self.fields["body"].choices = list(bodies.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        got = self.cleaned_data
        starts_on, ends_on = got.get("starts_on"), got.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("Ngày kết thúc trước ngày bắt đầu. Sửa một trong hai ngày."))
        return got

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"body_name": self.bodies[self.cleaned_data["body"]]}


class VisitForm(Dated):
    unit = UnitField(label=_("Đơn vị (mã hoặc tên)"))
    visited_on = DayField(label=_("Ngày làm việc"))
    manner = forms.ChoiceField(label=_("Cách làm việc"), choices=list(MANNERS.items()))

    def clean(self) -> dict[str, Any]:
        self.not_after_today("visited_on")
        unit, day = self.cleaned_data.get("unit"), self.cleaned_data.get("visited_on")
        if isinstance(unit, Unit) and day and not unit.started_on <= day < unit.ended_on:
            self.add_error("visited_on", gettext("Đơn vị này không hoạt động vào ngày đó."))
        return self.cleaned_data


class FindingForm(Dated):
    code = forms.CharField(label=_("Mã kiến nghị"), max_length=40)
    unit = UnitField(label=_("Đơn vị (mã hoặc tên)"))
    text = forms.CharField(label=_("Nội dung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    severity = forms.CharField(
        label=_("Mức độ"), required=False, max_length=80, help_text=_("Ví dụ: Hạn chế, Khuyết điểm.")
    )
    due_on = DayField(label=_("Hạn khắc phục"))

    def clean(self) -> dict[str, Any]:
        self.not_before_today("due_on")
        return self.cleaned_data


class VersionForm(Dated):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def opened(self) -> int:
        """The version that the user saw."""
        return self.cleaned_data.get("version") or 0


class RespondForm(VersionForm):
    text = forms.CharField(
        label=_("Đơn vị đã làm gì"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Ghi việc đã làm, ví dụ “đã họp bổ sung biên bản ngày 12/05/2023”.")},
    )
    done_on = DayField(label=_("Ngày làm xong"))
    file = forms.FileField(label=_("Minh chứng"), required=False, max_length=255)

    def clean(self) -> dict[str, Any]:
        self.not_after_today("done_on")
        return self.cleaned_data


class CloseForm(VersionForm):
    closed_on = DayField(label=_("Ngày khắc phục xong"))
    evidence = forms.CharField(
        label=_("Minh chứng"), required=False, max_length=400, help_text=_("Ví dụ: Báo cáo 176, biên bản 12/05/2023.")
    )
    reason = forms.CharField(label=_("Vì sao đóng khi không có minh chứng"), required=False, max_length=600)

    def clean(self) -> dict[str, Any]:
        self.not_after_today("closed_on")
        return self.cleaned_data


class SendBackForm(VersionForm):
    answer = forms.CharField(
        label=_("Còn thiếu điều gì"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Ghi đơn vị còn phải làm gì, ví dụ “cần biên bản có chữ ký”.")},
    )


class ExtendForm(VersionForm):
    due_on = DayField(label=_("Hạn mới"))
    reason = forms.CharField(
        label=_("Lý do gia hạn"),
        max_length=400,
        error_messages={"required": _("Ghi lý do gia hạn, ví dụ “đơn vị đang sáp nhập”.")},
    )

    def clean(self) -> dict[str, Any]:
        self.not_before_today("due_on")
        return self.cleaned_data
