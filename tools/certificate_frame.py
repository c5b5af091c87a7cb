"""Draws the frame of the certificate: templates/bang-khen/frame.svg. Run again after changing it.

Two interlaced waves between lines run around the sheet, an eight-petalled flower (the product's own sign)
sits in each corner, and a pale rosette of the same petals lies under the text.
"""

from math import cos, pi, sin, tau
from pathlib import Path

WIDTH, HEIGHT = 297.0, 210.0
RED, GOLD, PALE, PAPER, WATER = "#a8141d", "#b48a2c", "#ecd9a0", "#fffdf6", "#f8f0dc"
OUT = Path(__file__).parents[1] / "vinhdanh/honours/documents/templates/bang-khen/frame.svg"


def n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rectangle(inset: float, stroke: str, width: float, fill: str = "none") -> str:
    return (
        f'<rect x="{n(inset)}" y="{n(inset)}" width="{n(WIDTH - 2 * inset)}" height="{n(HEIGHT - 2 * inset)}"'
        f' fill="{fill}" stroke="{stroke}" stroke-width="{n(width)}"/>'
    )


def wave(x: float, y: float, length: float, *, across: float, steps: int, phase: int, upright: bool) -> str:
    """A chain of curves that swings `across` around a line, drawn along x or along y."""

    def point(along: float, off: float) -> str:
        return f"{n(x + off)} {n(y + along)}" if upright else f"{n(x + along)} {n(y + off)}"

    step = length / steps
    parts = [f"M{point(0, 0)}"]
    for index in range(steps):
        swing = across if (index + phase) % 2 else -across
        at = index * step
        parts.append(f"C{point(at + step * 0.36, swing)} {point(at + step * 0.64, swing)} {point(at + step, 0)}")
    return "".join(parts)


def petals(x: float, y: float, inner: float, outer: float, half: float, count: int, turn: float = 0) -> str:
    """Pointed petals around a centre, as one path."""
    parts = []
    for index in range(count):
        angle = tau * index / count + turn
        ux, uy = sin(angle), -cos(angle)
        vx, vy = cos(angle), sin(angle)
        ax, ay = x + ux * inner, y + uy * inner
        tx, ty = x + ux * outer, y + uy * outer
        mx, my = x + ux * (inner + outer) * 0.52, y + uy * (inner + outer) * 0.52
        parts.append(
            f"M{n(ax)} {n(ay)}Q{n(mx + vx * half)} {n(my + vy * half)} {n(tx)} {n(ty)}"
            f"Q{n(mx - vx * half)} {n(my - vy * half)} {n(ax)} {n(ay)}Z"
        )
    return "".join(parts)


def border() -> list[str]:
    """Waves between two gold lines on all four sides; the corners stay free for the flowers."""
    middle, corner = 14.6, 24.0
    across, down = WIDTH - 2 * corner, HEIGHT - 2 * corner
    paths = []
    for phase in (0, 1):
        for y in (middle, HEIGHT - middle):
            paths.append(wave(corner, y, across, across=3.1, steps=50, phase=phase, upright=False))
        for x in (middle, WIDTH - middle):
            paths.append(wave(x, corner, down, across=3.1, steps=32, phase=phase, upright=True))
    beads = []
    for index in range(50):
        x = corner + across / 50 * (index + 0.5)
        beads += [(x, middle), (x, HEIGHT - middle)]
    for index in range(32):
        y = corner + down / 32 * (index + 0.5)
        beads += [(middle, y), (WIDTH - middle, y)]
    dots = "".join(f"M{n(x - 0.45)} {n(y)}a.45 .45 0 1 0 .9 0a.45 .45 0 1 0 -.9 0Z" for x, y in beads)
    return [
        f'<path d="{"".join(paths)}" fill="none" stroke="{GOLD}" stroke-width=".34"/>',
        f'<path d="{dots}" fill="{RED}"/>',
    ]


def corner(x: float, y: float, right: int, down: int) -> list[str]:
    """A square with the flower, and a spray of leaves into the sheet."""
    size = 12.4
    out = [
        f'<rect x="{n(x - size / 2)}" y="{n(y - size / 2)}" width="{n(size)}" height="{n(size)}" fill="{PAPER}"'
        f' stroke="{GOLD}" stroke-width=".5"/>',
        f'<path d="{petals(x, y, 1.6, 5.7, 1.9, 8)}" fill="{PALE}" stroke="{GOLD}" stroke-width=".25"/>',
        f'<path d="{petals(x, y, 1.6, 4.3, 1.0, 8, pi / 8)}" fill="{RED}"/>',
        f'<circle cx="{n(x)}" cy="{n(y)}" r="1.5" fill="{GOLD}"/>',
    ]
    ox, oy = x + right * 9.2, y + down * 9.2
    stems = ""
    leaves = ""
    for dx, dy in ((1, 0), (0, 1)):
        ex, ey = ox + right * (18 * dx + 1.5 * dy), oy + down * (18 * dy + 1.5 * dx)
        cx, cy = ox + right * (9 * dx - 0.5 * dy), oy + down * (9 * dy - 0.5 * dx)
        stems += f"M{n(ox)} {n(oy)}Q{n(cx)} {n(cy)} {n(ex)} {n(ey)}"
        for share, side in ((0.3, 1), (0.5, -1), (0.68, 1), (0.84, -1)):
            px = ox + (ex - ox) * share
            py = oy + (ey - oy) * share
            length = 3.4 * (1.15 - share * 0.55)
            tx = px + right * (length * 0.8 * dx + length * 0.62 * side * dy)
            ty = py + down * (length * 0.8 * dy + length * 0.62 * side * dx)
            bx, by = (px + tx) / 2, (py + ty) / 2
            wx, wy = (ty - py) * 0.32, (px - tx) * 0.32
            leaves += (
                f"M{n(px)} {n(py)}Q{n(bx + wx)} {n(by + wy)} {n(tx)} {n(ty)}Q{n(bx - wx)} {n(by - wy)} {n(px)} {n(py)}Z"
            )
    out.append(f'<path d="{stems}" fill="none" stroke="{GOLD}" stroke-width=".4"/>')
    out.append(f'<path d="{leaves}" fill="{PALE}" stroke="{GOLD}" stroke-width=".22"/>')
    out.append(f'<path d="{petals(ox, oy, 0.5, 2.6, 0.9, 8)}" fill="{RED}"/>')
    return out


def rosette() -> list[str]:
    """Rings of petals under the text, one shade darker than the paper."""
    x, y = WIDTH / 2, HEIGHT / 2 + 3
    rings = petals(x, y, 4, 22, 7, 8) + petals(x, y, 12, 38, 7, 16, pi / 16) + petals(x, y, 28, 58, 6.5, 24)
    circles = "".join(f"M{n(x - r)} {n(y)}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z" for r in (62, 64))
    return [f'<path d="{rings}{circles}" fill="none" stroke="{WATER}" stroke-width=".55"/>']


def frame() -> str:
    parts = [f'<rect width="{n(WIDTH)}" height="{n(HEIGHT)}" fill="{PAPER}"/>', *rosette()]
    parts += [
        rectangle(8, RED, 1.5),
        rectangle(10, GOLD, 0.25),
        rectangle(19.2, GOLD, 0.45),
        rectangle(20.3, GOLD, 0.2),
    ]
    parts += border()
    for x, right in ((14.6, 1), (WIDTH - 14.6, -1)):
        for y, down in ((14.6, 1), (HEIGHT - 14.6, -1)):
            parts += corner(x, y, right, down)
    body = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(WIDTH)} {n(HEIGHT)}">{body}</svg>\n'


if __name__ == "__main__":
    OUT.write_text(frame(), encoding="ascii")
    print(OUT, OUT.stat().st_size)
