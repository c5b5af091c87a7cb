"""The search over everything a reader may see: by name without marks, words in any order, or by code."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.commendations.policies import nominations_visible_to
from vinhdanh.contests.models import Entry
from vinhdanh.contests.policies import SEE_ENTRY
from vinhdanh.desk.creating import things_to_create
from vinhdanh.directives.models import Directive
from vinhdanh.directives.policies import SEE_DIRECTIVE
from vinhdanh.honours.models import Award, Decision
from vinhdanh.honours.policies import SEE_AWARD, SEE_DECISION
from vinhdanh.organisation.models import Person, Unit
from vinhdanh.organisation.policies import SEE_PERSON
from vinhdanh.organisation.queries import called
from vinhdanh.rules.text import clean, fold
from vinhdanh.web import nav

SHOWN = 8
MOST = 50


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    detail: str = ""
    tag: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Group:
    code: str
    title: str | Promise
    icon: str
    hits: list[Hit] = field(default_factory=list)
    more: bool = False
    all_url: str = ""


@dataclass(frozen=True)
class Source:
    """Where one kind of thing is found. `rows(user, asked, most)` gives the best hits, one more than `most`."""

    code: str
    title: str | Promise
    icon: str
    rows: Callable[[Any, str, int], Iterable[Hit]]
    list_url: str = ""  # name of the list page that takes the same words as ?q=


def pages(user: Any, asked: str, most: int) -> list[Hit]:
    """Links of the side bar and things to begin, by their names."""
    words = fold(asked).split()
    known = [(str(link.label), reverse(link.url_name)) for link in nav.LINKS if nav.may_see(link, user)]
    known += [(gettext("Tạo: %(thing)s") % {"thing": one.label}, one.url) for one in things_to_create(user)]
    return [Hit(label, url) for label, url in known if all(word in fold(label) for word in words)][: most + 1]


def units(user: Any, asked: str, most: int) -> list[Hit]:
    rows = Unit.objects.filter(called(asked)).select_related("kind", "parent").order_by("-ended_on", "sort_key", "pk")
    return [
        Hit(
            unit.name,
            reverse("unit", args=[unit.code]),
            " · ".join(filter(None, [unit.code, unit.parent.name if unit.parent else ""])),
            "" if unit.is_alive else gettext("đã kết thúc"),
        )
        for unit in rows[: most + 1]
    ]


def people(user: Any, asked: str, most: int) -> list[Hit]:
    rows = SEE_PERSON.rows(Person.objects.filter(called(asked)), user).select_related("unit")
    return [
        Hit(
            person.name,
            reverse("person", args=[person.code]),
            f"{person.code} · {person.unit.name}",
            "" if person.is_active else person.status,
        )
        for person in rows.order_by("-is_active", "sort_key", "pk")[: most + 1]
    ]


def nominations(user: Any, asked: str, most: int) -> list[Hit]:
    named = called(asked, key="unit__name_key") | called(asked, key="person__name_key")
    rows = nominations_visible_to(user).filter(named).select_related("round")
    return [
        Hit(f"{row.code} · {row.name}", reverse("nomination", args=[row.code]), f"{row.form} · {row.round.name}")
        for row in rows.order_by("-round", "code")[: most + 1]
    ]


def entries(user: Any, asked: str, most: int) -> list[Hit]:
    rows = SEE_ENTRY.rows(Entry.objects.filter(called(asked, key="title_key")), user).select_related("contest")
    return [
        Hit(f"{row.code} · {row.title}", reverse("entry", args=[row.contest_id, row.pk]), row.contest.name)
        for row in rows.order_by("code")[: most + 1]
    ]


def decisions(user: Any, asked: str, most: int) -> list[Hit]:
    text = clean(asked)
    rows = SEE_DECISION.rows(Decision.objects.filter(Q(number__icontains=text) | Q(title__icontains=text)), user)
    rows = rows.order_by(F("dated_on").desc(nulls_last=True), "-pk")
    return [
        Hit(
            str(row),
            reverse("decision", args=[row.pk]),
            " · ".join(filter(None, [row.issuer, f"{row.dated_on:%d/%m/%Y}" if row.dated_on else ""])),
            "" if row.state == "issued" else gettext("dự thảo"),
        )
        for row in rows[: most + 1]
    ]


def awards(user: Any, asked: str, most: int) -> list[Hit]:
    words = Q()
    for word in fold(asked).split():
        words &= Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    if not words:
        return []
    rows = SEE_AWARD.rows(Award.objects.filter(words), user).order_by("-awarded_on", "-pk")
    return [
        Hit(
            row.printed_name,
            reverse("award", args=[row.pk]),
            " · ".join(filter(None, [row.form, f"{row.awarded_on:%d/%m/%Y}", row.printed_unit])),
            gettext("đã thu hồi") if row.state == "withdrawn" else "",
            "bad",
        )
        for row in rows[: most + 1]
    ]


def directives(user: Any, asked: str, most: int) -> list[Hit]:
    text = clean(asked)
    rows = SEE_DIRECTIVE.rows(Directive.objects.filter(Q(number__icontains=text) | Q(title__icontains=text)), user)
    return [Hit(str(row), reverse("directive", args=[row.pk])) for row in rows.order_by("-pk")[: most + 1]]


SOURCES = (
    Source("trang", _("Trang và việc"), "arrow-right", pages),
    Source("don-vi", _("Đơn vị"), "building-2", units, "units"),
    Source("nhan-su", _("Cá nhân"), "user", people, "people"),
    Source("ho-so", _("Đề nghị khen thưởng"), "award", nominations),
    Source("bai-thi", _("Bài dự thi"), "pen-line", entries),
    Source("quyet-dinh", _("Quyết định"), "scroll-text", decisions),
    Source("da-tang", _("Khen đã tặng"), "medal", awards, "awards"),
    Source("chi-thi", _("Chỉ thị"), "workflow", directives),
)


def found(user: Any, asked: str, *, only: str = "") -> list[Group]:
    """What matches, group by group; empty groups are left out. `only`: more of one group."""
    if not fold(asked):
        return []
    out = []
    for source in SOURCES:
        if only and source.code != only:
            continue
        most = MOST if only else SHOWN
        hits = list(source.rows(user, asked, most))
        if hits:
            all_url = f"{reverse(source.list_url)}?{urlencode({'q': asked})}" if source.list_url else ""
            out.append(Group(source.code, source.title, source.icon, hits[:most], len(hits) > most, all_url))
    return out
