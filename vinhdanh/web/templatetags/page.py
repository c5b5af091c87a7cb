"""Small words of the templates: icons, figures, days, form tokens."""

import datetime as dt
import secrets
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from vinhdanh.rules.text import initials as initials_of
from vinhdanh.web.icons import ICONS

register = template.Library()
WEEKDAYS = {
    "vi": ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
FOREVER = dt.date(9999, 12, 31)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """One Lucide icon as inline SVG. Decorative: the label beside it carries the meaning."""
    return format_html('<svg class="ic {}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', size, ICONS[name])


@register.simple_tag
def once() -> SafeString:
    """A token that makes this form act once, however often it is sent."""
    return format_html('<input type="hidden" name="_once" value="{}">', secrets.token_urlsafe(18))


@register.filter
def day(value: dt.date | None) -> str:
    """18/05/2023; empty when there is no day or no end."""
    if value is None or value == FOREVER:
        return ""
    return value.strftime("%d/%m/%Y")


@register.filter
def weekday(value: dt.date) -> str:
    """Thứ Năm, 18/05/2023."""
    names = WEEKDAYS.get(translation.get_language() or "vi", WEEKDAYS["vi"])
    return f"{names[value.weekday()]}, {value:%d/%m/%Y}"


@register.filter
def number(value: Any) -> str:
    """1.108 or 93,8 in Vietnamese, 1,108 and 93.8 in English."""
    if value is None or value == "":
        return "–"
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value) or "0"
    if isinstance(value, str):
        return value
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def share(part: int, whole: int) -> str:
    """93,8% ; a dash when there is no whole."""
    if not whole:
        return "–"
    return formats.number_format(round(100 * part / whole, 1), use_l10n=True) + "%"


@register.filter
def initials(name: str) -> str:
    return initials_of(name) if name else ""


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The current address with some parameters changed; `None` takes one away."""
    asked = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            asked.pop(key, None)
        else:
            asked[key] = str(value)
    return "?" + asked.urlencode()


@register.simple_tag
def public_url() -> str:
    return settings.PUBLIC_URL


@register.filter
def days_until(value: dt.date, today: dt.date) -> str:
    """ "hôm nay", "còn 4 ngày", "quá hạn 2 ngày"."""
    left = (value - today).days
    if left == 0:
        return gettext("hôm nay")
    if left > 0:
        return gettext("còn %(days)s ngày") % {"days": left}
    return gettext("quá hạn %(days)s ngày") % {"days": -left}


@register.filter
def plain(value: Any) -> str:
    """A number for an attribute or an address: without grouping, with a point."""
    return str(value)


@register.simple_tag
def bar(value: Any, total: Any, tone: str = "brand", label: str = "") -> SafeString:
    """A bar of `value` in `total`. Decorative unless it is given a label: the figure stands beside it."""
    part, whole = float(value or 0), float(total or 0)
    width = round(min(100.0, 100 * part / whole), 1) if whole > 0 else 0.0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" {}>'
        '<rect class="t" width="100" height="8"/><rect class="f-{}" width="{}" height="8"/></svg>',
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"'),
        tone,
        str(width),
    )


@register.simple_tag
def widget(field: BoundField, hint: str = "") -> SafeString:
    """The input of a form field in the design's look, tied to its hint and its errors."""
    plain_look = isinstance(field.field.widget, CheckboxInput | CheckboxSelectMultiple | RadioSelect)
    attrs: dict[str, str | bool] = (
        {} if plain_look else {"class": f"field {field.field.widget.attrs.get('class', '')}".strip()}
    )
    told = [f"{field.auto_id}_helptext"] if hint or field.help_text else []
    told += [f"{field.auto_id}_error"] if field.errors else []
    if told:
        attrs["aria-describedby"] = " ".join(told)
    return field.as_widget(attrs=attrs)
