"""Make the lesson's runs, and write what rests on them: python tools/make_lesson.py"""

import json
from pathlib import Path

from downslope.lessons import export
from downslope.lessons.content_files import CONTENT
from downslope.lessons.numbers import STORE, computed, stored, wanted

ROOT = Path(__file__).parents[1]


def main() -> None:
    """The numbers first: the texts are filled from them."""
    numbers = {name: computed(name) for name in wanted()}
    (CONTENT / STORE).write_text(json.dumps(numbers, indent=0, ensure_ascii=False) + "\n")
    stored.cache_clear()
    (ROOT / "docs" / "lesson.md").write_text(export.lesson_markdown())
    (ROOT / "llms.txt").write_text(export.llms_text())


if __name__ == "__main__":
    main()
