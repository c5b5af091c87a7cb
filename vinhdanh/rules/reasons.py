"""A refusal is a list of reasons, each with a code that the screens turn into a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is refused: `code` names the sentence, `facts` fill its gaps."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict, compare=False, hash=False)

    def __post_init__(self) -> None:
        if not self.code:
            raise ValueError("a reason needs a code")


class Refused(Exception):
    """Raised for people, not for programmers: carries every reason at once."""

    def __init__(self, *reasons: Reason) -> None:
        if not reasons:
            raise ValueError("a refusal needs at least one reason")
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons: tuple[Reason, ...] = reasons


def refuse_if_any(reasons: Iterable[Reason]) -> None:
    """Raise one `Refused` with all of them, or return when there is none."""
    found = tuple(reasons)
    if found:
        raise Refused(*found)
