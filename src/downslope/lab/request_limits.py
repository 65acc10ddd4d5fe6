"""Limits on what a page may ask for; messages about a limit are formatted from these constants."""

from __future__ import annotations

EPOCHS = 10_000  # of a run; the weights of each are sent to the page
RATE = 1e300  # learning rate of a run; which rates make sense depends on the data
GENERATED = 100_000  # points of a generated line
EXAMPLE = 2_000  # points of part two of the lesson
EDITED = 5_000  # points that a page may send
SHOWN = 2_000  # points sent to a page; of more rows it gets a sample
FEATURES = 50
RATES = 1_000  # of a sweep
HIDDEN = 20  # units of a network
WEIGHTS = (FEATURES + 2) * HIDDEN + 1
UPLOAD = 50 * 2**20  # bytes of an uploaded file
READ_AHEAD = 32 * 2**20  # bytes of a file that is read before the page opens
BODY = 8 * 2**20  # bytes of a request in JSON
UPLOADS_KEPT = 8  # files; the least recently used is dropped first
OPENED_KEPT = 6  # tables in memory
FOLLOWED = 100  # times its epochs that a diagnosis without a closed form runs
ROW_WORK = 5e8  # n·p·epochs above which a run uses the condensed problem
COMPARE_SECONDS = 20.0  # for all solvers together
SOLVER_SECONDS = 4.0  # a solver expected to take longer is not run
TEXT = 20_000  # characters of a text to open in an AI


def to_dict() -> dict[str, float]:
    """Return the limits that a page needs to know."""
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
