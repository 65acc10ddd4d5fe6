"""Results as Rich tables and text: what a person reads in a terminal of 80 columns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from downslope.collinearity import collinearity
from downslope.diagnosis import Diagnosis
from downslope.finding import Finding
from downslope.history import HistoryDiagnosis, history_lines
from downslope.inference import Inference
from downslope.quantities import epochs, number, seconds, size
from downslope.solution import Outcome
from downslope.sweeps import Sweep
from downslope.table_summary import TableSummary, WideTable

if TYPE_CHECKING:
    from downslope.sources import Table
    from downslope.workbench import Comparison, Fit, Training

STREAMED = (TableSummary, WideTable)  # their notes say what each pass was for
STATUS_STYLE = {"converged": "bold green", "converging": "bold yellow", "diverging": "bold red",
                "failed": "bold red", "skipped": "dim"}  # fmt: skip


def plain_table() -> RichTable:
    """A table with a rule under its header and nothing else."""
    return RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))


def fit_report(fit: Fit) -> RenderableType:
    """Coefficients with what is known about them, the fit's quality, and findings."""
    solution, known, table = fit.solution, fit.inference, fit.table
    rows = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    rows.add_column("weight", overflow="fold")
    for heading in (
        "estimate",
        f"{_kind(known)}error",
        "t",
        "p",
        f"{known.level:.0%} interval",
        "digits",
    ):
        rows.add_column(heading, justify="right", no_wrap=True)
    digits = solution.digits
    for j, name in enumerate(solution.names):
        rows.add_row(
            Text(name),
            significant(known.estimate[j]),
            significant(known.std_error[j], 4),
            fixed(known.t[j]),
            probability(known.p[j]),
            _interval(known.ci_low[j], known.ci_high[j]),
            "—" if digits is None else f"{math.floor(digits[j])}",
        )
    dropped = f", {table.rows_dropped} incomplete rows left out" if table.rows_dropped else ""
    title = Text(f"{table.target}  ({table.source}: {solution.n} rows{dropped})", style="bold")
    lines = [_quality(known), *_certainty(fit)]
    findings = (*table.findings, *solution.findings)
    return Group(title, rows, Text(), *map(Text, lines), *finding_lines(findings))


def _kind(known: Inference) -> str:
    return "std " if known.errors == "classical" else f"{known.errors} "


def _interval(low: float, high: float) -> str:
    return "—" if math.isnan(low) else f"{significant(low, 4)} … {significant(high, 4)}"


def _quality(known: Inference) -> str:
    return (
        f"R² {significant(known.r2, 4)} (adjusted {significant(known.adjusted_r2, 4)}), "
        f"F {significant(known.f, 4)} (p {probability(known.f_p)}), residual standard deviation "
        f"{significant(known.residual_std, 4)} on {known.degrees_of_freedom} "
        f"degree{'s' * (known.degrees_of_freedom != 1)} of freedom."
    )


def _certainty(fit: Fit) -> list[str]:
    """How the weights were found, and how many of their digits are proven and warranted."""
    solution = fit.solution
    passes = f"{solution.passes} pass{'es' * (solution.passes != 1)}"
    lines = [f"{solution.outcome.value} Solved by {solution.method} in {passes}."]
    lines += [note for note in solution.notes if isinstance(fit.table, STREAMED)]
    if solution.digits is not None:
        warranted = fit.digits_warranted
        data = "" if warranted is None else f"; data in float64 warrant {math.floor(warranted)}"
        fewest = math.floor(solution.digits.min())
        lines.append(f"At least {fewest} digits of every weight are certified{data}.")
    return lines


HARMFUL_INDEX = 30.0  # Belsley, Kuh & Welsch (1980): from here a dependence does harm
SHARED = 0.5  # of a weight's variance: it is then that dependence's doing
MOST_WEIGHTS = 6  # columns of proportions that fit in 80


def collinearity_report(fit: Fit) -> RenderableType:
    """Variance inflation, and the share of each weight's variance in every near-dependence."""
    together = collinearity(fit.solution)
    if fit.solution.outcome is Outcome.UNDETERMINED:
        return Text("\nLSMR does not tell how columns depend on each other: choose another method.")
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
        f"Condition indices, and the share of each weight's variance that they explain: two shares "
        f"above {SHARED:g} beside an index above {HARMFUL_INDEX:g} are columns that move together."
    )
    return Group(Text(), inflation, Text(), Text(note + more), shares)


def finding_lines(findings: tuple[Finding, ...]) -> list[Text]:
    """A line for each finding, set off from what stands above."""
    return [Text(), *[Text(f"· {finding}") for finding in findings]] if findings else []


def training_report(training: Training, table: Table | TableSummary) -> RenderableType:
    """What a run came to, below its table of epochs."""
    lines = [Text(), _status_line(training)]
    if training.overflowed:
        lines.append(
            Text(f"The numbers left float64 at epoch {training.epochs_run:,}: stopped there.")
        )
    lines += [Text(f"· {line}") for line in training.what_to_do[:2]]
    return Group(*lines, *_dropped(table))


def trainings_report(
    runs: list[tuple[Training, dict[int, float]]], table: Table | TableSummary
) -> RenderableType:
    """Runs side by side: the loss at round epochs, one column a rate, then how each ended."""
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
    return Group(rows, Text(), *closing, *_dropped(table))


def _status_line(training: Training) -> Text:
    text = Text(f"{training.status.upper()}: ", style=STATUS_STYLE[training.status])
    return text.append(training.sentence, style="not bold default")


def _dropped(table: Table | TableSummary) -> list[Text]:
    if not table.rows_dropped:
        return []
    return [Text(f"{table.rows_dropped} incomplete rows were left out.")]


def diagnosis_report(diagnosis: Diagnosis) -> RenderableType:
    """The diagnosis as it prints itself, its status in colour."""
    text = Text(str(diagnosis))
    text.highlight_words(
        [f"{diagnosis.status.upper()}:"], STATUS_STYLE[diagnosis.status], case_sensitive=True
    )
    text.highlight_words(["What makes it so", "What to do"], "bold", case_sensitive=True)
    return text


def history_report(found: HistoryDiagnosis) -> RenderableType:
    """What a log of losses shows."""
    text = Text("\n".join(history_lines(found)))
    text.highlight_words(
        [f"{found.status.upper()}:"], STATUS_STYLE[found.status], case_sensitive=True
    )
    return text


def sweep_report(sweep: Sweep) -> RenderableType:
    """One line a rate, the limit between the rates it separates, the best rate marked."""
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
            f"Limit {number(sweep.lr_limit)}, fastest in the long run {number(sweep.lr_best)}, "
            f"floor of the loss {number(sweep.min_loss)} ({sweep.loss_convention})."
        ),
    )


def comparison_report(comparison: Comparison, about: str, rows_dropped: int = 0) -> RenderableType:
    """One line a solver, what to know about it below, then the verdict."""
    c = comparison
    rows = plain_table()
    rows.add_column("solver", no_wrap=True)
    for title in ("time", "memory", "error", "passes"):
        rows.add_column(title, justify="right", no_wrap=True)
    rows.add_column("status", no_wrap=True)
    for row in c.rows:
        status = Text(row.status, style=STATUS_STYLE[row.status])
        if row.solver == c.advised:
            status.append("  ← advised", style="default")
        rows.add_row(
            row.solver,
            seconds(row.seconds) if math.isfinite(row.seconds) else "—",
            size(1e6 * row.peak_mb) if math.isfinite(row.peak_mb) else "—",
            "—" if math.isnan(row.error) else f"{row.error:.1e}",
            f"{row.passes:,}" if row.passes else "—",
            status,
        )
    shape = f"{c.n:,} rows × {c.d:,} column{'s' * (c.d > 1)}"
    scaled = f"{number(c.exact.condition_number)} with columns scaled to one length"
    kappa = (
        f"κ(X) = {number(c.design_condition_number)} ({scaled}), errors relative, of the weights."
    )
    if c.error_of == "predictions":
        kappa = f"rank {c.rank}, not {len(c.exact.weights)}: errors relative, of the predictions."
    dropped = f" {rows_dropped} incomplete rows were left out." if rows_dropped else ""
    notes = [Text(f"· {row.solver}: {row.note}", style="dim") for row in c.rows if row.note]
    return Group(
        Text(about, style="bold"), Text(f"{shape}, {kappa}{dropped}"), Text(), rows, *notes,
        Text(), Text(c.verdict),
    )  # fmt: skip


def significant(value: float, digits: int = 7) -> str:
    """A number with so many significant digits; an em dash where there is none."""
    if not math.isfinite(value):
        return "—"
    return f"{value:.{digits}g}"


def fixed(value: float) -> str:
    """A t value."""
    return f"{value:.2f}" if math.isfinite(value) and abs(value) < 1e6 else significant(value, 3)


def probability(value: float) -> str:
    """A p value."""
    if not math.isfinite(value):
        return "—"
    return f"{value:.4f}" if value >= 1e-4 else "<0.0001"
