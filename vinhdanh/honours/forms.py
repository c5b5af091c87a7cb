"""From text to checked values, nothing saved."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AwardFilterForm(forms.Form):
    q = forms.CharField(label=_("Tên, đơn vị hoặc số quyết định"), required=False, max_length=200)
    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    hinh_thuc = forms.ChoiceField(label=_("Hình thức"), required=False)
    trang_thai = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Mọi tình trạng")), ("valid", _("Đang có hiệu lực")), ("withdrawn", _("Đã thu hồi"))],
    )

    def __init__(self, *args: object, years: list[int], award_forms: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["nam"].choices = [("", _("Mọi năm")), *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]
        self.fields["hinh_thuc"].choices = [("", _("Mọi hình thức")), *((name, name) for name in award_forms)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "field"


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do thu hồi"), max_length=500, widget=forms.Textarea(attrs={"class": "field", "rows": 3})
    )
    decision = forms.CharField(
        label=_("Theo quyết định số"), max_length=80, widget=forms.TextInput(attrs={"class": "field"})
    )


class IssueForm(forms.Form):
    dated_on = forms.DateField(
        label=_("Ngày ký"), widget=forms.DateInput(attrs={"class": "field", "type": "date"}, format="%Y-%m-%d")
    )
    number = forms.CharField(
        label=_("Số quyết định"),
        required=False,
        max_length=80,
        help_text=_("Để trống: hệ thống cấp số tiếp theo của năm."),
        widget=forms.TextInput(attrs={"class": "field"}),
    )
