"""Page in HTML about a fit: weights, tests, residuals, findings, and how many digits are right.

It is one file, for a browser or for print: the plots are inside it, it loads nothing, and its
policy lets nothing run. Names of columns and levels are the user's, so all text is escaped, and the
plots are pictures, in which no script runs.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from downslope import formatting
from downslope.errors import DataError
from downslope.fitting.anova import anova
from downslope.fitting.fit_result import Fit
from downslope.fitting.hypotheses import HypothesisTest, check_known, of_weights, tested
from downslope.fitting.result_tables import UNKNOWN
from downslope.formatting import paragraphs, probability, significant
from downslope.plots.residual_page import residual_plots
from downslope.plots.style import png, svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_DRAWN = 1000  # rows: a drawing of more is larger than its picture in dots
DOTS = 200.0  # per inch
KINDS = {
    "std_error": "standard errors",
    "covariance": "covariances",
    "t": "t",
    "interval": "intervals",
    "residual_std": "residual standard deviation",
    "r2": "R²",
    "f": "F",
    "log_likelihood": "log-likelihood",
    "aic": "AIC",
    "bic": "BIC",
}
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #20272e; --muted: #5b6670;
  --line: #d9dee3; --soft: #f4f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14161a; --ink: #e8eaed; --muted: #a3adb7; --line: #363c44; --soft: #1e2228; }
  figure img { filter: invert(0.92) hue-rotate(180deg); }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 66rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.2rem; }
p, li { max-width: 46rem; overflow-wrap: anywhere; }
.about, .note, figcaption, footer { color: var(--muted); }
.about { margin: 0.25rem 0 1rem; }
pre { margin: 0; padding: 0.75rem 1rem; background: var(--soft); border-radius: 6px;
  font: 0.875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0 0.25rem 1.5rem; text-align: right; white-space: nowrap; }
th:first-child { padding-left: 0; text-align: left; font-weight: normal; white-space: normal;
  overflow-wrap: anywhere; min-width: 8rem; max-width: 24rem; }
thead th, thead th:first-child { font-weight: 600; white-space: nowrap;
  border-bottom: 1.5px solid var(--ink); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
  gap: 1rem; }
figure { margin: 0; }
figure img { display: block; width: 100%; height: auto; }
footer { margin-top: 3rem; padding-top: 0.75rem; border-top: 1px solid var(--line);
  font-size: 0.875rem; }
@media (max-width: 40rem) {
  table { font-size: 0.75rem; }
  th, td, thead th { padding-left: 0.4rem; white-space: normal; }
  th:first-child { min-width: 4.2rem; }
}
@media print { main { max-width: none; padding: 0; } figure, table { break-inside: avoid; } }
"""


def fit_report(
    fit: Fit, command: str = "", tests: Sequence[HypothesisTest] = (), without: str = ""
) -> str:
    """Return a page in HTML about a fit.

    Parameters
    ----------
    fit : Fit
        The fit; its residuals are drawn if they were looked at.
    command : str
        The command that makes the page, which it shows.
    tests : sequence of HypothesisTest
        Tests to show besides those of the terms.
    without : str
        Why there are no residuals, where there are none.

    Returns
    -------
    str

    """
    weights = fit.as_table
    parts = [
        f"<h1>Regression of {escape(fit.table.target)}</h1>",
        f'<p class="about">{escape(_about(fit))}</p>',
        f"<pre><code>{escape(command)}</code></pre>" if command else "",
        "<h2>Weights</h2>",
        _wide(formatting.table(weights.headings, weights.rows)),
        paragraphs([fit.quality]),
        "<h2>Tests</h2>",
        _terms(fit),
        *(_wide(formatting.table(each.headings, each.cells)) + paragraphs([each.verdict])
          for each in tests),
        "<h2>Residuals</h2>",
        _residuals(fit, without),
        "<h2>Findings</h2>",
        _findings(fit),
        "<h2>How many digits are right</h2>",
        paragraphs(replace(fit, residuals=None).certainty),
        _digits(fit),
    ]  # fmt: skip
    return _page(f"Regression of {fit.table.target}", parts)


def _page(title: str, parts: Sequence[str]) -> str:
    from downslope import __version__

    body = "\n".join(filter(None, parts))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
<footer>Downslope {__version__}</footer>
</main>
</body>
</html>
"""


def _about(fit: Fit) -> str:
    """Return the source and the number of rows, which the title has in parentheses."""
    about = fit.title.removeprefix(fit.table.target).strip()
    design = fit.asked.design
    return about.removeprefix("(").removesuffix(")") + (
        "" if design is None else f"; {design.formula}"
    )


def _wide(table: str) -> str:
    return f'<div class="wide">{table}</div>'


def _terms(fit: Fit) -> str:
    """Return the test of each term: an analysis of variance, or a robust test of its weights."""
    errors = fit.inference.errors
    if errors == "classical":
        try:
            found = anova(fit)
        except DataError as error:
            return paragraphs([f"There is no analysis of variance. {error}"])
        return _wide(formatting.table(found.headings, found.cells)) + paragraphs(
            ["Each term is tested beyond all others that do not contain it (type II)."]
        )
    rows, notes = [], [f"Each term is tested beyond all others, with {errors} errors."]
    for term in fit.terms:
        asked = of_weights(fit.names, term.weights)
        try:
            check_known(fit.solution, fit.inference, asked)
            test = tested(fit.solution, fit.inference, asked)
        except DataError as error:
            rows.append((term.name, str(len(term.weights)), UNKNOWN, UNKNOWN))
            notes.append(f"There is no test of '{term.name}'. {error}")
            continue
        rows.append(
            (term.name, str(test.df[0]), significant(test.statistic, 4), probability(test.p))
        )
    return _wide(formatting.table(("term", "df", "F", "p"), rows)) + paragraphs(notes)


def _residuals(fit: Fit, without: str) -> str:
    if fit.residuals is None:
        return paragraphs([without or "They were not looked at."])
    points = fit.residuals.points
    drawn = points is not None and len(points) <= MOST_DRAWN
    figures = (
        f'<figure><img alt="{escape(name.capitalize())}" src="{_inside(figure, drawn)}"></figure>'
        for name, figure in residual_plots(fit.residuals).items()
    )
    return f'<div class="plots">{"".join(figures)}</div>'


def _inside(figure: Figure, drawn: bool) -> str:
    """Return a figure as an address that holds it."""
    figure.set_facecolor("none")
    for ax in figure.axes:
        ax.set_facecolor("none")
    kind, content = ("svg+xml", svg(figure)) if drawn else ("png", png(figure, DOTS))
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def _findings(fit: Fit) -> str:
    calm = paragraphs(() if fit.residuals is None else fit.residuals.calm)
    if not fit.findings:
        return paragraphs(["There are none."]) + calm
    return f"<ul>{''.join(f'<li>{escape(str(each))}</li>' for each in fit.findings)}</ul>{calm}"


def _digits(fit: Fit) -> str:
    """Return the certified digits of each weight, and of what is inferred."""
    rows = [(name, digits) for name, *_, digits in fit.cells]
    inferred = fit.inference.digits
    rows += [(KINDS[name], _floor(inferred[name])) for name in KINDS if name in inferred]
    note = '<p class="note">A dash: no bound is known, or the number is 0 up to rounding.</p>'
    unknown = any(digits == "—" for _, digits in rows)
    return _wide(formatting.table(("number", "certified digits"), rows)) + (note if unknown else "")


def _floor(digits: float) -> str:
    return f"{math.floor(digits)}" if math.isfinite(digits) else "—"
