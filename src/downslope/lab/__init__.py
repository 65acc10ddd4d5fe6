"""The web lab: a server on loopback that answers in JSON, and the built page that asks it."""

from __future__ import annotations
