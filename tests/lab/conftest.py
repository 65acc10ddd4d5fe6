"""A server of the lab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from downslope.lab.app import application
from lab.asking import ADDRESS


@pytest.fixture
def lab() -> Iterator[TestClient]:
    with TestClient(application(), base_url=ADDRESS) as client:
        yield client
