"""A new report, its words, the reason of a new edition."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.organisation.models import Unit
from vinhdanh.reports.models import Report
from vinhdanh.reports.review import SECTIONS

LETTERS = ("above", "org", "number", "place", "dated_on", "sign_title", "signer", "recipients")
DIGITS = re.compile(r"\d")


class NewReportForm(forms.Form):
    title = forms.CharField(label=_("Tên báo cáo"), max_length=300)
    unit = forms.ModelChoiceField(
        label=_("Đơn vị lập báo cáo"), queryset=Unit.objects.none(), to_field_name="code", empty_label=None
    )
    start = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    end = forms.DateField(label=_("Đến ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    as_of = forms.DateField(
        label=_("Ngày chốt cây tổ chức"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", gettext("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi, ví dụ 18/05/2023."))
        return cleaned


class WordsForm(forms.Form):
    """What is printed around the figures, and free paragraphs at the end of a section."""

    title = forms.CharField(label=_("Tên báo cáo"), max_length=300)
    above = forms.CharField(label=_("Cơ quan cấp trên (dòng trên)"), max_length=200, required=False)
    org = forms.CharField(label=_("Cơ quan lập báo cáo"), max_length=200, required=False)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    place = forms.CharField(label=_("Địa danh"), max_length=80, required=False)
    dated_on = forms.DateField(
        label=_("Ngày văn bản"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sign_title = forms.CharField(
        label=_("Chức vụ người ký (mỗi dòng một ý)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    signer = forms.CharField(label=_("Người ký"), max_length=120, required=False)
    recipients = forms.CharField(
        label=_("Nơi nhận (mỗi dòng một nơi)"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        known = dict(report.parameters)
        notes = known.pop("notes", {})
        initial = known | {f"note_{code}": text for code, text in notes.items()}
        super().__init__(*args, initial={"title": report.title, "version": report.version} | initial, **kwargs)
        for code, title, _tell in SECTIONS:
            self.fields[f"note_{code}"] = forms.CharField(
                label=title, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
            )

    def notes(self) -> list[Any]:
        return [self[f"note_{code}"] for code, _title, _tell in SECTIONS]

    def parameters(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in LETTERS if self.cleaned_data[name]}
        if "dated_on" in told:
            told["dated_on"] = told["dated_on"].isoformat()
        notes = {code: self.cleaned_data[f"note_{code}"].strip() for code, _title, _tell in SECTIONS}
        return told | {"notes": {code: text for code, text in notes.items() if text}}


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao mở lại"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ghi lý do, ví dụ “bổ sung 2 bài dự thi nộp đúng hạn”.")},
    )  # fmt: skip


def typed_numbers(report: Report) -> list[str]:
    """Titles of the sections whose free paragraphs contain digits: numbers that no record stands behind."""
    notes = report.parameters.get("notes") or {}
    return [str(title) for code, title, _tell in SECTIONS if DIGITS.search(str(notes.get(code) or ""))]
