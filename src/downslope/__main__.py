"""`python -m downslope` is the `downslope` command."""

from __future__ import annotations

from downslope.cli import main

if __name__ == "__main__":
    main()
