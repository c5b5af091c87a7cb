"""Conditions on what the council counted. Asked only of forms that go to the council, once it has met."""

from typing import Any

from vinhdanh.rules.ballot import Base, at_least
from vinhdanh.rules.eligibility.answers import Answer, Used, met, not_asked, not_met, unknown
from vinhdanh.rules.eligibility.facts import Dossier, Frame, Hearing

type Parameters = dict[str, Any]


def heard(dossier: Dossier, frame: Frame) -> Hearing | Answer:
    if dossier.form not in frame.to_council:
        return not_asked("eligibility.council.not_this_form")
    if dossier.hearing is None:
        return not_asked("eligibility.council.not_yet")
    return dossier.hearing


def quorum(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """Enough members sat in the session: a share of ALL members; written votes do not make a quorum."""
    hearing = heard(dossier, frame)
    if isinstance(hearing, Answer):
        return hearing
    if hearing.present is None:
        return unknown("eligibility.council.no_attendance", Used("session", hearing.session))
    need = at_least(p["share"], of=hearing.members)
    record = Used("session", hearing.session, f"{hearing.present}/{hearing.members}")
    facts = {"session": hearing.session, "present": hearing.present, "members": hearing.members, "need": need}
    if hearing.present < need:
        return not_met("eligibility.quorum.fewer", record, **facts)
    return met("eligibility.quorum.enough", record, **facts)


def pass_mark(dossier: Dossier, frame: Frame, p: Parameters) -> Answer:
    """Enough members said yes: a share of ALL members unless the rule names another base.

    A session without a quorum decided nothing, so its papers are not weighed.
    """
    hearing = heard(dossier, frame)
    if isinstance(hearing, Answer):
        return hearing
    if hearing.present is None or hearing.present < at_least(frame.quorum, of=hearing.members):
        return not_asked("eligibility.pass_mark.no_quorum", Used("session", hearing.session))
    if hearing.box is None:
        return unknown("eligibility.pass_mark.not_counted", Used("session", hearing.session))
    base = {
        Base.ALL_MEMBERS: hearing.members,
        Base.PRESENT: hearing.present,
        Base.VALID_PAPERS: hearing.box.valid,
    }[Base(p["of"])]
    need = at_least(p["share"], of=base, strict=p["strict"])
    record = Used("ballot", f"{hearing.session}/{dossier.code}", f"{hearing.box.yes}/{base}")
    facts = {"session": hearing.session, "yes": hearing.box.yes, "base": base, "need": need}
    if hearing.box.yes < need:
        return not_met("eligibility.pass_mark.fewer", record, **facts)
    return met("eligibility.pass_mark.enough", record, **facts)
