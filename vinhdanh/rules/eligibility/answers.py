"""What a condition answers: met, not met, or unknown. Missing evidence is never a "no"."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vinhdanh.rules.reasons import Reason


class State(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"  # evidence is missing
    NOT_ASKED = "not_asked"  # does not apply to this dossier, or not yet


class Effect(StrEnum):
    """What an answer that is not "met" does to the dossier, the strongest first."""

    HOLD = "hold"
    RETURN = "return"
    REVIEW = "review"
    FAIL = "fail"
    WARN = "warn"  # shown to a person, decides nothing


@dataclass(frozen=True, slots=True)
class Used:
    """A record that an answer rests on, so that a reader can open it."""

    type: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`said` names the sentence that tells what was found."""

    state: State
    said: Reason
    used: tuple[Used, ...] = ()


def met(code: str, /, *used: Used, **facts: object) -> Answer:
    return Answer(State.MET, Reason(code, facts), used)


def not_met(code: str, /, *used: Used, **facts: object) -> Answer:
    return Answer(State.NOT_MET, Reason(code, facts), used)


def unknown(code: str, /, *used: Used, **facts: object) -> Answer:
    return Answer(State.UNKNOWN, Reason(code, facts), used)


def not_asked(code: str, /, *used: Used, **facts: object) -> Answer:
    return Answer(State.NOT_ASKED, Reason(code, facts), used)


def day(value: dt.date) -> str:
    """The way a day is written in every sentence, in both languages."""
    return value.strftime("%d/%m/%Y")
