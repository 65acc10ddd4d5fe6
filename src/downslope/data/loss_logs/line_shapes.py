"""Shapes of printed lines: which number of a line is a loss, an epoch, a step, or a rate.

A loss is named by words of the vocabulary, with others around them ("Avg. train loss (MSE)"), and
followed by its number, after ":" or "=" or a blank. What stands before it may say whose loss it
is ("Test set: Average loss: 0.05").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from downslope.data.loss_logs import vocabulary as v
from downslope.data.loss_logs.numerals import NUMBER

NUMBERS = re.compile(f"({NUMBER})")
LONGEST_LINE = 1_000  # characters: what stands behind them is data, not a message
LONGEST_HEADING = 60
MOST_UNEVEN = 3  # times the shortest distance of two steps in a row

_CJK = "\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"


def _any_of(*vocabularies: frozenset[str]) -> str:
    """Return a pattern of words, the longest first, with accents where people write them."""
    every = sorted(frozenset().union(*vocabularies), key=lambda word: (-len(word), word))
    return "|".join(
        "".join(_ACCENTED.get(sign, re.escape(sign)) for sign in word) for word in every
    )


_ACCENTED = {"a": "[aáàâãäå]", "e": "[eéèêë]", "i": "[iíîïı]", "o": "[oóôõöø]", "u": "[uúûü]",
             "c": "[cç]", "n": "[nñ]", "s": "[sš]", "z": "[zž]", "y": "[yý]",
             "l": "[lł]",
             "α": "[αά]", "ε": "[εέ]", "η": "[ηή]", "ι": "[ιί]", "ω": "[ωώ]"}  # fmt: skip

_LOSS_WORDS = _any_of(v.LOSSES, v.MEASURES) + "|cross[ _-]?entropy"
_BEFORE = _any_of(
    v.TRAIN, v.VALIDATION, v.TOTALS, v.SMOOTHED,
    v.AGGREGATES & {"avg", "average", "mean", "moyenne", "promedio", "media", "running", "batch",
                    "epoch", "step", "current", "функция", "средняя", "fonction", "funcion"},
    frozenset({"log", "squared", "absolute", "root", "entropy", "cross", "logistic", "best",
               "final", "initial", "min", "minimum", "lowest", "l1", "l2", "binary"}),
)  # fmt: skip
_AFTER_NUMBER = r"(?![^\W\d_]|\d)"
_LOSS = re.compile(
    rf"(?<![^\W_])(?P<name>"
    rf"(?:(?:{_BEFORE})(?:['’]s)?\.?(?:[ \t]+|[_/\-])(?:(?:de|del|du|of|the)[ ]|d['’])?){{0,4}}"
    rf"(?:[\w@.\-/]{{0,40}}[_./\-@])?[^\W\d_]{{0,25}}?(?:{_LOSS_WORDS})"
    rf"(?:[_/@.\-]+[^\W\d_]\w*|[{_CJK}]+|(?<=[a-z])[A-Z]\w*|\d(?![\d.,]))*+"
    rf"(?:\s*[(\[<]\s*[^\W\d][^\d()\[\]<>=:]*[)\]>])?)"
    rf"(?P<quote>[\"'`*]*)"
    rf"(?:(?P<more>(?:[ ]+[^\W\d_][\w'’]*){{0,4}})[ \t]*(?:\(\s*\))?\s*(?:[:=|]+>?|->|=>|→)"
    rf"|[ \t]+(?:(?:is|was|of|ist|est|es|war)[ \t]+)?|(?=[(\[])|为|は)"
    rf"[\s\[({{\"'`*$≈~]*(?P<number>{NUMBER}){_AFTER_NUMBER}",
    re.IGNORECASE,
)
_BLANK_GROUPS = r"(?P<whole>\d{1,3}(?: \d{3})+)"
_GROUPED_VALUE = re.compile(  # "loss: 3 600,5"
    rf"(?P<before>(?:{_LOSS_WORDS}|[:=])\s*[-+]?){_BLANK_GROUPS}(?=[.,]\d)", re.IGNORECASE
)
_OF = r"(?:/|of|out of|von|de|sur|из)"
_GROUPED_PLACE = re.compile(  # "step 1 000 of 9 000", but not "epoch 5 100 ms - loss 0.5"
    rf"(?P<before>(?<![^\W_])(?:{_any_of(v.EPOCHS, v.STEPS, v.SAMPLES)})\s*[:=#]?\s*[\[(]?|"
    rf"(?<=\d)\s*{_OF}\s*|[\[(](?=\d[\d ]*/\s*\d)){_BLANK_GROUPS}(?![.,:]?\d)"
    rf"(?=\s*(?:$|[,;|)\]:=>-]|{_OF}\s*\d|[^\d,;|]{{0,30}}?(?:{_LOSS_WORDS})))"
    r"(?!\s*(?:%|(?:[mµun]?s|sec|secs|seconds?|min|minutes?|h|hours?|[\w.]+/s)(?!\w)))",
    re.IGNORECASE,
)
_TOTAL = re.compile(rf"\s*{_OF}\s*(\d{{1,3}}(?: \d{{3}})+|\d+)")
_BLANK_GROUP = re.compile(r"\d \d{3}(?!\d)")
_LETTER = re.compile(
    rf"(?<!\w)(?P<name>[JLFf])(?:_\w+)?(?:\([^()]*\))?\s*[:=]\s*\[*(?P<number>{NUMBER}){_AFTER_NUMBER}"
)
_NUMBER_FIRST = re.compile(  # Darknet
    rf"(?<![\w.])(?P<number>{NUMBER})[ \t]+"
    rf"(?P<name>(?:(?:{_BEFORE})[ \t]+)?(?:{_LOSS_WORDS}))(?!\w)",
    re.IGNORECASE,
)
_OBJECTIVE = re.compile(  # R's nnet and optim: "iter  10 value 50.2"
    rf"^(?:iter[ ]+\d+|initial|final)[ ]+(?P<name>value)[ ]+(?P<number>{NUMBER})(?=\s|$)"
)
_ANY = re.compile(
    rf"(?P<name>[^\W\d][^:=|\d,;]{{0,60}}?)[\"']?\s*[:=|]\s*(?P<number>{NUMBER}){_AFTER_NUMBER}"
)
_RATE = re.compile(
    rf"(?<![^\W_])(?P<name>(?:[\w/]{{0,40}}[_/])?"
    rf"(?:learning[ _\-]?rate|{_any_of(v.RATES)})(?:[/_\-]\w+)*+)"
    rf"[\"']?\s*(?:[:=]|[ ])\s*[\[(\"']*(?P<number>{NUMBER}){_AFTER_NUMBER}",
    re.IGNORECASE,
)
_NORM = re.compile(
    rf"(?<![^\W_])(?P<name>\|?\|?(?:g|grad(?:ient)?s?)[ _\-]?(?:\|\|?|norm)(?:_\w+)?)"
    rf"[\"']?\s*[:=]?\s*[\[(\"']*(?P<number>{NUMBER}){_AFTER_NUMBER}",
    re.IGNORECASE,
)
_SCORE = re.compile(
    rf"(?<![^\W_])(?P<name>(?:[^\W\d][\w/]{{0,39}}[_/ ])?"
    rf"(?:acc(?:uracy)?|auc|f1|precision|recall|r2|score|ppl|perplexity|reward|iou|bleu))[\"']?\s*[:=]\s*[\[(\"']*(?P<number>{NUMBER}){_AFTER_NUMBER}",
    re.IGNORECASE,
)

_COUNT = rf"(?P<at>\d+(?:\.\d+)?)(?:\s*{_OF}\s*(?P<total>\d+))?(?![\d.]*\s*%)"
_UNITS = {"epoch": v.EPOCHS, "step": v.STEPS, "sample": v.SAMPLES}
_AT = {
    unit: re.compile(
        rf"(?<![^\W_])(?:{_any_of(known)})(?:_?(?:idx|index|num|number|id|no|count))?"
        rf"(?:次数|次數|数|數)?[\"']?\.?\s*(?:no\.?|n°|nr\.?|number)?\s*[:=#|]?\s*[\[(<\"']*\s*#?{_COUNT}",
        re.IGNORECASE,
    )
    for unit, known in _UNITS.items()
}
_COUNTED = {  # "第 3 轮", "after 100 iterations"
    unit: re.compile(
        rf"(?<![\d.,:/])(?P<at>\d+)(?P<total>)(?:st|nd|rd|th|\.|-?я|e|er|ère)?\s*(?:/\s*\d+\s*)?"
        rf"(?:{_any_of(known)})(?![^\W\d_]|\s*/)",
        re.IGNORECASE,
    )
    for unit, known in _UNITS.items()
    if unit != "sample"
}
_BARE = re.compile(  # "Epoch 1: 0.53"
    rf"\W*(?:{_any_of(v.EPOCHS, v.STEPS)})\s*[:=#]?\s*\d+(?:\s*/\s*\d+)?\s*(?:[:,=|\-]|->|=>)+\s*"
    rf"(?P<number>{NUMBER})\s*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\W*\[\s*(?P<at>\d+)\s*,\s*(?P<within>\d+)\s*\]")  # [epoch, step]
_WITHIN = re.compile(r"[\])]?\s*[\[(]\s*(\d+)\s*/\s*(\d+)\s*(\(\s*\d+(?:\.\d+)?\s*%\s*\))?")
_VARIABLE = re.compile(r"(?<![\w.])[tkin]\s*=\s*(?P<at>\d+)(?P<total>)(?![\d.])")
_FRACTION = re.compile(r"(?<![\d/.:\-])(\d+)\s*/\s*(\d+)(?![\d/])")
_AT_END = re.compile(r"\[\s*(\d+)\s*/\s*(\d+)\s*\]\s*$")  # PyTorch's quickstart
_BAR_BEFORE = re.compile(r"[^\w]*|.*(?:%\s*\|[^|]*\||[━╸╺─█]|[\]>=#.]{3,})\s*", re.DOTALL)
_EPOCH_WORD = re.compile(rf"(?<![^\W_])(?:{_any_of(v.EPOCHS)})(?![^\W_])", re.IGNORECASE)
_DAY = re.compile(r"\s+\d{1,2}:\d\d:\d\d(?![<\d])")  # what follows the date 05/12
_SOURCE_FILE = re.compile(r"\.\w{1,5}$")
_WORD_BEFORE = re.compile(r"[^\W\d_][\w\-]*[ ]+$")
_BY_POSITION = re.compile(
    r"\b(?:after|at|in|for|on|during|nach|apr[eè]s|despu[eé]s|depois|после)\b"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Meaning of each number in a line, by its index."""

    values: tuple[tuple[str, int], ...] = ()
    with_role: frozenset[str] = frozenset()  # names that say whose loss they are
    epoch: int | None = None
    step: tuple[int, ...] | None = None  # at, and perhaps of how many
    sample: tuple[int, ...] | None = None
    is_in_brackets: bool = False  # the step is [64/60000], of which no word says what it counts
    bar: tuple[int, int] | None = None
    bar_counts_epochs: bool = False
    is_heading: bool = False  # an epoch, for the lines below
    heading_role: str = ""  # a data set, for the lines below


def groups_places_by_blanks(lines: Iterable[str]) -> bool:
    """Return whether the steps of a log are written in groups of digits, as in `step 9 000`.

    `epoch 1 100/900` looks alike. Groups have leading zeros now and then, and steps follow each
    other at about the same distance, not beyond their total.
    """
    steps: list[int] = []
    has_zeros = False
    for line in lines:
        if not _BLANK_GROUP.search(line):
            continue
        found = list(_GROUPED_PLACE.finditer(line))
        if found and found[0]["before"].strip()[:1] not in ("/", ""):
            at = int(found[0]["whole"].replace(" ", ""))
            total = _TOTAL.match(line, found[0].end("whole"))
            if total is not None and int(total[1].replace(" ", "")) < at:
                return False
            has_zeros = has_zeros or " 0" in found[0]["whole"]
            if not steps or steps[-1] != at:
                steps.append(at)
    gaps = [later - step for step, later in pairwise(steps)]
    return has_zeros and (not gaps or max(gaps) <= MOST_UNEVEN * min(gaps))


def without_blank_groups(line: str, *, of_places: bool) -> str:
    """Return a line whose numbers, and places, have no blanks between groups of digits."""
    if not _BLANK_GROUP.search(line):
        return line
    line = _GROUPED_VALUE.sub(_join, line)
    return _GROUPED_PLACE.sub(_join, line) if of_places else line


def _join(match: re.Match[str]) -> str:
    return str(match["before"] + match["whole"].replace(" ", ""))


def shape_of(line: str, any_name: bool) -> Shape:
    """Return what the numbers of a line mean; with `any_name`, unknown names may be losses."""
    index = {match.start(): i for i, match in enumerate(NUMBERS.finditer(line))}
    values, with_role = _values(line, index, any_name)
    at = _places(line, index, {i for _, i in values})
    if values:
        return replace(at, values=tuple(values), with_role=frozenset(with_role))
    epoch = _AT["epoch"].search(line) or _COUNTED["epoch"].search(line)
    if epoch is not None and len(line) <= LONGEST_HEADING:
        word = _EPOCH_WORD.search(line)
        alone = word is not None and word[0].casefold() not in ("epochs", "epochen", "epochas")
        if alone and not re.search(
            r"[^\W\d_]", line[: min(epoch.start(), word.start() if word else 0)]
        ):
            return Shape(is_heading=True, epoch=at.epoch)
    if not index and len(line) <= LONGEST_HEADING:
        said = v.words(line)
        if len(said) <= 3 and v.role_of(line):
            return Shape(heading_role=next(w for w in said if v.role_of(w)))
    return Shape()


def _values(
    line: str, index: dict[int, int], any_name: bool
) -> tuple[list[tuple[str, int]], set[str]]:
    """Return the losses, rates, and norms that a line names, and which names have a role."""
    if bare := _BARE.fullmatch(line):
        at = index.get(bare.start("number"))
        return ([] if at is None else [("loss", at)]), set()
    found = _losses(line)
    blank = line if found else _without_places(line)
    if blank != line:
        found = _losses(blank)
    for pattern, text in ((_LETTER, line), (_NUMBER_FIRST, blank), (_OBJECTIVE, line)):
        found = found or list(pattern.finditer(text))
    if any_name and not found:
        found = [match for match in _ANY.finditer(line) if _may_be_loss(match["name"])]
    if not found:
        return [], set()
    values: list[tuple[str, int]] = []
    with_role: set[str] = set()
    role, end = "", 0
    names = Counter(_name_in(match) for match in found)
    for match in found:
        name = _name_in(match)
        if names[name] > 1 and (word := _WORD_BEFORE.search(line, end, match.start())):
            name = f"{word[0].strip()} {name}"  # "lm loss: 6.9 | sop loss: 0.7"
        before = v.words(line[end : match.start()])
        role = next((word for word in reversed(before) if v.role_of(word)), role)
        end = match.end()
        if v.role_of(name):
            with_role.add(name)
        elif role:
            name = f"{role} {name}"
            with_role.add(name)
        if match.start("number") in index and name not in dict(values):
            values.append((name, index[match.start("number")]))
    taken = {i for _, i in values}
    for pattern in (_RATE, _NORM, _SCORE):
        for match in pattern.finditer(line):
            i = index.get(match.start("number"))
            name = "gradient norm" if "|" in match["name"] else _tidy(match["name"])
            if i is not None and i not in taken and name not in dict(values):
                values.append((name, i))
                with_role.add(name)
                taken.add(i)
    return values, with_role


def _losses(line: str) -> list[re.Match[str]]:
    return [match for match in _LOSS.finditer(line) if not _is_cost_of_time(line, match)]


def _is_cost_of_time(line: str, match: re.Match[str]) -> bool:
    """Return whether a name is "cost" after "time"."""
    before = _WORD_BEFORE.search(line, 0, match.start())
    return match["name"].casefold() == "cost" and before is not None and v.is_bookkeeping(before[0])


def _may_be_loss(name: str) -> bool:
    """Return whether an unknown name is neither a time nor a place in a source file."""
    return not v.is_bookkeeping(name) and _SOURCE_FILE.search(name) is None


def _name_in(match: re.Match[str]) -> str:
    name = _tidy(match["name"] + (match.groupdict().get("more") or ""))
    return "objective" if name == "value" else name


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name.strip(" \t-_.'\"*")).strip()


def _without_places(line: str) -> str:
    """Return a line with its epoch or step replaced by blanks: "Cost after iteration 100: 0.6"."""
    for pattern in (*_COUNTED.values(), *_AT.values()):
        line = pattern.sub(lambda m: " " * len(m[0]), line)
    return _BY_POSITION.sub(lambda m: " " * len(m[0]), line)


def _places(line: str, index: dict[int, int], taken: set[int]) -> Shape:
    """Return which numbers, of those not `taken` as values, are the epoch or step of a line."""
    found: dict[str, tuple[int, ...]] = {}
    ends = 0
    bracketed: tuple[int, ...] | None = None
    for unit in _UNITS:
        for pattern in (_AT[unit], _COUNTED.get(unit)):
            match = pattern.search(line) if pattern else None
            if match is None or match.start("at") not in index:
                continue
            at = [index[match.start("at")]]
            if match["total"] and match.start("total") in index:
                at.append(index[match.start("total")])
            if taken & set(at):
                continue
            found[unit] = tuple(at)
            taken = taken | set(at)
            ends = match.end() if unit == "epoch" else ends
            break
    if (pair := _PAIR.match(line)) and (counts := _state(pair, index)) is not None:
        found.setdefault("epoch", counts[:1])
        found.setdefault("step", counts[1:])
    within = _WITHIN.match(line, ends) if ends else None
    if within is not None and (bracketed := _state(within, index)) is not None:
        unit = "sample" if within[3] else "step"
        found.setdefault(unit, bracketed)
        taken = taken | set(found[unit])
    if not found and (variable := _VARIABLE.search(line)) and variable.start("at") in index:
        found["step"] = (index[variable.start("at")],)
    if not found.keys() & {"step", "sample"} and (end := _AT_END.search(line)):
        state = _state(end, index)
        if state is not None and not taken & set(state) and not _bar(line, index, taken):
            found["step"] = bracketed = state
    bar = _bar(line, index, taken)
    counts_epochs = bar is not None and "epoch" not in found and _EPOCH_WORD.search(line)
    return Shape(
        epoch=found["epoch"][0] if "epoch" in found else None,
        step=found.get("step"),
        sample=found.get("sample"),
        is_in_brackets=bracketed is not None and found.get("step") == bracketed,
        bar=bar,
        bar_counts_epochs=bool(counts_epochs),
    )


def _state(match: re.Match[str], index: dict[int, int]) -> tuple[int, int] | None:
    """Return which numbers a count and its total are, if each is a number of its own."""
    at, total = index.get(match.start(1)), index.get(match.start(2))
    return None if at is None or total is None else (at, total)


def _bar(line: str, index: dict[int, int], taken: set[int]) -> tuple[int, int] | None:
    """Return which numbers are the state of a progress bar, such as 16/32."""
    for match in _FRACTION.finditer(line):
        state = _state(match, index)
        if state is None or taken & set(state) or _DAY.match(line, match.end()):
            continue
        if _BAR_BEFORE.fullmatch(line[: match.start()]):
            return state
    return None
