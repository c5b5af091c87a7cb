"""Who acts. A person who signed in, or a machine with a name; never nobody."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """What an act needs to know of the one who acts. `accounts.User` is one, `Machine` another."""

    @property
    def pk(self) -> int | None: ...

    @property
    def display_name(self) -> str: ...

    def paths(self, *roles: str) -> list[str]:
        """Tree paths of the subtrees over which one of these roles is held today."""
        ...


@dataclass(frozen=True)
class Machine:
    """A named actor for what the machine does by itself, or what an administrator does in a terminal."""

    display_name: str
    pk: int | None = None

    def paths(self, *roles: str) -> list[str]:
        """The terminal and the worker act for the whole tree: who reaches them owns the server."""
        return [""]
