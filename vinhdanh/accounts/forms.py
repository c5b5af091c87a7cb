"""From what was typed to checked values; nothing is saved here."""

from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from vinhdanh.accounts.models import Role, User
from vinhdanh.organisation.fields import DayField, PersonField, TextField, UnitField

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,}$",
    _("Dùng ít nhất 3 chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối, ví dụ hanh.nt."),
)


class UsernameField(TextField):
    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()


class NewUser(forms.Form):
    name = TextField(label=_("Họ và tên"), max_length=200)
    username = UsernameField(
        label=_("Tên đăng nhập"), max_length=80, validators=[USERNAME], help_text=_("Ví dụ hanh.nt")
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    person = PersonField(
        label=_("Mã nhân sự"), required=False, help_text=_("Nối tài khoản với người trong danh sách nhân sự")
    )

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("Tên đăng nhập này đã có người dùng."))
        return username


class UserFacts(forms.Form):
    name = TextField(label=_("Họ và tên"), max_length=200)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


class NewGrant(forms.Form):
    role = forms.ChoiceField(label=_("Vai trò"), choices=[("", "—"), *Role.choices])
    unit = UnitField(label=_("Đơn vị"), help_text=_("Vai trò có hiệu lực tại đơn vị này và mọi đơn vị trực thuộc"))
    valid_from = DayField(label=_("Từ ngày"), required=False, help_text=_("Để trống: từ hôm nay"))
    valid_to = DayField(label=_("Đến ngày"), required=False, help_text=_("Để trống: không thời hạn"))

    def __init__(self, *args: Any, paths: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(UnitField, self.fields["unit"]).paths = paths

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and first >= last:
            self.add_error("valid_to", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return found


class OwnPassword(forms.Form):
    """One's own new password; the old one is asked, so that an open screen is not enough."""

    old = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự; một câu dễ nhớ là tốt nhất"),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_old(self) -> str:
        if not self.user.check_password(self.cleaned_data["old"]):
            raise ValidationError(_("Mật khẩu hiện tại chưa đúng."))
        return self.cleaned_data["old"]

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.user)
        return self.cleaned_data["new"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "new" in found and "again" in found and found["new"] != found["again"]:
            self.add_error("again", _("Hai lần nhập chưa giống nhau."))
        return found


class Looks(forms.Form):
    theme = forms.ChoiceField(
        label=_("Giao diện"),
        required=False,
        choices=[("", _("Theo máy")), ("light", _("Sáng")), ("dark", _("Tối"))],
    )
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=[("vi", "Tiếng Việt"), ("en", "English")])
