"""The one idea as a picture: from data through a summary to every verb and interface."""

from __future__ import annotations

from html import escape

WIDTH, HEIGHT = 760, 494
TITLE = "How Downslope works inside"
ABOUT = (
    "Any data become blocks of rows, blocks become one small summary, and the summary becomes the "
    "loss. The loop, its closed form, the solvers and the diagnosis work from that; the same "
    "verbs answer to the terminal, the lab, the tutor, the notebook and scikit-learn."
)
STYLE = """
  .card { fill: #ffffff; stroke: #d0d7de; }
  .box { fill: #f2f5f9; stroke: #8c99a8; }
  .idea { fill: #ffe9dc; stroke: #d4541b; stroke-width: 2; }
  .line { stroke: #57606a; stroke-width: 1.5; fill: none; }
  .head { fill: #57606a; }
  text { font: 13px system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; fill: #1f2328; }
  .name { font-weight: 600; font-size: 15px; }
  .code { font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
  @media (prefers-color-scheme: dark) {
    .card { fill: #1c2128; stroke: #444c56; }
    .box { fill: #2d333b; stroke: #768390; }
    .idea { fill: #4a2a1a; stroke: #f08a55; }
    .line { stroke: #adbac7; }
    .head { fill: #adbac7; }
    text { fill: #e6edf3; }
  }"""


def inside() -> str:
    """The picture as SVG: it has its own ground, so it can stand on a light or a dark page."""
    parts = [
        *_row(
            20,
            108,
            ("Any data", "arrays, frames,", "CSV, Parquet,", "Arrow, sparse"),
            ("Source", "one schema,", "checked; blocks", "of rows"),
            ("Summary", "count, means,", "p² products:", "summaries merge"),
            ("LeastSquares", "loss(w)", "gradient(w)", "Hessian"),
        ),
        *(_arrow([(x, 74), (x + 38, 74)]) for x in (170, 360, 550)),
        *_row(
            186,
            86,
            ("descend", "the loop,", "step by step"),
            ("trajectory", "any epoch, any", "rate, at once"),
            ("solve", "the closed forms,", "certified"),
            ("diagnose", "why, and", "what to do"),
        ),
        '<path class="line" d="M 665 128 V 157 M 95 157 H 665"/>',
        *(_arrow([(x, 157), (x, 184)]) for x in (95, 285, 475, 665)),
        *(f'<path class="line" d="M {x} 272 V 300"/>' for x in (95, 285, 475, 665)),
        '<path class="line" d="M 95 300 H 665"/>',
        _arrow([(380, 300), (380, 328)]),
        _box(
            20,
            330,
            720,
            48,
            "fit, train, compare, …",
            "one set of verbs, typed results with units",
        ),
        *(_arrow([(x, 378), (x, 406)]) for x in _interfaces()),
        *(
            _box(round(x - 64), 408, 128, 40, name)
            for x, name in zip(
                _interfaces(), ("terminal", "lab", "tutor", "notebook", "scikit-learn"), strict=True
            )
        ),
        _text(
            380,
            474,
            "The loss is the same from rows and from their summary: the loop cannot tell which.",
        ),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            'aria-labelledby="title about">',
            f'<title id="title">{TITLE}</title>',
            f'<desc id="about">{ABOUT}</desc>',
            f"<style>{STYLE}\n</style>",
            f'<rect class="card" x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="8"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _row(y: int, height: int, *boxes: tuple[str, ...]) -> list[str]:
    """Four boxes side by side."""
    return [_box(20 + 190 * i, y, 150, height, *lines) for i, lines in enumerate(boxes)]


def _interfaces() -> list[float]:
    return [84 + 148 * i for i in range(5)]


def _box(x: int, y: int, width: int, height: int, name: str, *lines: str) -> str:
    kind = "idea" if name == "Summary" else "box"
    top = y + height / 2 - 9 * len(lines) + 5
    drawn = [
        f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>',
        _text(x + width / 2, top, name, "name"),
    ]
    for i, line in enumerate(lines, start=1):
        drawn.append(_text(x + width / 2, top + 18 * i + 1, line, "code" if "(w)" in line else ""))
    return "\n".join(drawn)


def _text(x: float, y: float, text: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:g}" y="{y:g}" text-anchor="middle">{escape(text)}</text>'


def _arrow(points: list[tuple[float, float]]) -> str:
    """A line with a head at its last point, to the right or down."""
    (x0, y0), (x, y) = points
    head = f"M {x:g} {y:g} l -9 -5 v 10 z" if y == y0 else f"M {x:g} {y:g} l -5 -9 h 10 z"
    return f'<path class="line" d="M {x0:g} {y0:g} L {x:g} {y:g}"/><path class="head" d="{head}"/>'
