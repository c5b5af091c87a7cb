"""What can be asked of a council's sitting: its rule, who came, who counted, what was counted."""

from fractions import Fraction

from vinhdanh.commendations.models import Round
from vinhdanh.commendations.queries.facts import conditions_of
from vinhdanh.rules.ballot import BallotRule, Base


def ballot_rule(round: Round) -> BallotRule:
    """Quorum and pass mark of the round; without such conditions the ones most regulations state."""
    conditions = {condition.rule: condition.parameters for condition in conditions_of(round)}
    rule = BallotRule()
    quorum, mark = conditions.get("quorum"), conditions.get("pass_mark")
    return BallotRule(
        quorum=quorum["share"] if quorum else rule.quorum,
        majority=mark["share"] if mark else Fraction(rule.majority),
        base=Base(mark["of"]) if mark else rule.base,
        strict=bool(mark["strict"]) if mark else rule.strict,
    )
