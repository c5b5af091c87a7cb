"""A unit's place in the tree as a text: the subtree of a unit is one range of texts.

Each level adds one component of fixed width over 0-9A-Z, so `subtree(p)` is
`p <= path < successor(p)` under a binary collation, on every database alike.
"""

WIDTH = 4
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def component(number: int) -> str:
    """A number from 0 to 36**4 - 1 as one path component. Raises ValueError outside."""
    if not 0 <= number < len(DIGITS) ** WIDTH:
        raise ValueError(f"{number} does not fit into {WIDTH} digits of base {len(DIGITS)}")
    out = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, len(DIGITS))
        out = DIGITS[digit] + out
    return out


def after(path: str) -> str:
    """The first text that no descendant of `path` reaches. Every path sorts before "~"."""
    return path + "~"


def depth(path: str) -> int:
    return len(path) // WIDTH


def parent(path: str) -> str:
    """The path one level up; empty for a root."""
    return path[:-WIDTH]


def ancestors(path: str) -> list[str]:
    """All paths above, from the root down, without the path itself."""
    return [path[:end] for end in range(WIDTH, len(path), WIDTH)]


def merged(paths: list[str]) -> list[str]:
    """The same subtrees with nested ones left out, in order."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept
