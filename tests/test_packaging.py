"""What is shipped: the wheel and the source archive, in empty environments, extra by extra."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterable
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import downslope as ds
from archives import built
from once import once
from sampling import sampled

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
EXTRAS = [
    name
    for name in PYPROJECT["project"]["optional-dependencies"]
    if name not in ("all", "bench", "dev")
]
# What each extra is for, done as a user would: commands, or code after a line `python`, and what
# is printed. Each has to work with nothing else installed, and to fail without its extra.
USES = {
    "plots": ("python -m downslope demo --plot line.png", "", "Learned: slope="),
    "sklearn": (
        "python",
        """
import downslope as ds
from downslope.estimators import GradientDescentRegressor, LinearRegression
line = ds.datasets.lesson_line()
for estimator in (LinearRegression(), GradientDescentRegressor()):
    fitted = estimator.fit(line.x[:, None], line.y)
    print("slope", fitted.coef_.shape, fitted.predict([[1.0]]).shape)
""",
        "slope (1,) (1,)",
    ),
    "dask": ("python -m downslope fit hubble --engine dask", "", "454.1584"),
    "ray": ("python -m downslope fit hubble --engine ray", "", "454.1584"),
    "spark": ("python -m downslope fit hubble --engine spark", "", "454.1584"),
    "formulas": (
        "python",
        """
import downslope as ds
fit = ds.fit("velocity_km_s ~ poly(distance_mpc, 2)", "hubble")
print("names", fit.names)
""",
        "names ('poly(distance_mpc, 2)[1]', 'poly(distance_mpc, 2)[2]', 'intercept')",
    ),
    "sql": (
        "python -m downslope fit duckdb:// -t y --sql 'SELECT i AS x, i AS y FROM range(9) r(i)'",
        "",
        "y  (the query: 9 rows)",
    ),
    "excel": (
        "python",
        """
import sys
sys.path.insert(0, TESTS)
from workbooks import workbook
workbook("d.xlsx", {"Data": [["x", "y"], [1, 2], [2, 4.5], [3, 6]]})
import downslope as ds
print("slope", ds.fit("d.xlsx", "y").coef)
""".replace("TESTS", repr(str(Path(__file__).parent))),
        "slope [2.]",
    ),
    "review": (
        "python -m downslope quiz --item see-saw; python -m downslope quiz --review",
        "a\nb\nc\nd\n",
        "Next: ",
    ),
    "tutor": (
        "python",
        """
import os, sys, anyio
from mcp import Client, StdioServerParameters
async def ask():
    given = {"command": sys.executable, "args": ["-m", "downslope", "tutor"]}
    async with Client(StdioServerParameters(**given, env=dict(os.environ))) as client:
        for _ in range(5):  # the first picture may take too long, and the answer then says so
            result = await client.call_tool("train", {"lr": 0.01, "plot": True})
            if "repeat the call" not in result.content[0].text:
                break
        print(result.content[0].text.split(":")[0], [each.type for each in result.content])
anyio.run(ask)
""",
        "CONVERGING ['text', 'image']",
    ),
    "notebook": (
        "python",
        """
import downslope as ds
from downslope.notebook import Lab
line = ds.datasets.lesson_line()
print(len(Lab(line.x, line.y)._esm) > 10_000, "is the page")
""",
        "True is the page",
    ),
    "torch": (
        "python",
        """
import torch
from downslope.torch import watch
model = torch.nn.Linear(2, 1)
X = torch.eye(2)
w = watch(model, lambda: (model(X) ** 2).mean(), torch.optim.SGD(model.parameters(), 0.1))
print("sharpness", round(w.measure().sharpness, 3))
""",
        "sharpness 3.0",
    ),
    "jax": (
        "python",
        """
import jax.numpy as jnp
from downslope.jax import watch
print("sharpness", round(watch(lambda w: 2 * (w @ w), jnp.ones(3)).measure().sharpness, 3))
""",
        "sharpness 4.0",
    ),
}
# What a user's own import says, where that comes before ours.
NAMED = {extra: f"No module named '{name}'" for extra, name in
         (("tutor", "mcp"), ("torch", "torch"), ("jax", "jax"))}  # fmt: skip

pytestmark = pytest.mark.slow


def sh(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built(tmp_path_factory)


@pytest.fixture(scope="session")
def bare(archives: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, what it needs, and nothing else."""

    def install(folder: Path) -> None:
        sh(sys.executable, "-m", "venv", "--without-pip", folder)
        pip(folder, "install", "--quiet", "--no-deps", archives["wheel"])
        add(folder, needed(archives["wheel"]))

    return once(tmp_path_factory, "bare", install)


def pip(environment: Path, *arguments: str | Path) -> str:
    return sh(sys.executable, "-m", "pip", "--python", environment / "bin" / "python", *arguments)


def needed(wheel: Path, extra: str = "") -> list[Distribution]:
    """What that wheel asks for, and what this asks for, and so on: as installed beside the tests.

    `make` has downloaded and resolved all of it once; nothing here does that again.
    """
    (own,) = (each for each in zipfile.Path(wheel).iterdir() if each.name.endswith(".dist-info"))
    itself = PathDistribution(own)
    found: dict[str, Distribution] = {}
    seen = set()
    left = [("downslope", extra)]
    while left:
        name, extra = left.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        found[name] = itself if name == "downslope" else distribution(name)
        for line in found[name].requires or ():
            asked = Requirement(line)
            if asked.marker is None or asked.marker.evaluate({"extra": extra}):
                left += [(asked.name.lower(), each) for each in ("", *asked.extras)]
    return [each for each in found.values() if each is not itself]


def add(environment: Path, packages: Iterable[Distribution]) -> None:
    """Link the files of packages into an environment: nothing is unpacked or compiled twice."""
    (place,) = environment.glob("lib/python*/site-packages")
    for package in packages:
        assert package.files is not None, package.name
        for file in package.files:
            source, target = Path(str(package.locate_file(file))), place / file
            if ".." not in file.parts and source.is_file() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                link(source, target)


def link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another file system
        shutil.copy2(source, target)


def run(environment: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of that environment, away from the checkout."""
    command = [str(environment / "bin" / "downslope"), *arguments]
    return subprocess.run(
        command, cwd=environment, capture_output=True, text=True, check=False, timeout=180
    )


@pytest.mark.parametrize(
    "line",
    sampled(
        [
            "--help",
            "--version",
            "demo",
            "train hubble --epochs 5",
            "fit hubble",
            "diagnose hubble --lr 1",
            "sweep hubble",
            "compare hubble",
            "learn --list",
            "quiz --list",
            "open --print",
        ],
        6,
    ),
)
def test_the_bare_install_does(bare: Path, line: str) -> None:
    done = run(bare, *line.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_bare_install_serves_the_lab(bare: Path) -> None:
    command = [str(bare / "bin" / "downslope"), "lab", "--no-browser"]
    with subprocess.Popen(command, cwd=bare, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert address is not None
            with urllib.request.urlopen(address[0], timeout=120) as page:
                assert b"app.js" in page.read()
            with urllib.request.urlopen(address[0] + "app.js", timeout=120) as bundle:
                assert len(bundle.read()) > 10_000
        finally:
            server.terminate()


@pytest.mark.parametrize(
    ("line", "extra"),
    sampled(
        [
            ("demo --plot line.png", "plots"),
            ("fit hubble --engine dask", "dask"),
            ("fit hubble --engine ray", "ray"),
            ("fit hubble --engine spark", "spark"),
            ("fit hubble --formula velocity~distance", "formulas"),
            ("tutor", "tutor"),
            ("quiz --review", "review"),
            (f"fit {Path(__file__).parent / 'data' / 'two-rows.xlsx'} --target y", "excel"),
        ],
        4,
        "missing",
    ),
)
def test_a_missing_extra_is_one_clear_line(bare: Path, line: str, extra: str) -> None:
    done = run(bare, *line.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert f"downslope[{extra}]" in done.stderr
    assert done.stderr.count("\n") == 1


def used(environment: Path, extra: str, folder: Path) -> tuple[bool, str]:
    """Whether all went well, and what was printed, in that environment and in an empty folder."""
    command, given, _ = USES[extra]
    settings = {"PATH": f"{environment / 'bin'}:{os.environ['PATH']}", "HOME": str(folder)}
    settings |= {"DOWNSLOPE_DATA": str(folder / "data"), "RAY_USAGE_STATS_ENABLED": "0"}
    line = ["python", "-"] if command == "python" else ["sh", "-e", "-c", command]
    done = subprocess.run(
        line, input=given, cwd=folder, env=settings, capture_output=True, text=True, check=False,
        timeout=300,
    )  # fmt: skip
    return done.returncode == 0, done.stdout + done.stderr


# Each takes an environment and several Pythons: some of them a day, as of those below.
@pytest.mark.parametrize("extra", sampled(EXTRAS, 3, "extra"))
def test_an_extra_alone(bare: Path, archives: dict[str, Path], extra: str, tmp_path: Path) -> None:
    environment, folder = tmp_path / "venv", tmp_path / "empty"
    folder.mkdir()
    sh("cp", "-al", bare, environment)  # links: nothing is installed twice
    add(environment, needed(archives["wheel"], extra))
    pip(environment, "check")  # every version is one that its users take
    well, printed = used(environment, extra, folder)
    assert well, printed
    assert USES[extra][2] in printed
    if extra == "plots":
        assert (folder / "line.png").read_bytes().startswith(b"\x89PNG")
    python = environment / "bin" / "python"
    assert ds.__version__ in sh(python, "-m", "downslope", "--version", cwd=folder)


@pytest.mark.parametrize("extra", sampled(EXTRAS, 4, "lacking"))
def test_without_its_extra_no_use_works(bare: Path, extra: str, tmp_path: Path) -> None:
    well, printed = used(bare, extra, tmp_path)
    assert not well, printed
    assert NAMED.get(extra, f"downslope[{extra}]") in printed


def test_every_extra_has_its_use() -> None:
    assert sorted(USES) == sorted(EXTRAS)


def test_what_the_wheel_holds(archives: dict[str, Path]) -> None:
    names = zipfile.ZipFile(archives["wheel"]).namelist()
    assert "downslope/py.typed" in names
    assert {"downslope/lab/static/app.js", "downslope/lab/static/index.html"} <= set(names)
    assert {"downslope/lab/widget/widget.js", "downslope/lab/widget/widget.css"} <= set(names)
    assert any(name.startswith("downslope/lessons/content/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "web/", "benchmarks/"))]
    assert not [name for name in names if "node_modules" in name or name.endswith(".pyc")]


def test_what_the_source_archive_holds(archives: dict[str, Path]) -> None:
    with tarfile.open(archives["source"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = "main.py Makefile LICENSE README.md CHANGELOG.md CITATION.cff SECURITY.md mkdocs.yml"
    assert set(wanted.split()) <= names
    assert {"docs/start.md", "tests/conftest.py", "web/package.json"} <= names
    assert not [name for name in names if "node_modules" in name or name.startswith(".git/")]


def test_the_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text()
    assert f"\nversion: {ds.__version__}\n" in citation
    assert "version" in PYPROJECT["project"]["dynamic"]


def test_the_constraints_name_no_address() -> None:
    for line in (ROOT / "constraints.txt").read_text().splitlines()[1:]:
        assert re.fullmatch(r"[\w.-]+==[\w.+!]+", line), line
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text())
    assert not [p for p in lock["packages"].values() if "resolved" in p and "//" in p["resolved"]]
