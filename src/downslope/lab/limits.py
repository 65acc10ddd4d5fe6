"""What one page may ask for: every cap in one place, and in every message about it."""

from __future__ import annotations

EPOCHS = 10_000  # of a run: each is sent to the page
RATE = 1e300  # of a run; the data, and not the page, say which rates make sense
GENERATED = 100_000  # points of a generated line
EDITED = 5_000  # points that a page may send
SHOWN = 2_000  # points that a page is sent; of more rows it gets a sample
FEATURES = 50
RATES = 1_000  # of a sweep
UPLOAD = 50 * 2**20  # bytes of a file
READ_AHEAD = 32 * 2**20  # bytes of a given file that are read before the page is there
BODY = 8 * 2**20  # bytes of a question in JSON
UPLOADS_KEPT = 8  # files, the oldest goes first
OPENED_KEPT = 6  # tables in memory
ROW_WORK = 5e8  # n·p·epochs: beyond, the loop runs on the few rows that stand for all
COMPARE_SECONDS = 20.0  # for all solvers together
SOLVER_SECONDS = 4.0  # a solver expected to take longer is not run
TEXT = 20_000  # letters of a text to be opened in an AI


def to_dict() -> dict[str, float]:
    """The caps that a page has to know."""
    return {
        "epochs": EPOCHS,
        "rate": RATE,
        "n": GENERATED,
        "points": EDITED,
        "shown": SHOWN,
        "features": FEATURES,
        "rates": RATES,
        "upload_bytes": UPLOAD,
    }
