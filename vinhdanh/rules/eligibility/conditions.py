"""The closed set of conditions that a pack or an office may use, and how their data is read.

A condition is data: `{rule: unit_vote_share, share: 2/3, fails: fail}`. `fails` is what "not met" does
to the dossier, `missing` what "unknown" does (send it back, unless the office says otherwise).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vinhdanh.rules.eligibility import award_rules, ballot_rules, dossier_rules, standing_rules
from vinhdanh.rules.eligibility.answers import Answer, Effect, State, Used
from vinhdanh.rules.eligibility.facts import Dossier, Frame
from vinhdanh.rules.eligibility.parameters import (
    Parameter,
    date,
    flag,
    list_of_words,
    needed,
    one_of,
    optional,
    read_parameters,
    share,
    whole,
    words,
)
from vinhdanh.rules.reasons import Reason, refuse_if_any

type Ask = Callable[[Dossier, Frame, dict[str, Any]], Answer]

DEEPEST = 3  # how far any_of and all_of may be nested
MOST = 40  # conditions of one round


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    ask: Ask
    parameters: Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class Condition:
    """One numbered clause of a round. `parts` are those of an any_of or all_of."""

    id: str
    rule: str
    parameters: Mapping[str, Any]
    fails: Effect = Effect.FAIL
    missing: Effect = Effect.RETURN
    article: str = ""
    forms: tuple[str, ...] = ()
    given_to: str = ""
    parts: tuple["Condition", ...] = ()

    def applies_to(self, dossier: Dossier) -> bool:
        if self.forms and dossier.form not in self.forms:
            return False
        return not self.given_to or dossier.nominee.type in ("", self.given_to)

    def ask(self, dossier: Dossier, frame: Frame) -> Answer:
        if not self.applies_to(dossier):
            return Answer(State.NOT_ASKED, Reason("eligibility.other_form"))
        if self.parts:
            return combined(self.rule, [part.ask(dossier, frame) for part in self.parts])
        return RULES[self.rule].ask(dossier, frame, dict(self.parameters))


def combined(rule: str, answers: list[Answer]) -> Answer:
    """Three-valued "or" and "and": one answer may settle it, otherwise what is unknown stays unknown."""
    settles, other = (State.MET, State.NOT_MET) if rule == "any_of" else (State.NOT_MET, State.MET)
    asked = [answer for answer in answers if answer.state is not State.NOT_ASKED]
    if not asked:
        return Answer(State.NOT_ASKED, Reason("eligibility.other_form"))
    settled = [answer for answer in asked if answer.state is settles]
    open_ones = [answer for answer in asked if answer.state is State.UNKNOWN]
    chosen = settled or open_ones or asked
    state = settles if settled else State.UNKNOWN if open_ones else other
    used: list[Used] = []
    for answer in chosen:
        used.extend(record for record in answer.used if record not in used)
    return Answer(state, chosen[0].said, tuple(used))


COMBINED = ("any_of", "all_of")
_KEEP = optional(one_of("first_submitted"), "first_submitted")
_AWARD = {"form": needed(list_of_words), "kind": optional(list_of_words, ()), "issuer": optional(words, "")}
_BASE = optional(one_of("all_members", "present", "valid_papers"), "all_members")

RULES: dict[str, Rule] = {
    name: Rule(name, ask, parameters)
    for name, ask, parameters in (
        ("alive_on", dossier_rules.alive_on, {"date": optional(date, "decision_date")}),
        ("no_open_finding", dossier_rules.no_open_finding, {}),
        ("ratings_known", dossier_rules.ratings_known, {"years": optional(whole, 0)}),
        (
            "ratings_at_least",
            dossier_rules.ratings_at_least,
            {"rating": needed(words), "years": optional(whole, 0)},
        ),
        ("unit_vote_share", dossier_rules.unit_vote_share, {"share": needed(share)}),
        (
            "achieved_between",
            dossier_rules.achieved_between,
            {"from": optional(date, "period_from"), "to": optional(date, "period_to")},
        ),
        ("has_evidence", dossier_rules.has_evidence, {"at_least": optional(whole, 1)}),
        ("one_dossier_per_form", dossier_rules.one_dossier_per_form, {"keep": _KEEP}),
        (
            "not_yet_awarded",
            award_rules.not_yet_awarded,
            {
                **_AWARD,
                "period": optional(one_of("report", "round"), ""),
                "from": optional(date),
                "to": optional(date),
            },
        ),
        (
            "text_not_copied",
            dossier_rules.text_not_copied,
            {"words": optional(whole, 5), "share": needed(share), "keep": _KEEP},
        ),
        ("quorum", ballot_rules.quorum, {"share": needed(share), "of": optional(one_of("all_members"), "all_members")}),
        (
            "pass_mark",
            ballot_rules.pass_mark,
            {"share": needed(share), "of": _BASE, "strict": optional(flag, False)},
        ),
        ("only_for", award_rules.only_for, {}),
        (
            "titles_in_a_row",
            award_rules.titles_in_a_row,
            {**_AWARD, "years": needed(whole), "lag": optional(whole, 0)},
        ),
        ("ratings_in_a_row", award_rules.ratings_in_a_row, {"rating": needed(words), "years": needed(whole)}),
        ("award_before", award_rules.award_before, _AWARD),
        (
            "years_since_award",
            award_rules.years_since_award,
            {**_AWARD, "rating": needed(words), "years": needed(whole)},
        ),
        (
            "count_since_award",
            award_rules.count_since_award,
            {**_AWARD, "since": optional(list_of_words, ()), "at_least": needed(whole)},
        ),
        ("months_since_award", award_rules.months_since_award, {**_AWARD, "months": needed(whole)}),
        (
            "one_award_per_achievement",
            award_rules.one_award_per_achievement,
            {**_AWARD, "form": optional(list_of_words, ())},
        ),
        (
            "share_at_most",
            award_rules.share_at_most,
            {"of": needed(words), "share": needed(share), "rounding": optional(one_of("down", "up"), "down")},
        ),
        (
            "initiatives_at_least",
            standing_rules.initiatives_at_least,
            {"at_least": needed(whole), "within": optional(whole, 0), "scope": optional(list_of_words, ())},
        ),
        ("months_worked_at_least", standing_rules.months_worked_at_least, {"months": needed(whole)}),
        ("not_under_examination", standing_rules.not_under_examination, {}),
        ("achieved_after_discipline", standing_rules.achieved_after_discipline, {}),
    )
}

# Conditions whose facts the unit states in the dossier form; others are read from the registers.
STATED = {
    "initiatives_at_least": "initiatives",
    "months_worked_at_least": "months_worked",
    "not_under_examination": "examination",
    "achieved_after_discipline": "discipline",
}


def read_conditions(data: Mapping[str, Any], *, articles: Mapping[str, str] | None = None) -> tuple[Condition, ...]:
    """The conditions of a round, in the order of the data. Raises `Refused` with everything that is wrong."""
    wrong: list[Reason] = []
    if len(data) > MOST:
        wrong.append(Reason("rule.too_many", {"count": len(data), "most": MOST}))
    found = []
    for name, body in data.items():
        condition = _read(str(name), body, wrong)
        if condition is not None:
            found.append(replace(condition, article=(articles or {}).get(str(name), "") or condition.article))
    refuse_if_any(wrong)
    return tuple(found)


def _read(name: str, body: Any, wrong: list[Reason], *, depth: int = 0) -> Condition | None:
    if not isinstance(body, Mapping):
        wrong.append(Reason("rule.not_a_condition", {"where": name}))
        return None
    rest = {str(key): value for key, value in body.items()}
    rule = str(rest.pop("rule", ""))
    common, problems = read_parameters(
        name,
        {key: rest.pop(key) for key in list(rest) if key in _COMMON},
        _COMMON,
    )
    wrong.extend(problems)
    parts: tuple[Condition, ...] = ()
    if rule in COMBINED:
        parts = _read_parts(name, rest.pop("conditions", None), wrong, depth=depth + 1)
        parameters: dict[str, Any] = {}
    elif rule in RULES:
        parameters, problems = read_parameters(name, rest, RULES[rule].parameters)
        wrong.extend(problems)
    else:
        wrong.append(Reason("rule.unknown_rule", {"where": name, "rule": rule or "–"}))
        return None
    return Condition(
        id=name,
        rule=rule,
        parameters=parameters,
        fails=Effect(common["fails"]),
        missing=Effect(common["missing"]),
        article=common["article"],
        forms=common["forms"],
        given_to=common["for"],
        parts=parts,
    )


def _read_parts(name: str, bodies: Any, wrong: list[Reason], *, depth: int) -> tuple[Condition, ...]:
    if not isinstance(bodies, list) or not bodies or depth > DEEPEST:
        wrong.append(Reason("rule.bad_parts", {"where": name, "deepest": DEEPEST}))
        return ()
    read = [_read(f"{name}.{n}", body, wrong, depth=depth) for n, body in enumerate(bodies, 1)]
    return tuple(part for part in read if part is not None)


_EFFECT = one_of(*Effect)
_COMMON: dict[str, Parameter] = {
    "fails": optional(_EFFECT, Effect.FAIL),
    "missing": optional(_EFFECT, Effect.RETURN),
    "article": optional(words, ""),
    "basis": optional(words, ""),
    "state": optional(words, ""),
    "forms": optional(list_of_words, ()),
    "for": optional(one_of("unit", "person"), ""),
}
