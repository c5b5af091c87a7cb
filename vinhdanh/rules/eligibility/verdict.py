"""From the answers of all conditions to one result: what happens to the dossier next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from vinhdanh.rules.eligibility.answers import Effect, State, Used
from vinhdanh.rules.eligibility.conditions import Condition
from vinhdanh.rules.eligibility.facts import Dossier, Frame
from vinhdanh.rules.reasons import Reason


class Result(StrEnum):
    HOLD = "hold"
    RETURN = "return"
    REVIEW = "review"
    FAIL = "fail"
    PASS = "pass"  # noqa: S105 a result, not a secret
    WAITING = "waiting"


ORDER = (Effect.HOLD, Effect.RETURN, Effect.REVIEW, Effect.FAIL)


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition's answer on one dossier, ready to be shown: what, why, by which article, what now."""

    id: str
    rule: str
    state: State
    article: str
    said: Reason
    used: tuple[Used, ...] = ()
    effect: Effect | None = None  # only when the answer is not met or unknown

    @property
    def next_step(self) -> str:
        """The code of the sentence that says what to do; empty when nothing is to be done."""
        return f"eligibility.next.{self.rule}" if self.effect else ""


@dataclass(frozen=True, slots=True)
class Assessed:
    result: Result
    clauses: tuple[Clause, ...]
    voted: bool = False  # the council's papers on it were counted

    @property
    def asked(self) -> int:
        return sum(clause.state is not State.NOT_ASKED for clause in self.clauses)

    @property
    def met(self) -> int:
        return sum(clause.state is State.MET for clause in self.clauses)


def framed(frame: Frame, conditions: Sequence[Condition]) -> Frame:
    """The frame with what the conditions need to know of each other."""
    quorums = [condition.parameters["share"] for condition in conditions if condition.rule == "quorum"]
    return replace(
        frame,
        quorum=max(quorums, default=Fraction(0)),
        ratings_asked_elsewhere=any(condition.rule == "ratings_known" for condition in conditions),
    )


def clause_of(condition: Condition, dossier: Dossier, frame: Frame) -> Clause:
    answer = condition.ask(dossier, frame)
    effects = {State.NOT_MET: condition.fails, State.UNKNOWN: condition.missing}
    return Clause(
        id=condition.id,
        rule=condition.rule,
        state=answer.state,
        article=condition.article,
        said=answer.said,
        used=answer.used,
        effect=effects.get(answer.state),
    )


def result_of(clauses: Iterable[Clause], *, voted: bool) -> Result:
    """The strongest effect decides: hold, then return, then review, then fail.

    Without any, a dossier that the council voted on has passed; every other one is waiting.
    """
    effects = {clause.effect for clause in clauses}
    for effect in ORDER:
        if effect in effects:
            return Result(effect.value)
    return Result.PASS if voted else Result.WAITING


def assess(dossier: Dossier, conditions: Sequence[Condition], frame: Frame) -> Assessed:
    """Ask every condition of the round; `frame` comes from `framed()`."""
    clauses = tuple(clause_of(condition, dossier, frame) for condition in conditions)
    hearing = dossier.hearing
    voted = dossier.form in frame.to_council and hearing is not None and hearing.box is not None
    return Assessed(result_of(clauses, voted=voted), clauses, voted)
