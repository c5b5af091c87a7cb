"""From the data of a rule pack to checked parameters. What is wrong is said all at once, in words."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from vinhdanh.rules.reasons import Reason


class Wrong(ValueError):
    """One parameter cannot be read; `why` is the code of the sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def share(value: Any) -> Fraction:
    """An exact share from "2/3", "80/100", "80%", 1 or 0.8 (read as its decimal text)."""
    text = str(value).strip()
    try:
        found = Fraction(text.removesuffix("%").strip()) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        raise Wrong("rule.not_a_share") from None
    if not 0 <= found <= 1:
        raise Wrong("rule.not_a_share")
    return found


def whole(value: Any) -> int:
    if isinstance(value, bool) or not str(value).strip().isdigit():
        raise Wrong("rule.not_a_number")
    return int(value)


def words(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool) or not str(value).strip():
        raise Wrong("rule.not_a_text")
    return str(value).strip()


def list_of_words(value: Any) -> tuple[str, ...]:
    """One text or a list of texts."""
    parts = value if isinstance(value, list | tuple) else [value]
    return tuple(words(part) for part in parts)


def date(value: Any) -> dt.date | str:
    """A day, or the name of one that the round states ("decision_date")."""
    if isinstance(value, dt.date):
        return value
    if value in ("decision_date", "period_from", "period_to"):
        return str(value)
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise Wrong("rule.not_a_date") from None


def one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise Wrong("rule.not_a_choice")
        return str(value)

    return read


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong("rule.not_a_choice")
    return value


@dataclass(frozen=True, slots=True)
class Parameter:
    read: Callable[[Any], Any]
    default: Any = None
    required: bool = False


def needed(read: Callable[[Any], Any]) -> Parameter:
    return Parameter(read, required=True)


def optional(read: Callable[[Any], Any], default: Any = None) -> Parameter:
    return Parameter(read, default)


def read_parameters(
    where: str, given: Mapping[str, Any], known: Mapping[str, Parameter]
) -> tuple[dict[str, Any], list[Reason]]:
    """The values by name, and every reason why the data cannot be used."""
    wrong = [
        Reason("rule.unknown_parameter", {"where": where, "name": name, "known": ", ".join(known)})
        for name in given
        if name not in known
    ]
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        if name not in given or given[name] is None:
            if parameter.required:
                wrong.append(Reason("rule.missing_parameter", {"where": where, "name": name}))
            values[name] = parameter.default
            continue
        try:
            values[name] = parameter.read(given[name])
        except Wrong as error:
            wrong.append(Reason(error.why, {"where": where, "name": name, "value": str(given[name])}))
    return values, wrong
