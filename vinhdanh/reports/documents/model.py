"""The document model: a report as a list of blocks that two writers, PDF and Word, show alike."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Number:
    """A figure inside a text: what is shown, and the key that its line in the annex of sources stands under."""

    key: str
    shown: str


type Run = str | Number
type Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    text: str
    level: int
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    kind: Literal["paragraph", "item"] = "paragraph"


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Chart:
    """A picture drawn from figures. The same numbers stand in `rows`, for Word and for who cannot see it."""

    caption: str
    svg: str
    alt: str
    rows: tuple[tuple[str, str], ...]
    kind: Literal["chart"] = "chart"


type Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class HeadLine:
    """A line of the document's head; `rule` is the length in millimetres of the line below it."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 12.5
    rule: int = 0


@dataclass(frozen=True)
class Head:
    org: str
    left: tuple[HeadLine, ...]
    right: tuple[HeadLine, ...]
    number: tuple[HeadLine, ...]
    place: tuple[HeadLine, ...]


@dataclass(frozen=True)
class Signature:
    title: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class SourceLine:
    """One figure of the annex of sources."""

    key: str
    shown: str
    label: str
    rule: str
    records: str
    trace: str
    url: str
    section: str  # where the figure stands first


@dataclass(frozen=True)
class Document:
    title: str
    subject: str
    day: dt.date
    language: str
    head: Head
    blocks: tuple[Block, ...]
    sign: Signature
    recipients: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    note: str = ""  # under the title: that this is a draft, or when its figures were frozen
    words: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values for the typst template; a number becomes `{key, shown}`."""
        told = asdict(self)
        told["day"] = [self.day.year, self.day.month, self.day.day]
        return told


def plain_text(runs: Sequence[Run]) -> str:
    return "".join(run if isinstance(run, str) else run.shown for run in runs)
