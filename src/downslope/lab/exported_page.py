"""Exported page: the lab without a server, as a folder for a web host or as one file.

DIR/index.html       the page; from a disk it goes on to page.html, since browsers load no
                     modules from there
DIR/page.html        the page in one file
DIR/text.html        the lesson as text, for browsers without JavaScript
DIR/content/*.json   lesson, experiments, quiz, and data, each loaded when it is needed
DIR/worker.js        keeps the page for visits without a network
"""

from __future__ import annotations

import hashlib
import html
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from downslope.errors import OptionError
from downslope.lab import page_content
from downslope.lab.app import FOLDER, NOT_BUILT, first_frame

WIDGET = FOLDER.parent / "widget" / "widget.js"
ONE_FILE = "page.html"
TEXT = "text.html"
CONTENT = "content"
TITLE = "<title>Downslope lab</title>"
LARGEST_HEAD = 4096  # bytes, in which an exported page has its title
KEPT_BY_WORKER = "const FILES = [];"
PRELOAD = '<link rel="preload" href="./api/start" as="fetch" crossorigin  />'

Parts = Mapping[str, dict[str, Any]]


def is_one_file(target: Path) -> bool:
    """Return whether the name asks for a single file rather than a folder."""
    return target.suffix.lower() in (".html", ".htm")


def check_free(target: Path, *, overwrite: bool) -> None:
    """Refuse to overwrite what is there; and with `overwrite`, what is not an exported page.

    Raises
    ------
    OptionError
        The file exists, the folder is not empty, or what would be replaced is not an exported page.

    """
    if is_one_file(target):
        if not overwrite and target.exists():
            raise OptionError(
                f"{target} exists: give another name, or replace it with --overwrite."
            )
        replaced = [target]
    else:
        if not overwrite and target.is_dir() and any(target.iterdir()):
            raise OptionError(
                f"The folder {target} is not empty: give another one, or write into it with "
                "--overwrite, which keeps its other files."
            )
        names = ["index.html", ONE_FILE, TEXT, CONTENT, *(file.name for file in FOLDER.iterdir())]
        replaced = [target / name for name in names]
    others = [each for each in replaced if each.exists()]
    if others and not _is_exported(replaced[0]):
        raise OptionError(
            f"{others[0]} is not of an exported page, so it is not replaced: give another name."
        )


def _is_exported(page: Path) -> bool:
    try:
        with page.open("rb") as file:
            return TITLE.encode() in file.read(LARGEST_HEAD)
    except OSError:
        return False


def export(target: Path, *, guide: str | None = None, variants: int = page_content.VARIANTS) -> int:
    """Write the page as one file if the name ends with .html, otherwise into a folder.

    Parameters
    ----------
    target : Path
        The file or folder.
    guide : str, optional
        Address, seen from the page, of the page that tells how to get Python; the lesson's text
        if none is given.
    variants : int
        Numbers that a question of the quiz can have.

    Returns
    -------
    int
        Size in bytes of what was written.

    Raises
    ------
    OptionError
        The page is not built, or cannot be written there.

    """
    if not (FOLDER / "index.html").is_file():
        raise OptionError(NOT_BUILT)
    parts = page_content.parts(variants)
    try:
        if is_one_file(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            return _write(target, one_file(parts, guide or ""))
        return _folder(target, parts, guide)
    except OSError as error:
        raise OptionError(f"{target} cannot be written: {error.strerror or error}.") from error


def _folder(target: Path, parts: Parts, guide: str | None) -> int:
    content = target / CONTENT
    content.mkdir(parents=True, exist_ok=True)
    written = 0
    for file in sorted(FOLDER.iterdir()):
        if file.name not in ("index.html", "worker.js"):
            shutil.copyfile(file, target / file.name)
            written += file.stat().st_size
    for name, part in parts.items():
        written += _write(content / f"{name}.json", _json(part))
    opening = page_content.opening(f"{TEXT}#python" if guide is None else guide)
    written += _write(target / "index.html", index(opening))
    written += _write(target / TEXT, text_page(parts["lesson"]))
    written += _write(target / ONE_FILE, one_file(parts, guide or ""))
    names = ["./", "./index.html", f"./{TEXT}"]
    names += sorted(f"./{file.name}" for file in FOLDER.iterdir() if file.name != "worker.js")
    names += [f"./{CONTENT}/{name}.json" for name in parts]
    return written + _write(target / "worker.js", _worker(target, list(dict.fromkeys(names))))


def index(opening: dict[str, Any]) -> str:
    """Return the page of a folder, from the one that the server sends."""
    page = (FOLDER / "index.html").read_text(encoding="utf-8")
    assert PRELOAD in page, "the built page no longer preloads its start"
    # A browser loads no modules from a disk, but it opens the page in one file.
    from_disk = (
        "<script>if (location.protocol === 'file:') "
        f"location.replace('{ONE_FILE}' + location.search + location.hash);</script>"
    )
    page = page.replace(PRELOAD, f'{from_disk}\n    <meta name="content-beside" content="" />')
    without = (
        "This page needs JavaScript, which this browser does not run here. "
        f'<a href="{TEXT}">Read the lesson as text</a>.'
    )
    # Before the place of the page, which is tall as long as it is empty.
    page = page.replace("<body>", f"<body>\n    <noscript><p>{without}</p></noscript>")
    return page.replace("</body>", f"{_inside('opening', opening)}\n  </body>")


def one_file(parts: Parts, guide: str) -> str:
    """Return the whole page as one file, which opens from a disk."""
    script = WIDGET.read_text(encoding="utf-8").replace("</script", "<\\/script")
    style = "\n".join(
        file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.css"))
    ).replace("</style", "<\\/style")
    frame = first_frame((FOLDER / "index.html").read_text(encoding="utf-8"))
    before = (FOLDER / "first.js").read_text(encoding="utf-8")
    content = {"opening": page_content.opening(guide), **parts}
    inside = "\n".join(_inside(name, part) for name, part in content.items())
    without = (
        "<p>This page needs JavaScript, which this browser does not run here. The lesson follows "
        f'<a href="#text">as text</a>.</p>\n<div id="text">{_sections(parts["lesson"])}</div>'
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="description" content="Linear regression with its training loop in the open" />
<link rel="icon" href="data:," />
{TITLE}
<script>
{before}</script>
<style>
{style}
</style>
</head>
<body>
<noscript>
{without}
</noscript>
<div id="app">{frame}</div>
{inside}
<script type="module">
{script}
</script>
</body>
</html>
"""


def text_page(lesson: dict[str, Any]) -> str:
    """Return the lesson as a page without scripts, with the way to Python at its end."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>Downslope: the lesson as text</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif; }}
pre, table {{ overflow-x: auto; display: block; font-size: 0.85rem; }}
td, th {{ padding: 0.2rem 0.8rem 0.2rem 0; text-align: left; }}
</style>
</head>
<body>
<h1>Downslope: the lesson as text</h1>
<p><a href="index.html">The lab</a> shows all of it as it happens.</p>
{_sections(lesson)}
<h2 id="python">How to get Python's part</h2>
<p>Timings, the comparison of the page's run with Python's, the code that repeats a run, files that
the page cannot read, and exercises need Downslope in Python. Install Python 3.11 or newer, get a
copy of Downslope, and run <code>pip install .</code> in its folder. Then <code>downslope lab</code>
opens the page with everything in it, and <code>downslope learn</code> is the lesson in a
terminal.</p>
</body>
</html>
"""


def _sections(lesson: dict[str, Any]) -> str:
    return "\n".join(
        f"<section><h2>{html.escape(str(each['title']))}</h2>\n{each['html']}</section>"
        for each in lesson["sections"]
    )


def _worker(target: Path, names: list[str]) -> str:
    """Return the worker, which keeps these files under the digest of their content."""
    digest = hashlib.sha256()
    for name in names:
        file = target / name
        digest.update(name.encode())
        if file.is_file():
            digest.update(file.read_bytes())
    worker = (FOLDER / "worker.js").read_text(encoding="utf-8")
    assert KEPT_BY_WORKER in worker
    filled = worker.replace(KEPT_BY_WORKER, f"const FILES = {json.dumps(names)};")
    return filled.replace(
        "const NAME = 'downslope-lab-';", f"const NAME = 'downslope-lab-{digest.hexdigest()[:16]}';"
    )


def _inside(name: str, content: dict[str, Any]) -> str:
    # "<" is escaped, so that no text can end the element.
    text = _json(content).replace("<", "\\u003c")
    return f'<script type="application/json" id="content-{name}">{text}</script>'


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _write(file: Path, text: str) -> int:
    content = text.encode()
    file.write_bytes(content)
    return len(content)
