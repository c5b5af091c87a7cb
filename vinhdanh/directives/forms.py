"""From text to checked values: directives, requirements, plans, commitments, themes, tasks."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.directives.models import Requirement
from vinhdanh.organisation.models import Unit
from vinhdanh.rules.text import clean, fold

DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


class DayField(forms.DateField):
    """A day as people write it here: 18/05/2023."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", DAY_FORMATS)
        options.setdefault("error_messages", {"invalid": _("Viết ngày dạng 18/05/2023.")})
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "18/05/2023"})
        super().__init__(widget=widget, localize=False, **options)


class TextField(forms.CharField):
    """A text in one kind of letters and spaces."""

    def clean(self, value: Any) -> str:
        return clean(super().clean(value) or "")


class ProofField(forms.FileField):
    """A file that shows something. What it really is gets judged when it is kept."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("help_text", _("PDF, Word, Excel hoặc ảnh."))
        super().__init__(**options)
        self.validators.append(
            FileExtensionValidator(["pdf", "docx", "xlsx", "odt", "ods", "jpg", "jpeg", "png", "csv", "txt"])
        )


class UnitChoice(forms.ModelChoiceField):
    """One of the units over which the user holds a role."""

    def label_from_instance(self, unit: Unit) -> str:
        return f"{unit.name} ({unit.code})"


class DirectiveForm(forms.Form):
    kind = TextField(label=_("Loại văn bản"), max_length=80, help_text=_("Ví dụ: Chỉ thị, Kết luận, Hướng dẫn."))
    number = TextField(label=_("Số, ký hiệu"), max_length=80, help_text=_("Ví dụ 247-QĐ/ĐU."))
    issued_on = DayField(label=_("Ngày ban hành"))
    issuer = TextField(label=_("Cơ quan ban hành"), max_length=200)
    title = TextField(label=_("Trích yếu"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    file = ProofField(label=_("Văn bản gốc"))


class RequirementForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Yêu cầu"),
        choices=[
            (Requirement.Kind.YEAR_PLAN, _("Kế hoạch năm")),
            (Requirement.Kind.TERM_PLAN, _("Kế hoạch toàn khóa")),
            (Requirement.Kind.THEME, _("Đăng ký chuyên đề năm")),
            (Requirement.Kind.COMMITMENT, _("Đăng ký cam kết")),
            (Requirement.Kind.REVIEW, _("Báo cáo sơ kết")),
            (Requirement.Kind.OTHER, _("Văn bản khác")),
        ],
    )
    year = forms.IntegerField(
        label=_("Năm"), required=False, min_value=1945, max_value=2200, help_text=_("Bỏ trống nếu là toàn khóa.")
    )
    title = TextField(
        label=_("Tên văn bản phải gửi"), max_length=300, required=False, help_text=_("Cần khi chọn “Văn bản khác”.")
    )
    due_on = DayField(label=_("Hạn gửi"), required=False)
    units = forms.ModelMultipleChoiceField(
        label=_("Chỉ yêu cầu các đơn vị này"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Bỏ trống: mọi đơn vị trực thuộc."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("kind")
        if kind == Requirement.Kind.OTHER and not given.get("title"):
            self.add_error("title", gettext("Ghi tên văn bản, ví dụ “Báo cáo chuyên sâu quý III”."))
        if kind and kind not in (Requirement.Kind.OTHER, Requirement.Kind.TERM_PLAN) and not given.get("year"):
            self.add_error("year", gettext("Ghi năm, ví dụ 2023."))
        return given


class DueForm(forms.Form):
    due_on = DayField(label=_("Hạn gửi"))


class PlanForm(forms.Form):
    """A new plan of a unit."""

    unit = UnitChoice(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    kind = forms.ChoiceField(
        label=_("Loại kế hoạch"), choices=[("year", _("Kế hoạch năm")), ("term", _("Kế hoạch toàn khóa"))]
    )
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=1945, max_value=2200)
    number = TextField(label=_("Số kế hoạch"), max_length=80, required=False, help_text=_("Ví dụ 31-KH/ĐU."))
    dated_on = DayField(label=_("Ngày kế hoạch"), required=False)
    theme = TextField(label=_("Chuyên đề đăng ký"), max_length=300, required=False)
    summary = TextField(
        label=_("Nội dung chính"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    file = ProofField(label=_("Tệp kế hoạch"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == "year" and not given.get("year"):
            self.add_error("year", gettext("Ghi năm của kế hoạch, ví dụ 2023."))
        if given.get("kind") == "term":
            given["year"] = None
        return given


class PlanChangeForm(forms.Form):
    """What may still be changed on a draft."""

    number = TextField(label=_("Số kế hoạch"), max_length=80, required=False, help_text=_("Ví dụ 31-KH/ĐU."))
    dated_on = DayField(label=_("Ngày kế hoạch"), required=False)
    theme = TextField(label=_("Chuyên đề đăng ký"), max_length=300, required=False)
    summary = TextField(
        label=_("Nội dung chính"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    file = ProofField(label=_("Tệp kế hoạch"))


class ReasonForm(forms.Form):
    reason = TextField(
        label=_("Lý do"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Đơn vị sẽ đọc lý do.")
    )


class FulfilmentForm(forms.Form):
    sent_on = DayField(label=_("Ngày gửi"), required=False, help_text=_("Bỏ trống nếu mới bắt đầu làm."))
    note = TextField(label=_("Ghi chú"), max_length=600, required=False)
    file = ProofField(label=_("Tệp đã gửi"))


class CommitmentForm(forms.Form):
    unit = UnitChoice(label=_("Đơn vị"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2200)
    collectives = forms.IntegerField(label=_("Bản của tập thể"), min_value=0, max_value=10_000_000, required=False)
    persons = forms.IntegerField(label=_("Bản của cá nhân"), min_value=0, max_value=10_000_000, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given.get("collectives") is None and given.get("persons") is None:
            self.add_error("persons", gettext("Ghi ít nhất một số."))
        return given


class ThemeForm(forms.Form):
    year = forms.IntegerField(label=_("Năm"), min_value=1945, max_value=2200)
    title = TextField(label=_("Tên chuyên đề"), max_length=400)
    document = TextField(label=_("Văn bản"), max_length=120, required=False)
    dated_on = DayField(label=_("Ngày văn bản"), required=False)


class FinishForm(forms.Form):
    done_on = DayField(label=_("Ngày hoàn thành"))
    note = TextField(
        label=_("Kết quả"), max_length=600, required=False, help_text=_("Nêu số văn bản, sản phẩm; hoặc đính kèm tệp.")
    )
    file = ProofField(label=_("Minh chứng"))

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_done_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["done_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("Ngày hoàn thành không được sau hôm nay."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("note") and not given.get("file"):
            self.add_error("note", gettext("Nêu kết quả hoặc đính kèm minh chứng."))
        return given


class PlanFilterForm(forms.Form):
    """Everything optional: what is not understood is left out of the filter, never an error."""

    q = forms.CharField(
        label=_("Đơn vị"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Tên hoặc mã đơn vị")}),
    )
    kind = forms.ChoiceField(
        label=_("Loại"),
        required=False,
        choices=[("", _("Mọi loại")), ("year", _("Kế hoạch năm")), ("term", _("Kế hoạch toàn khóa"))],
    )
    year = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value="")
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[
            ("", _("Mọi trạng thái")),
            ("sent", _("Đã gửi")),
            ("approved", _("Đã duyệt")),
            ("late", _("Gửi trễ hạn")),
            ("returned", _("Trả lại")),
            ("draft", _("Nháp")),
        ],
    )

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [("", _("Mọi năm")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if words := fold(given.pop("q", "")):
            given["words"] = words
        return given
