"""What fit and diagnose both say of columns, in one wording: too few rows, a constant column."""

from __future__ import annotations

from downslope.finding import Finding


def too_few_rows(n: int, rank: int, names: tuple[str, ...], *, intercept: bool) -> Finding:
    """That n rows cannot determine the weights of these `names`, (p,)."""
    most = n - intercept  # columns, so that their weights and the intercept's are at most n
    return Finding(
        code="fewer_rows_than_weights",
        columns=names,
        evidence=(
            f"{len(names)} weights are more than {n} row{'s' * (n > 1)} can determine: "
            f"{len(names) - rank} {'are' if len(names) - rank > 1 else 'is'} free."
        ),
        fix=f"Add rows, or keep at most {most} column{'s' * (most > 1)}." if most else "Add rows.",
    )


def constant_column(name: str, value: float) -> Finding:
    """That a column with this value in every row says nothing of its own."""
    if value == 0.0:
        return Finding(
            code="constant_column",
            columns=(name,),
            evidence=f"'{name}' is zero in every row: its weight does nothing.",
            fix=f"Drop '{name}'.",
        )
    # Without an intercept only a column of zeros depends on nothing.
    return Finding(
        code="constant_column",
        columns=(name, "intercept"),
        evidence=f"'{name}' is {value:.6g} in every row, which the intercept already models.",
        fix=f"Drop '{name}', or fit without an intercept.",
    )
