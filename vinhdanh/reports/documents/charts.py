"""A bar chart as an SVG of our own: real text, a title, the same bytes on a page and in a PDF."""

from collections.abc import Sequence
from html import escape

BAR, GAP, LABEL, WIDTH = 20, 12, 250, 640


def bars(rows: Sequence[tuple[str, int]], *, title: str, font: str = "Liberation Serif") -> str:
    """Horizontal bars with their numbers written at the end."""
    most = max((value for _, value in rows), default=0) or 1
    height = len(rows) * (BAR + GAP) + GAP
    room = WIDTH - LABEL - 60
    drawn = []
    for at, (label, value) in enumerate(rows):
        top = GAP + at * (BAR + GAP)
        length = max(2.0, round(room * value / most, 1))
        drawn.append(
            f'<text x="{LABEL - 10}" y="{top + 15}" text-anchor="end" font-size="15">{escape(label)}</text>'
            f'<rect x="{LABEL}" y="{top}" width="{length}" height="{BAR}" rx="3" fill="#2C3C87"/>'
            f'<text x="{LABEL + length + 8}" y="{top + 15}" font-size="15" font-weight="bold">{value}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="{font}">'
        f"<title>{escape(title)}</title>{''.join(drawn)}</svg>"
    )
