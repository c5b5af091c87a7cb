"""From text to checked values: filters of a list, and one form for each kind of activity."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.activities.kinds import MEETING_KINDS, OUTCOMES, Kind
from vinhdanh.activities.models import Activity
from vinhdanh.activities.queries import Filter
from vinhdanh.organisation.fields import DayField, UnitField


class FilterForm(forms.Form):
    """The filter of a list, read from the address. What cannot be read is said and left out."""

    don_vi = UnitField(required=False, label=_("Đơn vị (mã hoặc tên)"))
    tu = DayField(required=False, label=_("Từ ngày"))
    den = DayField(required=False, label=_("Đến ngày"))
    q = forms.CharField(required=False, max_length=200, label=_("Tìm trong nội dung"))
    loc = forms.CharField(required=False, max_length=20)
    canh_bao = forms.BooleanField(required=False, label=_("Có cảnh báo chưa xem"))

    def asked(self) -> Filter:
        """The filter, whatever of it could be read."""
        self.is_valid()
        got = self.cleaned_data
        return Filter(
            unit=got.get("don_vi"),
            first=got.get("tu"),
            last=got.get("den"),
            text=got.get("q") or "",
            choice=got.get("loc") or "",
            with_warnings=bool(got.get("canh_bao")),
        )


class ActivityForm(forms.Form):
    """What every kind asks. `row` is the row that is changed, None for a new one."""

    unit = UnitField(
        label=_("Đơn vị (mã hoặc tên)"),
        error_messages={"required": _("Ghi mã hoặc tên đơn vị, ví dụ 001005.")},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, paths: list[str], today: dt.date, row: Activity | None = None, **rest: Any) -> None:
        if row is not None:
            rest.setdefault("initial", self.values_of(row))
        super().__init__(*args, **rest)
        self.today = today
        self.row = row
        self.fields["unit"].paths = paths  # type: ignore[attr-defined]
        self.fields["unit"].widget.attrs["list"] = "own-units"

    @classmethod
    def names(cls) -> list[str]:
        return [name for name in cls.base_fields if name != "version"]

    def values_of(self, row: Activity) -> dict[str, Any]:
        values = {name: getattr(row, name) for name in self.names()}
        return values | {"unit": f"{row.unit.code} {row.unit.name}", "version": row.version}

    def values(self) -> dict[str, Any]:
        """What the act is given: the fields of the model."""
        return {name: self.cleaned_data[name] for name in self.names()}

    def refuse(self, name: str, sentence: str) -> None:
        self.add_error(name, sentence)

    def not_after_today(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day > self.today:
            self.refuse(
                name,
                gettext("Ngày này sau hôm nay (%(today)s). Chỉ ghi việc đã làm.") % {"today": f"{self.today:%d/%m/%Y}"},
            )

    def unit_lives_on(self, name: str) -> None:
        unit, day = self.cleaned_data.get("unit"), self.cleaned_data.get(name)
        if unit and day and not unit.started_on <= day < unit.ended_on:
            since = f"{unit.started_on:%d/%m/%Y}"
            until = "" if unit.is_alive else f"{unit.ended_on:%d/%m/%Y}"
            sentence = (
                gettext("Đơn vị này hoạt động từ %(since)s đến trước %(until)s; ngày ghi nằm ngoài thời gian đó.")
                if until
                else gettext("Đơn vị này hoạt động từ %(since)s; ngày ghi nằm trước ngày đó.")
            )
            self.refuse(name, sentence % {"since": since, "until": until})


class MeetingForm(ActivityForm):
    held_on = DayField(label=_("Ngày sinh hoạt"))
    kind = forms.ChoiceField(label=_("Loại sinh hoạt"), choices=list(MEETING_KINDS.items()))
    topic = forms.CharField(
        label=_("Chuyên đề"), required=False, max_length=300, help_text=_("Cần khi là sinh hoạt chuyên đề.")
    )
    total = forms.IntegerField(label=_("Tổng số"), min_value=1, max_value=100_000)
    present = forms.IntegerField(label=_("Có mặt"), min_value=0, max_value=100_000)
    chair = forms.CharField(label=_("Người chủ trì"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        got = self.cleaned_data
        total, present = got.get("total"), got.get("present")
        if total is not None and present is not None and present > total:
            self.refuse(
                "present",
                gettext("Có mặt %(present)s nhiều hơn tổng số %(total)s. Sửa một trong hai số.")
                % {"present": present, "total": total},
            )
        if got.get("kind") == "thematic" and not got.get("topic"):
            self.refuse(
                "topic", gettext("Sinh hoạt chuyên đề cần tên chuyên đề, ví dụ “Nêu gương trong thi hành công vụ”.")
            )
        self.not_after_today("held_on")
        self.unit_lives_on("held_on")
        return got


class StudyForm(ActivityForm):
    held_on = DayField(label=_("Ngày"))
    content = forms.CharField(label=_("Nội dung"), max_length=400)
    manner = forms.CharField(
        label=_("Cách tổ chức"), required=False, max_length=60, help_text=_("Ví dụ: Trực tiếp, Trực tuyến.")
    )
    sites = forms.IntegerField(label=_("Số điểm cầu"), required=False, min_value=1, max_value=100_000)
    participants = forms.IntegerField(label=_("Số người dự"), min_value=0, max_value=10_000_000)

    def clean(self) -> dict[str, Any]:
        self.not_after_today("held_on")
        self.unit_lives_on("held_on")
        return self.cleaned_data


class RegulationForm(ActivityForm):
    title = forms.CharField(label=_("Tên quy chế, quy định"), max_length=400)
    outcome = forms.ChoiceField(label=_("Kết quả"), choices=list(OUTCOMES.items()))
    dated_on = DayField(label=_("Ngày"))

    def clean(self) -> dict[str, Any]:
        self.not_after_today("dated_on")
        self.unit_lives_on("dated_on")
        return self.cleaned_data


class GoodModelForm(ActivityForm):
    title = forms.CharField(label=_("Tên mô hình"), max_length=400)
    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2200)
    is_spread = forms.BooleanField(label=_("Đã nhân rộng"), required=False)
    summary = forms.CharField(
        label=_("Tóm tắt"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        year = self.cleaned_data.get("year")
        if year and year > self.today.year:
            self.refuse("year", gettext("Năm này sau năm nay (%(year)s).") % {"year": self.today.year})
        return self.cleaned_data


class PublicityForm(ActivityForm):
    title = forms.CharField(label=_("Tên tin, bài"), max_length=400)
    channel = forms.CharField(label=_("Kênh"), max_length=120, help_text=_("Ví dụ: Bản tin nội bộ, Trang thông tin."))
    dated_on = DayField(label=_("Ngày"))
    quantity = forms.IntegerField(label=_("Số lượng"), min_value=1, max_value=100_000, initial=1)

    def clean(self) -> dict[str, Any]:
        self.not_after_today("dated_on")
        self.unit_lives_on("dated_on")
        return self.cleaned_data


FORMS: dict[str, type[ActivityForm]] = {
    "meeting": MeetingForm,
    "thematic": MeetingForm,
    "study": StudyForm,
    "regulation": RegulationForm,
    "model": GoodModelForm,
    "publicity": PublicityForm,
}


def form_for(kind: Kind) -> type[ActivityForm]:
    return FORMS[kind.code]


class EvidenceForm(forms.Form):
    caption = forms.CharField(label=_("Tệp này cho thấy điều gì"), required=False, max_length=300)
    file = forms.FileField(
        label=_("Tệp minh chứng"),
        max_length=255,
        error_messages={
            "required": _("Chọn một tệp, ví dụ biên bản PDF hoặc ảnh chụp."),
            "empty": _("Tệp không có nội dung. Chọn tệp khác."),
        },
    )


class RemovalForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao gỡ tệp này"),
        max_length=300,
        error_messages={"required": _("Ghi lý do gỡ tệp, ví dụ “đính kèm nhầm buổi”.")},
    )
