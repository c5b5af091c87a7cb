"""What the rules say of every dossier, as plain data for other programs."""

from typing import Any

from django.db.models import Count

from vinhdanh.commendations.models import Assessment, Nomination, Round
from vinhdanh.commendations.queries.facts import judged
from vinhdanh.rules.eligibility.verdict import Clause

DECIDED = "decided"


def latest_round() -> Round | None:
    """The open round decided last; when none is open, the last one."""
    rounds = Round.objects.order_by("-decision_on", "-pk")
    return rounds.filter(state="open").first() or rounds.first()


def round_named(code: str) -> Round | None:
    return Round.objects.filter(code=code).first() if code else latest_round()


def verdicts(round: Round) -> list[dict[str, Any]]:
    """Each dossier that was handed in, in the order of the codes: result and the answer of every condition.

    What a decision already names keeps the answers with which it was decided.
    """
    kept = dict(
        Assessment.objects.filter(nomination__round=round, nomination__state=DECIDED).values_list(
            "nomination__code", "clauses"
        )
    )
    out = []
    for one in judged(round):
        row = one.row
        if row["state"] in ("draft", "withdrawn"):
            continue
        if row["code"] in kept:
            clauses = [plain_clause(clause) for clause in kept[row["code"]]]
            out.append({"code": row["code"], "result": row["result"], "clauses": clauses})
            continue
        clauses = [clause_data(clause) for clause in one.assessed.clauses]
        out.append({"code": row["code"], "result": one.result, "clauses": clauses})
    return out


def clause_data(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "state": clause.state.value,
        "article": clause.article,
        "facts": [{"type": used.type, "code": used.code, "value": used.value} for used in clause.used],
    }


def plain_clause(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: stored[name] for name in ("id", "state", "article", "facts")}


def rounds() -> list[dict[str, Any]]:
    """Every round with the number of its dossiers."""
    counts = dict(Nomination.objects.values_list("round_id").annotate(n=Count("pk")).order_by())
    return [
        {
            "code": round.code,
            "name": round.name,
            "state": round.state,
            "pack": f"{round.pack} {round.pack_version}".strip(),
            "decision_on": round.decision_on.isoformat() if round.decision_on else None,
            "nominations": counts.get(round.pk, 0),
        }
        for round in Round.objects.order_by("-decision_on", "-pk")
    ]
