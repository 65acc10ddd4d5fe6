"""`python -m downslope` is the `downslope` command."""

from downslope.cli import main

if __name__ == "__main__":
    main()
