"""A pytest plugin: scikit-learn's own tests get this package's estimators for theirs."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pytest
from sklearn import linear_model

from downslope import estimators
from sampling import sampled

CASES = 2  # of each test
passed: Counter[str] = Counter()  # by module

for name in (
    "LinearRegression", "Ridge", "Lasso", "ElasticNet", "LogisticRegression", "PoissonRegressor"
):  # fmt: skip
    setattr(linear_model, name, getattr(estimators, name))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave a sample of the cases of each test."""
    kept: list[pytest.Item] = []
    for _, found in groupby(list(items), lambda item: item.nodeid.partition("[")[0]):
        by_name = {item.name: item for item in found}
        kept += [by_name[name] for name in sampled(list(by_name), CASES)]
    config.hook.pytest_deselected(items=list(set(items) - set(kept)))
    items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    passed[item.path.stem] += report.when == "call" and report.passed
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for module, count in passed.items():
        terminalreporter.write_line(f"{module}: {count} passed")
