"""Figures as JSON, for other programs and for checking."""

import json
from collections.abc import Mapping
from typing import Any

from vinhdanh.reports.catalogue import Figure, Scope
from vinhdanh.reports.checks import contradictions


def json_of(scope: Scope, figures: Mapping[str, Figure]) -> bytes:
    """Every figure: value, unit word, rule, how many records, and the hash over their sorted public ids."""
    told = {
        "report": "review",
        "unit": scope.unit.code if scope.unit else None,
        "period": [scope.start.isoformat(), scope.end.isoformat()],
        "as_of": scope.as_of.isoformat(),
        "figures": {key: figure_json(figure) for key, figure in figures.items()},
        "contradictions": [{"code": one.code, "text": one.text} for one in contradictions(figures, scope)],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def figure_json(figure: Figure) -> dict[str, Any]:
    told = {
        "value": figure.value,
        "unit": figure.word,
        "rule": figure.rule,
        "records": figure.records,
        "record_ids_sha256": figure.sha256,
    }
    return told | ({"note": figure.note} if figure.note else {})
