"""A bar chart as an SVG of our own: real text, a title, the same bytes on a page and in a PDF."""

from collections.abc import Sequence
from html import escape

BAR, GAP, WIDTH, LETTER = 20, 12, 640, 7.4


def bars(rows: Sequence[tuple[str, int]], *, title: str, font: str = "Liberation Serif") -> str:
    """Horizontal bars with their numbers written at the end."""
    most = max((value for _, value in rows), default=0) or 1
    height = len(rows) * (BAR + GAP) + GAP
    edge = min(WIDTH * 0.62, 14 + LETTER * max((len(label) for label, _ in rows), default=0))
    room = WIDTH - edge - 60
    drawn = []
    for at, (label, value) in enumerate(rows):
        top = GAP + at * (BAR + GAP)
        length = max(2.0, round(room * value / most, 1))
        drawn.append(
            f'<text x="{edge - 10:.0f}" y="{top + 15}" text-anchor="end" font-size="15">{escape(label)}</text>'
            f'<rect x="{edge:.0f}" y="{top}" width="{length}" height="{BAR}" rx="3" fill="#2C3C87"/>'
            f'<text x="{edge + length + 8:.0f}" y="{top + 15}" font-size="15" font-weight="bold">{value}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="{font}">'
        f"<title>{escape(title)}</title>{''.join(drawn)}</svg>"
    )
