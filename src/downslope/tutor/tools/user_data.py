"""Tool `diagnose`: training on the learner's own data, given as the text of a CSV."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from downslope.data.open import read
from downslope.data_table import Table
from downslope.diagnosis import diagnose as diagnose_module
from downslope.errors import DataError, InputError, OptionError
from downslope.plots.diagnosis_page import diagnosis_page
from downslope.tutor.call import Answer, Call, illustrated
from downslope.tutor.protocol import (
    MOST_COLUMNS,
    MOST_CSV_BYTES,
    MOST_CSV_ROWS,
    BatchSize,
    Epochs,
    Plot,
    Rate,
    Switch,
)

MOST_WEIGHTS = 12  # in an answer
MOST_FINDINGS = 6
MOST_DIRECTIONS = 3  # the steepest ones
LONGEST_NAME = 60  # characters of a column's name
LONGEST_SENTENCE = 300
THE_CSV = "csv_text"


def diagnose(
    call: Call,
    csv_text: Annotated[
        str, Field(description="The text of the CSV, header first; not a path or an address.")
    ],
    target: Annotated[str, Field(max_length=200, description="The column to predict.")],
    lr: Annotated[
        Rate | None, Field(description="The learning rate; the recommended one by default.")
    ] = None,
    epochs: Epochs = 200,
    batch_size: Annotated[
        BatchSize | None, Field(description="Rows of a batch; all rows at once by default.")
    ] = None,
    standardize: Switch = False,
    drop_missing: Annotated[Switch, Field(description="Leave out incomplete rows.")] = False,
    plot: Plot = False,
) -> Answer:
    """Explain why training on the learner's own data diverges, stalls, or is done; give advice.

    Takes the text of a CSV with at most 256 KB, 5,000 rows and 100 columns, all of them numeric.
    In the result, lr is the learning rate that was diagnosed; lr_limit is 2/λ_max, null if the loss
    does not curve; condition_number is λ_max/λ_min, null if columns depend on each other.
    """
    if plot and batch_size is not None:
        raise OptionError("plot draws a full-batch run: leave out plot or batch_size.")
    table = read_text(csv_text, target, drop_missing)
    problem = table.problem()
    found = diagnose_module.diagnose(
        problem, lr, epochs, standardize=standardize, batch_size=batch_size
    )
    fields = _fields(found.to_dict(), table)
    answer = Answer(f"{found.status.upper()}: {fields['sentence']}", fields)
    if not plot:
        return answer
    return illustrated(answer, call, lambda: diagnosis_page(problem, found, target=table.target))


def read_text(text: str, target: str, drop_missing: bool) -> Table:
    """Read the text of a CSV as the command line reads a file.

    Raises
    ------
    DataError
        The CSV is too large or cannot be used.

    """
    size = len(text.encode("utf-8", "replace"))
    if size > MOST_CSV_BYTES:
        raise DataError(
            f"csv_text has {size:,} bytes, more than {MOST_CSV_BYTES:,}: give fewer rows, or use "
            "'downslope diagnose FILE'."
        )
    with tempfile.TemporaryDirectory(prefix="downslope-") as folder:
        file = Path(folder) / "data.csv"
        file.write_bytes(text.encode("utf-8", "replace"))
        try:
            table = read(str(file), target, drop_missing=drop_missing)
        except InputError as error:
            said = _without_options(str(error).replace(str(file), THE_CSV))
            raise DataError(_shortened(said)) from error
    _check_size(table)
    return table


def _without_options(message: str) -> str:
    """Replace the command line's options in a message with the arguments of this tool."""
    for option, words in (
        (r" with --drop-missing", ": drop_missing=true"),
        (r", treat it as categorical \(--categorical .*?\)(?=[,.:]|$)", ""),
        (r": --features .*$", "."),
    ):
        message = re.sub(option, words, message)
    return message


def _check_size(table: Table) -> None:
    n, d = table.X.shape
    if n > MOST_CSV_ROWS:
        raise DataError(f"csv_text has {n:,} rows, more than {MOST_CSV_ROWS:,}: give fewer.")
    if d > MOST_COLUMNS:
        raise DataError(f"csv_text has {d:,} features, more than {MOST_COLUMNS}: give fewer.")
    for name in (*table.feature_names, table.target):
        if len(name) > LONGEST_NAME:
            raise DataError(
                f"The column name '{name[:LONGEST_NAME]}…' has {len(name):,} characters: use "
                f"{LONGEST_NAME} at most."
            )


def _fields(found: Mapping[str, Any], table: Table) -> dict[str, object]:
    """Return the fields of the diagnosis, shortened to fit into an answer."""
    findings = found["findings"]
    by_weight = ("weights", "closed_form", "epochs_to_three_digits")
    return {
        **found,
        **{name: _some(found[name]) for name in by_weight if found[name] is not None},
        "sentence": _shortened(found["sentence"]),
        "d": table.X.shape[1],
        "rows_dropped": table.rows_dropped,
        "condition_number_standardized": found["standardized"]["condition_number"],
        "weights_not_shown": max(len(found["weights"]) - MOST_WEIGHTS, 0),
        "directions": found["directions"][:MOST_DIRECTIONS],
        "findings": [_finding(each) for each in findings[:MOST_FINDINGS]],
        "findings_not_shown": max(len(findings) - MOST_FINDINGS, 0),
    }


def _some(weights: Mapping[str, object]) -> dict[str, object]:
    """Return the first weights and the last, which is the intercept."""
    names = list(weights)
    kept = names if len(names) <= MOST_WEIGHTS else [*names[: MOST_WEIGHTS - 1], names[-1]]
    return {name: weights[name] for name in kept}


def _finding(finding: Mapping[str, Any]) -> dict[str, object]:
    columns: Iterable[str] = finding["columns"]
    return {
        "code": finding["code"],
        "columns": list(columns)[:MOST_FINDINGS],
        "evidence": _shortened(finding["evidence"]),
        "fix": _shortened(finding["fix"]),
    }


def _shortened(sentence: str) -> str:
    line = " ".join(sentence.split())
    return line if len(line) <= LONGEST_SENTENCE else f"{line[: LONGEST_SENTENCE - 1]}…"
