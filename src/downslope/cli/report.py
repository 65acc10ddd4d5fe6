"""Reports of fits, training runs, sweeps and comparisons, for terminals of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from downslope.cli.output import STATUS_STYLE, dropped_lines, lines_about
from downslope.diagnosis.sweep import Sweep
from downslope.findings import Finding
from downslope.fitting.collinearity import collinearity
from downslope.fitting.solution import Outcome
from downslope.formatting import epochs, number, significant
from downslope.table import TableSummary

if TYPE_CHECKING:
    from downslope.diagnosis.actual_run import Training
    from downslope.fitting.comparison_result import Comparison
    from downslope.fitting.fit_result import Fit
    from downslope.fitting.model_result import ModelFit
    from downslope.table import Table


SHORT_NAME = len("intercept")  # names up to this length are not broken


def plain_table() -> RichTable:
    """Make a table without borders."""
    return RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))


def fit_report(fit: Fit | ModelFit) -> RenderableType:
    """Report the coefficients with their inference, the quality of the fit, and findings."""
    rows = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    name, *others = fit.headings
    longest = max(len(cells[0]) for cells in fit.cells)
    rows.add_column(name, overflow="fold", min_width=min(longest, SHORT_NAME))
    for heading in others:
        rows.add_column(heading, justify="right", no_wrap=True)
    for name, *cells in fit.cells:
        rows.add_row(Text(name), *cells)
    lines = [fit.quality, *fit.certainty]
    return Group(
        Text(fit.title, style="bold"), rows, Text(), *map(Text, lines), *finding_lines(fit.findings)
    )


HARMFUL_INDEX = 30.0  # Belsley, Kuh & Welsch (1980): a dependence above this is harmful
SHARED = 0.5  # a share of a weight's variance above this is caused by the dependence
MOST_WEIGHTS = 6  # columns of proportions that fit in 80 characters


def collinearity_report(fit: Fit) -> RenderableType:
    """Report VIF, and the share of each weight's variance in every near-dependence."""
    together = collinearity(fit.solution.inverse_factor, fit.solution.moments)
    if fit.solution.outcome is Outcome.UNDETERMINED:
        return Text("\nLSMR computes no condition indices: choose another method.")
    if together is None:
        return Text("\nThe columns are dependent: VIF and condition indices are infinite.")
    names = fit.solution.names
    inflation = plain_table()
    for heading in ("column", "VIF"):
        inflation.add_column(heading, justify="left" if heading == "column" else "right")
    for name, value in zip(names, together.vif, strict=False):
        inflation.add_row(Text(name), significant(value, 4))
    shares = plain_table()
    shares.add_column("index", justify="right")
    for name in names[:MOST_WEIGHTS]:
        shares.add_column(Text(name[:10]), justify="right")
    for index, row in zip(together.condition_indices, together.variance_proportions, strict=True):
        cells = [
            Text(f"{share:.2f}", style="bold" if share > SHARED and index > HARMFUL_INDEX else "")
            for share in row[:MOST_WEIGHTS]
        ]
        shares.add_row(significant(index, 4), *cells)
    rest = len(names) - MOST_WEIGHTS
    more = f" ({rest} more in --json.)" if rest > 0 else ""
    note = (
        "Condition indices, and the share of each weight's variance that they explain. If an "
        f"index is above {HARMFUL_INDEX:g}, columns whose shares exceed {SHARED:g} are dependent."
    )
    return Group(Text(), inflation, Text(), Text(note + more), shares)


def finding_lines(findings: tuple[Finding, ...]) -> list[Text]:
    """Return an empty line and then a line for each finding."""
    return [Text(), *[Text(f"· {finding}") for finding in findings]] if findings else []


def training_report(training: Training, table: Table | TableSummary) -> RenderableType:
    """Report the outcome of a run, to print below its table of epochs."""
    lines = [Text(), _status_line(training)]
    if training.overflowed:
        lines.append(
            Text(f"Stopped at epoch {training.epochs_run:,}: the numbers overflowed float64.")
        )
    lines += [Text(f"· {line}") for line in training.what_to_do[:2]]
    return Group(*lines, *lines_about(table))


def trainings_report(
    runs: list[tuple[Training, dict[int, float]]], table: Table | TableSummary
) -> RenderableType:
    """Report several runs: the loss at round epochs, one column per rate, and each outcome."""
    rows = plain_table()
    rows.add_column("epoch", justify="right")
    for training, _ in runs:
        rows.add_column(f"lr={training.diagnosis.lr:g}", justify="right")
    for epoch in sorted({epoch for _, losses in runs for epoch in losses}):
        shown = [number(losses[epoch]) if epoch in losses else "—" for _, losses in runs]
        rows.add_row(f"{epoch:,}", *shown)
    states = [Text(t.status, style=STATUS_STYLE[t.status]) for t, _ in runs]
    rows.add_row("", *states)
    closing = [
        Text("" if t.sentence.startswith("lr=") else f"lr={t.diagnosis.lr:g} ").append_text(
            _status_line(t)
        )
        for t, _ in runs
    ]
    return Group(rows, Text(), *closing, *lines_about(table))


def _status_line(training: Training) -> Text:
    text = Text(f"{training.status.upper()}: ", style=STATUS_STYLE[training.status])
    return text.append(training.sentence, style="not bold default")


def sweep_report(sweep: Sweep, table: Table | TableSummary | None = None) -> RenderableType:
    """Report a sweep: one line per rate, the limit between the rates, the lowest loss marked."""
    rows = plain_table()
    for title in ("lr", "status", f"loss at {sweep.epochs:,}", "epochs to 3 digits", ""):
        rows.add_column(title, justify="left" if title in ("status", "") else "right")
    lowest, limit_shown = sweep.lowest, False
    for i in sorted(range(len(sweep.lrs)), key=lambda i: float(sweep.lrs[i])):
        if sweep.lrs[i] > sweep.lr_limit and not limit_shown:
            limit_shown = True
            rows.add_row(f"{sweep.lr_limit:.4g}", "", "", "", "← limit",
                         style="dim")  # fmt: skip
        rows.add_row(
            f"{sweep.lrs[i]:.4g}",
            Text(sweep.status[i], style=STATUS_STYLE[sweep.status[i]]),
            number(sweep.final_loss[i]),
            epochs(sweep.epochs_to_tolerance[i]).removesuffix("epochs").strip(),
            "← lowest loss" if i == lowest else "",
        )
    return Group(
        rows,
        Text(),
        Text(
            f"Limit {number(sweep.lr_limit)}, advised {sweep.lr_advised:g}, fastest in the long "
            f"run {number(sweep.lr_best)}, floor of the loss {number(sweep.min_loss)} "
            f"({sweep.loss_convention})."
        ),
        *lines_about(table),
    )


def comparison_report(
    comparison: Comparison, about: str, table: Table | TableSummary | None = None
) -> RenderableType:
    """Report a comparison: one line per solver, notes, and the conclusion."""
    c = comparison
    rows = plain_table()
    name, *others, last = c.headings
    rows.add_column(name, no_wrap=True)
    for title in others:
        rows.add_column(title, justify="right", no_wrap=True)
    rows.add_column(last, no_wrap=True)
    for *cells, word in c.cells:
        status = Text(word, style=STATUS_STYLE[word])
        if cells[0] == c.advised:
            status.append("  ← advised", style="default")
        rows.add_row(*cells, status)
    shape = " ".join([c.shape, *map(str, dropped_lines(table.rows_dropped if table else 0))])
    found = finding_lines(table.findings if table else ())
    return Group(
        Text(about, style="bold"), Text(shape), *found, Text(), rows,
        *(Text(f"· {note}", style="dim") for note in c.notes), Text(), Text(c.verdict),
    )  # fmt: skip
