"""How a dossier's answers look: the tag of a row, the clauses behind it, the next steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from vinhdanh.commendations.actions.assessing import may_be_accepted
from vinhdanh.commendations.wording import IN_THE_WAY, RESULTS
from vinhdanh.rules.reasons import Reason
from vinhdanh.web.sentences import sentence

MARKS = {"met": ("ok", "check"), "not_met": ("bad", "x"), "unknown": ("warn", "triangle-alert")}


@dataclass(frozen=True)
class Tag:
    kind: str
    icon: str
    text: str


def tag_of(line: Mapping[str, Any], rules: Mapping[str, str]) -> Tag:
    """What the row says about its conditions, in a few words."""
    asked, met, open_ids = line["conditions_asked"], line["met"], line["open_clauses"].split()
    if asked is None or not line["result"]:
        return Tag("", "clock", gettext("Chưa xét"))
    accepted = len(line["accepted"])
    if line["result"] in ("pass", "waiting"):
        if accepted:
            return Tag("ok", "check", gettext("Đủ điều kiện, %(n)s điểm chấp nhận") % {"n": accepted})
        return Tag("ok", "check", gettext("Đủ %(met)s/%(asked)s điều kiện") % {"met": met, "asked": asked})
    kind = RESULTS[line["result"]][1]
    told = str(IN_THE_WAY.get(rules.get(open_ids[0], ""), open_ids[0])) if open_ids else ""
    more = len(open_ids) - 1
    text = f"{RESULTS[line['result']][0]}: {told}" + (f" +{more}" if more > 0 else "")
    return Tag(kind, "x" if kind == "bad" else "triangle-alert", text)


@dataclass(frozen=True)
class Shown:
    """One clause, ready for the page."""

    id: str
    state: str
    kind: str
    icon: str
    said: str
    article: str
    sources: list[dict[str, str]]
    next: str
    accepted: Mapping[str, Any] | None
    may_accept: bool


def shown_clauses(clauses: list[dict[str, Any]], accepted: Mapping[str, Any]) -> list[Shown]:
    """The clauses that were asked, what stands in the way first, else in the order of the round."""
    out = []
    for clause in clauses:
        if clause["state"] == "not_asked":
            continue
        kind, icon = MARKS[clause["state"]]
        if clause["effect"] in ("review", "warn", "hold") and clause["state"] == "not_met":
            kind, icon = "warn", "triangle-alert"
        taken = accepted.get(clause["id"])
        out.append(
            Shown(
                id=clause["id"],
                state=clause["state"],
                kind="ok" if taken else kind,
                icon="user-check" if taken else icon,
                said=sentence(Reason(clause["said"]["code"], clause["said"]["facts"])),
                article=clause["article"],
                sources=[fact for fact in clause["facts"] if fact["type"] not in ("achievement", "unit_vote")][:6],
                next=sentence(Reason(clause["next"])) if clause["next"] and not taken else "",
                accepted=taken,
                may_accept=not taken and may_be_accepted(clause),
            )
        )
    return sorted(out, key=lambda clause: clause.state == "met" or clause.accepted is not None)
