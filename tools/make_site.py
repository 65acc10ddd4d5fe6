"""Write the lab beside the built documentation: python tools/make_site.py site/lab"""

from __future__ import annotations

import sys
from pathlib import Path

from downslope.lab.exported_page import export

GUIDE = "../start.html"  # of the documentation, as the lab sees it
PLACE = "<!-- the lab, if it is beside these pages -->"


def link(lab: Path) -> int:
    """Link the pages that have a place for it to the lab beside them; return how many have."""
    pages = [page for page in lab.parent.glob("*.html") if PLACE in page.read_text("utf-8")]
    for page in pages:
        button = f'<p><a class="md-button" href="{lab.name}/">Open the lab</a></p>'
        page.write_text(page.read_text("utf-8").replace(PLACE, button), "utf-8")
    return len(pages)


def main() -> None:
    """Export the lab into the folder that is named."""
    target = Path(sys.argv[1])
    size = export(target, guide=GUIDE)
    linked = link(target)
    assert linked, f"no page in {target.parent} has a place for the link: {PLACE}"
    print(f"Wrote {target}/index.html ({size / 1e6:.1f} MB in all).")


if __name__ == "__main__":
    main()
