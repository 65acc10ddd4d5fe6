"""Word list: phrases that the project no longer uses, each with its replacement."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

# The pattern, a text that it must find, and what to write instead.
RETIRED = [
    (
        r"(?<!there )\b(is|are) no (?!longer|more|less|fewer|better|worse)[a-z]",
        "is no file",
        "is not",
    ),
    (r"\bno [\w ]{2,20} any more\b", "no exercise any more", "no longer an exercise"),
    (r"\bmend(s|ed|ing)?\b", "mend the file", "fix the file"),
    (r"\banew\b", "writes it anew", "writes it again"),
    (r"\bsees? to (it|that)\b", "See to it that n > 0", "Check that n > 0"),
    (r"\bhas to (be|map|hold)\b", "has to be a text", "must be a string"),
    (r"\bwhoever\b", "whoever reads it", "anyone who reads it"),
    (r"\b(who|what|which|key|it) (is|are) told\b(?! apart)", "who is told", "who receives it"),
    (r"\bwhat ([\w']+ ){0,5}(came|comes) (to|of)\b", "What a fit came to", "Result of a fit"),
    (r"\b(columns? of|as) kinds\b", "take it as kinds", "treat it as categorical"),
    (r"\b(beyond|leaves) float64\b", "what leaves float64", "what overflows float64"),
    (r"\bwhat remains is noise\b", "What remains is noise", "noise, a curve, or missing columns"),
    (r"\bheld to the clock\b", "held to the clock", "compared with measured times"),
    (r"\b(at|of|than|to|after|every|for|read) so (many|much|long)\b", "of so many", "of `n` rows"),
    (r"\b(an)?other [\w-]+ than\b", "another order than", "a different order than"),
    (r"\bthough (there|it) be\b", "though there be a [", "even if there is a ["),
    (r"\bnot (there )?to be (known|found|had)\b", "not to be known", "cannot be determined"),
    (r"\bbears?\b(?! in mind)", "a rate that they bear", "a rate that is stable"),
    (r"\bis dear\b", "a full gradient is dear", "a full gradient is expensive"),
    (r"\bdoors?\b", "the scikit-learn door", "the scikit-learn interface"),
    (r"\b(at|pass(es|ed)) the border\b", "checked at the border", "validated on input"),
    (r"\bsittings?\b", "a sitting of the quiz", "a session of the quiz"),
    (r"\bscenes?\b", "the scene of an item", "the runs of an item"),
    (r"\bremed(y|ies)\b", "the remedies of a run", "the advice on a run"),
    (r"\bobstacles?\b", "obstacles in the data", "findings about the data"),
    (r"\bshel(f|ves)\b", "on the shelf", "among the open data sets"),
    (r"\bjudged\b", "judged by its loss", "assessed by its loss"),
    (r"\bspoilt\b", "spoilt values", "damaged values"),
    (
        r"(standard|normal|minim|maxim|optim|regular|summar|initial|vector|general|recogn|organ|"
        r"factor|visual|real|penal|memor|emphas|equal|serial|special)is(e[drs]?|ers|ing|ation)\b",
        "standardised",
        "standardized",
    ),
    (r"\b(analys|parallelis)(e|ed|ing)\b", "analyse", "analyze"),
    (r"(colou|neighbou|behaviou|favou|flavou|honou|labou)r", "neighbours", "neighbors"),
    (r"\b(un)?cent(re|res|red|ring)\b", "centred", "centered"),
    (r"\b(kilo|centi|milli)?(met|lit)res?\b", "kilometres", "kilometers"),
    (r"\b(model|label|travel|signal|cancel)l(ed|ing)\b", "labelled", "labeled"),
    (r"\buntil both [\w ]{0,12}are right\b", "until both are right", "before both are right"),
    (r"\bother way round\b", "the other way round", "the other way around"),
    (r"\blimit of (lr|the (learning )?rate)\b", "the limit of lr", "the limit on lr"),
    (r"\bleft aside\b", "two runs left aside", "two runs set aside"),
    (r"\bleast loss\b", "the weights of least loss", "the weights with the lowest loss"),
    (r"\bany more\b(?! [a-z])", "nothing changed any more", "nothing changed anymore"),
    (r"\btook off\b", "what rounding took off", "what rounding removed"),
    (r"\bbut for (a|the|its|their)\b", "exact but for a term", "exact except for a term"),
    (r"\bforetold\b", "seen or foretold", "observed or predicted"),
    (r"\b(proven|known|said) of (it|them)\b", "what is known of it", "what is known about it"),
    (r"\b(practise[ds]?|licence|defence|judgement|learnt|spelt|whilst)\b", "practise", "practice"),
]
PATTERNS = [(re.compile(old, re.IGNORECASE), new) for old, _, new in RETIRED]
ANY = re.compile("|".join(old for old, _, _ in RETIRED), re.IGNORECASE)  # quicker than each

GENERATED = (
    "docs/lesson.md",
    "docs/teacher.md",
    "docs/command-line.md",
    "docs/notation.md",
)  # from checked sources
PLACES = {
    "docs": ("*.md", "docs/*.md", "web/README.md"),
    "tools": ("tools/*.py", "main.py", "benchmarks/*.py", "soak/*.py"),
    "top modules": ("src/downslope/*.py",),
    "lesson content": ("src/downslope/lessons/content/**/*",),
    "page": ("web/src/**/*",),
} | {
    folder.name: (f"src/downslope/{folder.name}/**/*.py",)
    for folder in sorted((ROOT / "src" / "downslope").iterdir())
    if (folder / "__init__.py").is_file()
}
# Still to be rewritten. Delete a line when its place is clean; the list must become empty.
TO_CLEAN: tuple[str, ...] = ()


def texts(file: Path) -> Iterator[str]:
    """Yield the texts of a file without code of one word, placeholders, and link targets."""
    readers = {".py": _python, ".toml": _toml, ".md": _prose, ".ts": _page, ".svelte": _page}
    if file.is_file() and file.suffix in readers:
        for text in readers[file.suffix](file.read_text(encoding="utf-8")):
            yield re.sub(r"`[^`\s]+`|\{\{.*?\}\}|\$\{[^}]*\}|\]\(\S+\)", " … ", text)


def _python(content: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
    for token in tokenize.generate_tokens(io.StringIO(content).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def _toml(content: str) -> Iterator[str]:
    return _strings(tomllib.loads(content))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _strings(list(value.values()))
        case list():
            for each in value:
                yield from _strings(each)


def _prose(content: str) -> Iterator[str]:
    """Leave out what the product prints, and the first column of a table of pairs."""
    content = re.sub(r"^```text\n.*?^```", "", content, flags=re.DOTALL | re.MULTILINE)
    yield re.sub(r"(?<=\| before \| after \|\n)(\|.*\n)+", _second_column, content)


def _second_column(table: re.Match[str]) -> str:
    return re.sub(r"^\|.*? \|", "", table[0], flags=re.MULTILINE)


PAGE = re.compile(
    r"/\*.*?\*/|(?<!:)//[^\n]*|<!--.*?-->|`[^`]*`|'[^'\n]*'|\"[^\"\n]*\"|(?<==)>|>[^<>]*(?=<)",
    re.DOTALL,
)


def _page(content: str) -> Iterator[str]:
    return (found[0] for found in PAGE.finditer(content.partition("<style")[0]))


def retired(place: str) -> Iterator[str]:
    """Yield each retired phrase of a place, with its file and its replacement."""
    for file in sorted({file for glob in PLACES[place] for file in ROOT.glob(glob)}):
        name = str(file.relative_to(ROOT))
        if name in GENERATED or (place == "lessons" and "/content/" in name):
            continue
        for text in texts(file):
            line = " ".join(text.split())
            if " " not in line:
                continue  # a name
            for pattern, new in PATTERNS if ANY.search(line) else ():
                for hit in pattern.finditer(line):
                    start, end = max(0, hit.start() - 30), hit.end() + 20
                    yield f"{name}: …{line[start:end]}… → {new}"


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, marks=pytest.mark.xfail(strict=True) if place in TO_CLEAN else ())
        for place in PLACES
    ],
)
def test_no_retired_phrase(place: str) -> None:
    found = list(retired(place))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("pattern", "phrase", "instead"), RETIRED)
def test_a_retired_phrase_is_found_and_its_replacement_is_not(
    pattern: str, phrase: str, instead: str
) -> None:
    assert re.search(pattern, phrase, re.IGNORECASE)
    assert not ANY.search(instead)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.py", 'def f():\n    """Mend the file."""\n'),
        ("a.py", "x = 1  # mend the file\n"),
        ("a.py", 'raise ValueError(f"{x}: mend "\n    "the file")\n'),
        ("a.toml", "[[item]]\nhints = ['mend the file']\n"),
        ("a.md", "Mend\nthe file.\n"),
        ("a.ts", "const text = 'mend the file'; // a comment\n"),
        ("a.svelte", "<p>\n  Mend the {name}\n</p>\n"),
    ],
)
def test_a_text_is_read(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    assert any(re.search(r"mend\s+the", text, re.IGNORECASE) for text in texts(tmp_path / name))


def test_the_pairs_in_contributing_are_ten_and_their_second_half_is_clean() -> None:
    content = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, rows = content.split("| before | after |\n|---|---|\n")
    pairs = [row.strip("| ").split(" | ") for row in rows.splitlines()]
    assert len(pairs) == 10
    for before, instead in pairs:
        assert ANY.search(before), before
        assert not ANY.search(instead), instead
