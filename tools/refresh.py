"""Fill the pages with what the product prints: python tools/refresh.py

A block of commands or Python that is followed by a block of text gets its output there. The marked
place for measured ratios gets those of benchmarks.md. Three pages are generated completely: the
command line, the notation and the scores of logs. `python tools/refresh.py --check` writes nothing
and fails if a page is stale. Times vary, so they are not compared.
"""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FILLED = re.compile(r"```(sh|python)\n((?:(?!```).)*)```\n```text\n((?:(?!```).)*)```", re.DOTALL)
MEASURED = re.compile(r"(<!-- measured: .*? -->\n).*?(<!-- until here -->)", re.DOTALL)
SHAPE = re.compile(r"\*\*([\d,]+ rows × \d+ columns)\*\*\n\n.*\n\|[-|]+\n((?:\|.*\n)+)")
ADVICE = re.compile(r"\| advice within (\S+) of the fastest, (\d+) shapes \| (\S+) \|")
# Times, and what rounding leaves of zero, which is another number on another machine.
VARYING = re.compile(r"\d[\d.,]* (?:ns|µs|ms|s)\b|\b\d(?:\.\d+)?e-1[6-9]\b")


@contextmanager
def place() -> Iterator[Path]:
    """A folder with the files that the pages speak of."""
    import duckdb
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(ROOT / "examples", folder / "examples")
        (folder / "data").mkdir()
        for name in ("data/part-1", "data/part-2", "monday", "tuesday", "big"):
            X = rng.normal(size=(500, 2))
            y = X @ [1.0, -2.0] + 3 + rng.normal(size=500)
            frame = pl.DataFrame({"a": X[:, 0], "b": X[:, 1], "y": y})
            frame.write_parquet(folder / f"{name}.parquet")
            frame.write_csv(folder / f"{name}.csv.gz", compression="gzip")
        city, day = rng.integers(0, 4, 600), np.sort(rng.integers(0, 365, 600))
        price = rng.uniform(1, 9, 600)
        revenue = 40 + (city - 6) * price + rng.normal(size=600)
        names = np.array(["Bern", "Oslo", "Paris", "Rome"])[city]
        dates = np.datetime64("2024-01-01") + day
        sales = {"city": names, "date": dates, "price": price, "revenue": revenue}
        pl.DataFrame(sales).write_parquet(folder / "sales.parquet")
        kinds = np.array(["new", "used"])[rng.integers(0, 2, 500)]
        orders = frame.rename({"a": "price", "b": "size", "y": "revenue"}).with_columns(
            pl.Series("kind", kinds)
        )
        with duckdb.connect(str(folder / "sales.db")) as database:
            database.register("made", orders.to_arrow())
            database.execute("CREATE TABLE orders AS SELECT * FROM made")
        make_exports(folder / "exports")
        yield folder


def make_exports(folder: Path) -> None:
    """Make what the pupils of a small class hand in."""
    from downslope.lessons.exercises.workbook import exercises_of
    from downslope.lessons.progress_file import Records, sealed
    from downslope.lessons.quiz.items import items_of
    from downslope.lessons.sections import sections

    folder.mkdir()
    begin = datetime(2026, 3, 2, 12, tzinfo=UTC)
    for pupil, (name, read) in enumerate({"ada": 6, "bob": 3, "eve": 5}.items()):
        records: Records = {"section": {}, "prediction": {}, "exercise": {}, "quiz": {}}
        clock = begin + timedelta(seconds=pupil)
        for part in sections()[:read]:
            clock += timedelta(minutes=part.minutes)
            at = {"at": clock.isoformat()}
            records["section"][part.id] = dict(at)
            records["prediction"] |= {each: {"status": "right"} | at for each in part.experiments}
            passed = {each.id: {"passed": True} | at for each in exercises_of(part.id)}
            records["exercise"] |= passed
            asked = items_of(part.id)[: 4 - pupil]
            for place, item in enumerate(asked):
                right = place < 3 - pupil
                said = {"state": "right" if right else "told", "first_try": right, "times": 1}
                records["quiz"][item.id] = said | at
        (folder / f"{name}.json").write_bytes(sealed(records))


def output(language: str, code: str, folder: Path) -> str:
    """What a block prints, in a terminal of 80 columns."""
    environment = os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": str(ROOT / "src")}
    if language == "sh":
        code = re.sub(r"^downslope ", f"{sys.executable} -m downslope ", code, flags=re.MULTILINE)
        command = ["sh", "-e", "-c", code]
    else:
        command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{code}\n{done.stderr}")
    lines = (line.rstrip() for line in done.stdout.splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def refreshed(page: str, folder: Path) -> str:
    """The page with the current output in every output block."""

    def fill(block: re.Match[str]) -> str:
        language, code, _ = block.groups()
        return f"```{language}\n{code}```\n```text\n{output(language, code, folder)}```"

    page = FILLED.sub(fill, page)
    return MEASURED.sub(lambda place: f"{place[1]}{measured()}{place[2]}", page)


def is_filled(page: str) -> bool:
    """Whether something of the page is made here."""
    return bool(FILLED.search(page) or MEASURED.search(page))


def measured() -> str:
    """The time of each library over that of `solve`, for every shape of benchmarks.md."""
    page = (DOCS / "benchmarks.md").read_text()
    shapes: dict[str, dict[str, list[str]]] = {}
    for shape, lines in SHAPE.findall(page):
        cells = [line.strip("| ").split(" | ") for line in lines.splitlines()]
        shapes[shape] = {line[0]: [cell.strip() for cell in line[1:]] for line in cells}
    libraries = dict.fromkeys(name for found in shapes.values() for name in found)
    rows = [
        f"| {name} | {' | '.join(_ratio(found.get(name)) for found in shapes.values())} |"
        for name in libraries
    ]
    ((near, count, share),) = ADVICE.findall(page)
    return "\n".join(
        [
            f"| time / that of `downslope standard` | {' | '.join(shapes)} |",
            f"|---|{'---|' * len(shapes)}",
            *rows,
            "",
            f"Of {count} shapes, the recommended solver was within {near} of the fastest in "
            f"{float(share):.0%}.\n",
        ]
    )


def _ratio(cells: list[str] | None) -> str:
    """Of a line of a grid: ms, time over ours, worst error."""
    if cells is None:
        return "–"
    error = f" (error {cells[2]})" if len(cells) > 2 and cells[2] else ""
    return f"{cells[1]}{error}"


def command_line() -> str:
    """Return the page of all commands with their options, from the commands themselves."""
    import click

    from downslope.cli import app

    with click.Context(app, info_name="downslope", **app.context_settings) as top:
        parts = ["# The command line", *described(app, top)]
        for name, command in app.commands.items():
            context = click.Context(command, info_name=name, parent=top)
            parts += [f"## `downslope {name}`", *described(command, context)]
    return re.sub(r"\[bold\](.*?)\[/\]", r"`\1`", "\n\n".join(parts)) + "\n"


def described(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the paragraphs on one command."""
    from downslope.cli.help import taken

    yield inspect.cleandoc(command.help or "")
    usage = command.get_usage(context).removeprefix("Usage: ")
    yield f"**Usage**:\n\n```console\n$ {usage}\n```"
    for title, rows in taken(command, context).items():
        link = "[`{0}`](#downslope-{0})" if title == "Commands" else "`{0}`"
        if rows:
            listed = "\n".join(f"* {link.format(typed)}: {does}" for typed, does in rows)
            yield f"**{title}**:\n\n{listed}"
    yield (command.epilog or "").replace("\n", "\n\n")


def notation() -> str:
    """The glossary that maps papers and libraries onto each other."""
    from downslope.lessons.glossary import GLOSSARY

    rows = [
        f"| {term.name} | `{term.symbol}` | {', '.join(term.others)} | {term.meaning} "
        f"{term.pitfall} |"
        for term in GLOSSARY
    ]
    head = [
        "# Notation",
        "",
        "One idea, many letters: what this package says, and what papers and libraries call it.",
        "",
        "| here | letter | elsewhere | what it is |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def pages() -> dict[Path, str]:
    """Every page as it should be."""
    with place() as folder:
        made = {
            page: refreshed(page.read_text(), folder)
            for page in sorted(DOCS.glob("*.md"))
            if is_filled(page.read_text())
        }
    import format_table  # beside this script
    import log_scores

    any_size = DOCS / "any-size.md"
    made[any_size] = format_table.filled(made.get(any_size, any_size.read_text()))
    return made | {
        DOCS / "command-line.md": command_line(),
        DOCS / "notation.md": notation(),
        DOCS / "logs.md": log_scores.page(),
    }


def same(one: str, other: str) -> bool:
    """Whether two pages differ in nothing but times, roundings, and the lines those wrap."""
    first, second = (VARYING.sub("…", " ".join(page.split())) for page in (one, other))
    return first == second


def main() -> int:
    """Refresh or check all pages."""
    stale = []
    for page, wanted in pages().items():
        if not page.exists() or not same(page.read_text(), wanted):
            stale.append(page.name)
            if "--check" not in sys.argv:
                page.write_text(wanted)
    word = "stale" if "--check" in sys.argv else "refreshed"
    print(f"{word}: {', '.join(stale) or 'none'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
