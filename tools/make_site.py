"""Write the lab beside the built documentation: python tools/make_site.py site/lab"""

from __future__ import annotations

import sys
from pathlib import Path

from downslope.lab.exported_page import export

GUIDE = "../start.html"  # of the documentation, as the lab sees it


def main() -> None:
    """Export the lab into the folder that is named."""
    target = Path(sys.argv[1])
    size = export(target, guide=GUIDE)
    print(f"Wrote {target}/index.html ({size / 1e6:.1f} MB in all).")


if __name__ == "__main__":
    main()
