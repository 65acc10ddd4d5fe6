"""Views of `downslope quiz`: questions, replies, hints, and scores.

They are at most 80 columns wide and work without colors: every mark is a sign and a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from downslope.cli.output import apart, plain_table
from downslope.cli.terminal import prose
from downslope.lessons.quiz.grade import ATTEMPTS_BEFORE_KEY, Graded
from downslope.lessons.quiz.items import Item
from downslope.lessons.quiz.questions import Posed
from downslope.lessons.quiz.session import Question, Record, TopicScore
from downslope.lessons.sections import section

BAR = 10
MOST_TO_READ = 4  # sections that are shown with their commands
LEVELS = {1: "easy", 2: "medium", 3: "hard"}
MARKS = {
    None: ("·", "dim", "new"),
    "open": ("…", "yellow", "begun"),
    "right": ("✓", "green", "right"),
    "told": ("✗", "red", "told"),
    "skipped": ("↷", "yellow", "skipped"),
}


def question(asked: Question, number: int, total: int) -> RenderableType:
    """Return a question with its heading and its options."""
    posed = asked.posed
    parts: list[RenderableType] = [_heading(posed, number, total), Text(), prose(posed.stem)]
    if posed.options:
        parts += [Text(), _options(posed)]
    if asked.attempts:
        parts += [Text(), Text(f"Attempt {asked.attempts + 1} of {ATTEMPTS_BEFORE_KEY}.", "dim")]
    return Group(*parts, Text())


def _heading(posed: Posed, number: int, total: int) -> RenderableType:
    left = Text.assemble(
        (f"Question {number} of {total}", "bold cyan"), f" · {section(posed.topic).title}"
    )
    right = Text(f"{LEVELS[posed.level]} · seed {posed.seed}", "dim")
    return Group(Rule(style="cyan"), apart(left, right))


def _options(posed: Posed) -> RenderableType:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column()
    for option in posed.options:
        rows.add_row(Text(f"  {option.letter}", "bold"), prose(option.text))
    return rows


def verdict(graded: Graded, hints_left: bool) -> RenderableType:
    """Return the reply to an answer, with the reason once the key is shown."""
    if graded.correct:
        parts = [_marked("✓", "bold green", f"Right. {_unrepeated(graded.feedback)}")]
    else:
        parts = [_marked("✗", "bold red", f"Not quite. {graded.feedback}")]
    if graded.answer is not None and not graded.correct:
        parts.append(_marked("→", "bold", f"The answer: **{graded.answer}**"))
    if graded.why is not None:
        parts += [Text(), _marked(" ", "", graded.why)]
    elif not graded.correct:
        left = ATTEMPTS_BEFORE_KEY - graded.attempt
        more = f"{left} more tr{'ies' if left > 1 else 'y'}"
        parts.append(Text(f"  {more}{'; h for a hint' if hints_left else ''}.", "dim"))
    return Group(Text(), *parts, Text())


def _unrepeated(feedback: str) -> str:
    """Return the feedback without its "Yes" or "Right", which the mark already says."""
    rest = re.sub(r"^(Yes|Right)\b[.,:;]?\s*", "", feedback)
    return rest[:1].upper() + rest[1:]


def _marked(mark: str, style: str, text: str) -> RenderableType:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column()
    row.add_row(Text(mark, style), prose(text))
    return row


def hint(number: int, total: int, text: str) -> RenderableType:
    """Return a hint, with its number."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column()
    row.add_row(Text(f"Hint {number} of {total}:", "bold magenta"), prose(text))
    return Padding(row, (1, 0))


def prompt(posed: Posed) -> str:
    """Return the prompt before the cursor."""
    wanted = "Your answer"
    if posed.options:
        wanted += f", a to {posed.options[-1].letter}"
    elif posed.unit:
        wanted += f", in {posed.unit}"
    return f"{wanted} (h hint, s skip, q quit) > "


def keys(posed: Posed) -> Text:
    """Return the help: what can be typed."""
    answer = (
        f"a letter from a to {posed.options[-1].letter}, or the option's text"
        if posed.options
        else "a number: 0.025, 1/40, 2.5e-2, or 2.5%"
    )
    return Text(
        f"Type {answer}. Or type h for a hint, s to skip, q to quit and go on later.", "dim"
    )


def standing(scores: Iterable[TopicScore]) -> RenderableType:
    """Return the table of scores by topic, with a total."""
    table = plain_table()
    table.add_column("topic", no_wrap=True, overflow="ellipsis", max_width=47)
    table.add_column("")
    table.add_column("right", justify="right")
    table.add_column("at once", justify="right")
    listed = list(scores)
    for score in listed:
        table.add_row(
            score.title, _bar(score.right, score.total), f"{score.right} of {score.total}",
            str(score.first_try),
        )  # fmt: skip
    right, total = sum(each.right for each in listed), sum(each.total for each in listed)
    once = sum(each.first_try for each in listed)
    table.add_row(
        Text("all", "bold"), _bar(right, total), Text(f"{right} of {total}", "bold"),
        Text(str(once), "bold"),
    )  # fmt: skip
    return table


def _bar(part: int, whole: int) -> Text:
    full = round(BAR * part / whole) if part < whole else BAR
    return Text("━" * full, "green") + Text("─" * (BAR - full), "bright_black")


def to_read_again(scores: Iterable[TopicScore]) -> RenderableType:
    """Return the weakest sections, each with a command to try."""
    weakest = sorted(scores, key=lambda score: -len(score.weak) / score.total)
    lines: list[RenderableType] = []
    for score in weakest[:MOST_TO_READ]:
        see = section(score.topic).see
        shown = f"  {see[0].line}" if see else ""
        again = f"  downslope quiz --topic {score.topic}"
        lines += [
            Text.assemble((score.title, "bold"), f": {', '.join(score.weak)}"),
            *[Text(line, "cyan") for line in (shown, again) if line],
        ]
    if len(weakest) > MOST_TO_READ:
        rest = ", ".join(score.title for score in weakest[MOST_TO_READ:])
        lines.append(Text(f"and after these: {rest}", "dim"))
    return Group(Text("Worth another look", "bold yellow"), *lines)


def listing(rows: Iterable[tuple[Item, Record]]) -> RenderableType:
    """Return the list of all items with their states, topic by topic."""
    parts: list[RenderableType] = []
    table, topic = plain_table(), ""
    for item, record in rows:
        if item.topic != topic:
            topic, table = item.topic, _item_table()
            parts += [Text(), Text.assemble((section(topic).title, "bold"), f"  ({topic})"), table]
        mark, style, word = MARKS[record.state]
        table.add_row(Text(mark, style), item.id, item.kind, LEVELS[item.level], Text(word, style))
    return Group(*parts[1:])


def _item_table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for width in (2, 30, 8, 6, 8):
        table.add_column(width=width, no_wrap=True)
    return table
