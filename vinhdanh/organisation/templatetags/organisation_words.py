"""How units and their changes are said."""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.organisation.models import OrgChange, OrgChangeSide, UnitKind
from vinhdanh.organisation.tree import Node

register = template.Library()
Kind = OrgChange.Kind
KINDS: dict[str, Promise] = {
    Kind.FOUND: _("Thành lập"),
    Kind.RENAME: _("Đổi tên"),
    Kind.MOVE: _("Chuyển"),
    Kind.MERGE: _("Sáp nhập"),
    Kind.UNITE: _("Hợp nhất"),
    Kind.DIVIDE: _("Chia"),
    Kind.SPLIT_OFF: _("Tách"),
    Kind.DISSOLVE: _("Giải thể"),
}
# What stands beside a unit in the tree: (kind of change, on the side after it) -> words, tone.
TAGS: dict[tuple[str, bool], tuple[Promise, str]] = {
    (Kind.FOUND, True): (_("mới %(day)s"), "ok"),
    (Kind.UNITE, True): (_("mới %(day)s"), "ok"),
    (Kind.DIVIDE, True): (_("mới %(day)s"), "ok"),
    (Kind.SPLIT_OFF, True): (_("tách ra %(day)s"), "ok"),
    (Kind.SPLIT_OFF, False): (_("tách bớt %(day)s"), "brand"),
    (Kind.MERGE, True): (_("nhận sáp nhập %(day)s"), "brand"),
    (Kind.MERGE, False): (_("sáp nhập %(day)s"), ""),
    (Kind.UNITE, False): (_("hợp nhất %(day)s"), ""),
    (Kind.DIVIDE, False): (_("chia %(day)s"), ""),
    (Kind.DISSOLVE, False): (_("giải thể %(day)s"), ""),
    (Kind.RENAME, True): (_("đổi tên %(day)s"), "warn"),
    (Kind.RENAME, False): (_("đổi tên %(day)s"), "warn"),
    (Kind.MOVE, True): (_("chuyển đến %(day)s"), "brand"),
    (Kind.MOVE, False): (_("chuyển đi %(day)s"), "brand"),
}


@register.filter
def change_word(kind: str) -> str:
    return str(KINDS.get(kind, kind))


@register.simple_tag
def change_tag(node: Node) -> SafeString | str:
    """The latest change of a unit as a tag; nothing when it did not change lately."""
    words = TAGS.get((node.changed, node.came)) or TAGS.get((node.changed, not node.came))
    if words is None or node.changed_on is None:
        return ""
    said, tone = words
    return format_html('<span class="tag {}">{}</span>', tone, str(said) % {"day": f"{node.changed_on:%d/%m/%Y}"})


@register.filter
def named(sides: Iterable[OrgChangeSide]) -> SafeString | str:
    """The units of one side by their names of that day, each a link."""
    return format_html_join(
        ", ",
        '<a class="name" href="{}"><strong>{}</strong></a>',
        ((reverse("unit", args=[side.unit.code]), side.name or side.unit.name) for side in sides),
    )


@register.filter
def placed(sides: Iterable[OrgChangeSide]) -> str:
    """Under whom the units of one side stood."""
    return ", ".join(dict.fromkeys(side.parent.name for side in sides if side.parent)) or gettext("không rõ")


@register.filter
def word(kind: UnitKind) -> str:
    """A level in the language of the page."""
    return kind.word_en if get_language() == "en" and kind.word_en else kind.word


@register.filter
def iso(value: dt.date) -> str:
    """A day for an address."""
    return value.isoformat()
