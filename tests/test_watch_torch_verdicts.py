"""Watches of PyTorch loops: faults are found, and what is in order is not called one."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

import downslope as ds
from downslope.torch import ModuleWatch, watch
from torch_runs import INPUTS, MSE, SGD, Adam, data, dense, net, state, take_steps, train

# --- verdicts -------------------------------------------------------------------------------------


class Detached(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.body, self.head = net(), torch.nn.Linear(1, 1).double()

    def forward(self, X: Any) -> Any:
        return self.head(self.body(X).detach())


def scaled_net(factor: float, act: torch.nn.Module) -> Any:
    model = net(act)
    with torch.no_grad():
        model[0].weight.mul_(factor)
    return model


def dead_net() -> Any:
    model = net(torch.nn.ReLU())
    with torch.no_grad():
        model[0].bias.fill_(-100.0)
    return model


FAULTS: dict[str, tuple[Callable[..., Any], Callable[[], Any], dict[str, Any], str]] = {
    "healthy": (lambda p: SGD(p, 0.1), net, {}, "none flat_directions"),
    "adam": (lambda p: Adam(p, 0.01), net, {}, "none flat_directions"),
    "edge": (lambda p: SGD(p, 0.32), net, {"steps": 250}, "edge_of_stability"),
    "too high": (lambda p: SGD(p, 3.0), net, {}, "lr_above_limit"),
    "too small": (lambda p: SGD(p, 1e-4), net, {}, "lr_too_small"),
    "adam too small": (lambda p: Adam(p, 1e-6), net, {}, "lr_too_small"),
    "never cleared": (lambda p: SGD(p, 0.01), net, {"clears": False}, "gradients_add_up"),
    "uphill": (lambda p: SGD(p, 0.01, maximize=True), net, {}, "wrong_sign"),
    "not in the optimizer": (lambda p: SGD(list(p)[2:], 0.1), net, {}, "frozen"),
    "detached": (lambda p: SGD(p, 0.1), Detached, {}, "detached"),
    "dead": (lambda p: SGD(p, 0.01), dead_net, {}, "dead_units"),
    "saturated": (
        lambda p: SGD(p, 0.01), lambda: scaled_net(3e3, torch.nn.Sigmoid()), {}, "saturated",
    ),
    "rate of 0": (lambda p: SGD(p, 0.0), net, {}, "frozen"),
    "batch norm after a bias": (
        lambda p: SGD(p, 0.05), lambda: net(torch.nn.BatchNorm1d(10), torch.nn.Tanh()), {},
        "none flat_directions slow_direction",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_causes(fault: str) -> None:
    make, build, options, causes = FAULTS[fault]
    own, _, _ = train(make, build(), **options)
    found = own.diagnosis
    assert found.cause in causes.split(), repr(found)
    assert found.status in repr(found).lower().replace(" ", "_")
    if fault == "too high":
        assert found.status == "failed" or found.lr_advised < 3.0
    if fault == "not in the optimizer":
        assert found.findings[0].columns == ("0.weight", "0.bias")


def test_a_sigmoid_at_the_output_is_not_saturated() -> None:
    torch.manual_seed(0)
    layers = (torch.nn.Linear(3, 8), torch.nn.Tanh(), torch.nn.Linear(8, 2), torch.nn.Sigmoid())
    model = torch.nn.Sequential(*layers).double()
    with torch.no_grad():
        model[2].weight.mul_(1e4)
    X = torch.tensor(INPUTS)
    own = watch(model, lambda: MSE(model(X), torch.ones(40, 2)), SGD(model.parameters(), 0.1))
    assert not any(mark.finding.code == "saturated" for mark in own._marks())
    longer = torch.nn.Sequential(model, torch.nn.Linear(2, 1).double())
    own = watch(longer, lambda: longer(X).mean(), SGD(longer.parameters(), 0.1))
    assert any(mark.finding.code == "saturated" for mark in own._marks())


def rectified_net() -> Any:
    model = net(torch.nn.ReLU())
    with torch.no_grad():
        model[2].bias.fill_(-50.0)
    return model


DEAD_OUTPUTS: dict[str, Callable[[Any, Any], Any]] = {
    "a column": lambda out, y: MSE(torch.relu(out), y),
    "no column": lambda out, y: MSE(torch.nn.functional.relu(out[:, 0]), y[:, 0]),
    "scaled after it": lambda out, y: MSE(3 * out.clamp(max=1).relu() + 1, y),
}


@pytest.mark.parametrize("how", DEAD_OUTPUTS)
@pytest.mark.parametrize("make", [lambda p: SGD(p, 0.05), lambda p: Adam(p, 0.05)])
def test_an_output_that_is_0_on_all_rows_is_the_cause(how: str, make: Any) -> None:
    model = rectified_net()
    X, y = data(model)

    def loss() -> Any:
        return DEAD_OUTPUTS[how](model(X), y)

    optimizer = make(model.parameters())
    own = watch(model, loss, optimizer)
    take_steps(optimizer, loss, 60, own.step)
    found = own.diagnosis
    assert (found.status, found.cause) == ("not_learning", "dead_units"), repr(found)
    assert "The output is 0 on all rows" in found.sentence
    assert "activation of the output" in str(found.advice[0])


def test_rectified_terms_of_a_loss_that_are_0_are_no_dead_output() -> None:
    model = net()
    X, y = data(model)
    sign = torch.where(y > 0, 1.0, -1.0)

    def hinge() -> Any:  # all margins are wide from the start: the penalty is all there is
        return (
            torch.relu(1 - sign * (100 * sign + model(X))).mean() + model[0].weight.square().sum()
        )

    for loss in (hinge, lambda: torch.relu(1 - sign * (100 * sign + model(X))).mean()):
        optimizer = SGD(model.parameters(), 0.01)
        own = watch(model, loss, optimizer)
        take_steps(optimizer, loss, 20, own.step)
        assert "dead_units" not in {each.code for each in own.diagnosis.findings}


def test_training_the_head_alone_is_no_fault_while_the_loss_falls() -> None:
    """An even fall, as losses of the steps; the body is in the model, not in the optimizer."""
    model = net()
    X, y = data(model)
    optimizer = SGD(model[2].parameters(), 0.01)
    own = watch(model, lambda: MSE(model(X), y), optimizer)
    losses = (0.97**k for k in itertools.count())
    take_steps(optimizer, lambda: MSE(model(X), y), 60, lambda _: own.step(next(losses)))
    found = own.diagnosis
    (frozen,) = [each for each in found.findings if each.code == "frozen"]
    assert found.cause == "none"
    assert "Nothing is wrong" not in repr(found)
    assert set(frozen.columns) == {"0.weight", "0.bias"}


def test_gradients_that_turn_nan_are_no_high_rate() -> None:
    """The means of Adam are not finite then, and say nothing about its rate."""
    model = net()
    X, y = data(model)
    optimizer = Adam(model.parameters(), 1e-3)
    own = watch(model, lambda: MSE(model(X), y), optimizer)
    factors = iter([1.0] * 8 + [float("nan")] * 4)
    take_steps(optimizer, lambda: MSE(model(X), y) * next(factors), 12, own.step)
    found = own.diagnosis
    assert (found.status, found.cause) == ("failed", "nan_or_inf")
    assert found.lr_advised is None
    assert any("not finite anymore" in each for each in found.unknown)


def test_a_clipped_gradient_does_not_add_up() -> None:
    own, _, _ = train(lambda p: SGD(p, 0.1), steps=9)
    own._growth = {1: 0.1, 2: 0.21, 4: 0.45, 8: 0.9}
    assert not any(mark.finding.code == "gradients_add_up" for mark in own._marks())


@pytest.mark.parametrize("make", [Adam, torch.optim.AdamW], ids=lambda each: each.__name__)
def test_a_rate_is_found_before_the_first_step_of_adam(make: Any) -> None:
    """The runs are those of a loop with a new optimizer, which has no state afterward."""
    model = net()
    X, y = data(model)
    optimizer = make(model.parameters(), 1e-3)
    found = ds.find_rate(watch(model, lambda: MSE(model(X), y), optimizer), steps=20)
    assert found.lr_limit is None
    assert not optimizer.state
    assert optimizer.param_groups[0]["lr"] == 1e-3
    trained = make(model.parameters(), found.lr)
    take_steps(trained, lambda: MSE(model(X), y), 20)
    told = next(each.final_loss for each in found.tried if each.lr == found.lr)
    assert MSE(model(X), y).item() == pytest.approx(told, rel=1e-4)


def test_advice_of_one_report_does_not_contradict_itself() -> None:
    """Of dead units no larger weights are advised, nor is it said that they cannot be told."""
    model = net(torch.nn.ReLU())
    with torch.no_grad():
        model[0].bias.fill_(-50.0)
    own, _, _ = train(lambda p: Adam(p, 0.01), model)
    found = own.diagnosis
    assert found.cause == "dead_units"
    assert "vanishing_gradients" in [each.code for each in found.findings]
    assert "larger weights" not in repr(found)
    assert not any("dead units" in each for each in found.unknown)


def test_layers_that_require_no_gradient_are_named() -> None:
    model = net()
    model[0].requires_grad_(False)
    own, _, _ = train(lambda p: SGD([each for each in p if each.requires_grad], 0.05), model)
    named = [each for each in own.diagnosis.findings if each.code == "not_trained"]
    assert [each.columns for each in named] == [("0.weight", "0.bias")]
    assert not any(each.code == "not_trained" for each in train(lambda p: SGD(p, 0.05))[0]._marks())


def test_a_run_that_failed_below_its_limit_says_what_the_limit_was() -> None:
    """Momentum in a narrowing valley overshoots at a rate that was stable where it began."""
    torch.manual_seed(0)
    X = torch.randn(200, 3)
    y = X @ torch.tensor([[1.0], [2.0], [-1.0]]) + torch.sin(2 * X[:, :1])
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(3, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))
    optimizer = SGD(model.parameters(), 0.3, momentum=0.9)

    def loss() -> Any:
        return MSE(model(X), y)

    own = watch(model, loss, optimizer)
    take_steps(optimizer, loss, 100, own.step)
    found = own.diagnosis
    assert found.status == "failed"
    assert found.lr_limit is not None
    assert found.lr_limit > 0.3
    assert "of its limit" in found.sentence
    assert "No limit on lr can be read" not in repr(found)


def test_noise_without_a_signal_is_not_blamed_on_a_rate_that_was_tried() -> None:
    torch.manual_seed(0)
    X = torch.randn(200, 3)
    torch.manual_seed(5)
    y = torch.randn(200, 1)
    torch.manual_seed(1)
    model = torch.nn.Linear(3, 1)
    optimizer = SGD(model.parameters(), 0.05)
    own = watch(model, lambda: MSE(model(X), y), optimizer)

    def of_a_batch() -> Any:
        rows = torch.randint(0, 200, (16,))
        return MSE(model(X[rows]), y[rows])

    take_steps(optimizer, of_a_batch, 200, own.step)
    found = own.diagnosis
    assert found.status == "not_learning"
    assert len(found.tried) >= 2
    assert found.cause == "unknown"
    rates = sorted(each.lr for each in found.tried)
    assert f"at lr={', '.join(f'{lr:g}' for lr in rates[:-1])}" in found.sentence
    assert "cannot tell a plateau" in found.sentence
    assert "do not tell the target" in found.sentence
    assert "tenth of your lr" not in repr(found)
    assert "cannot tell which" not in repr(found)


@pytest.mark.parametrize(
    ("scale", "lr", "cause"),
    [
        (0.05, 0.01, "flat_directions"),
        (0.1, 0.001, "lr_too_small"),
        (0.05, 0.45, "flat_directions"),
    ],
)
def test_a_start_near_a_saddle_is_not_called_done(scale: float, lr: float, cause: str) -> None:
    """Twenty steps gain nothing there; a thousand at half the limit leave a thousandth."""
    torch.manual_seed(0)
    X = torch.randn(200, 3, dtype=torch.float64)
    y = 1.5 * (X @ torch.tensor([[1.0], [2.0], [-1.0]], dtype=torch.float64)).tanh()
    torch.manual_seed(1)
    Linear, Tanh = torch.nn.Linear, torch.nn.Tanh
    layers = [Linear(3, 8), Tanh(), Linear(8, 8), Tanh(), Linear(8, 8), Tanh(), Linear(8, 1)]
    model = torch.nn.Sequential(*layers).double()
    with torch.no_grad():
        for weights in model.parameters():
            weights.mul_(scale)
    optimizer = SGD(model.parameters(), lr)

    def loss() -> Any:
        return MSE(model(X), y)

    own = watch(model, loss, optimizer)
    take_steps(optimizer, loss, 150, own.step)
    found = own.diagnosis
    assert found.cause == cause
    assert "near a saddle" in found.sentence
    assert "not the reason" not in found.sentence
    assert "as good as it gets" not in found.sentence
    assert not any("at this lr" in str(each) or "Stop" in str(each) for each in found.advice)
    if cause == "lr_too_small":
        assert found.lr_advised is not None
        assert found.tried[-1].gain > 10 * found.tried[0].gain
        assert "small part of the loss" in found.sentence


def test_compiled_functions_are_measured_by_differences() -> None:
    """What has no second derivative says so only when it is asked for one."""

    class Once(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x**2

        @staticmethod
        @torch.autograd.function.once_differentiable
        def backward(ctx: Any, slope: Any) -> Any:
            return 2 * ctx.saved_tensors[0] * slope

    model = net()
    X, y = data(model)
    optimizer = SGD(model.parameters(), 0.1)
    own = watch(model, lambda: Once.apply(model(X) - y).mean(), optimizer)
    found = own.measure()
    assert found.how == "differences"
    assert found.sharpness == pytest.approx(np.linalg.eigvalsh(dense(model))[-1], rel=1e-3)


def test_new_batches_at_each_call_are_found_out() -> None:
    model = net()
    X, y = data(model)
    own_rng = np.random.default_rng(0)

    def loss() -> Any:
        rows = own_rng.integers(0, 40, 8)
        return MSE(model(X[rows]), y[rows])

    own = watch(model, loss, SGD(model.parameters(), 0.1))
    with pytest.raises(ds.DataError, match="differs from call to call"):
        own.measure()


def test_noise_scale_of_batches() -> None:
    model = net()
    X, y = data(model)
    own = watch(model, lambda: MSE(model(X), y), SGD(model.parameters(), 0.1))
    parts = [lambda k=k: MSE(model(X[k : k + 4]), y[k : k + 4]) for k in range(0, 40, 4)]
    assert 0 < own.measure_noise(parts, 4) < 1000


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (lambda m, X, y: MSE(m(X), y).item(), "is a float, not a tensor"),
        (lambda m, X, y: (m(X) - y) ** 2, "has 40 values"),
        (lambda m, X, y: MSE(m(X), y).detach(), "detached"),
        (lambda m, X, y: m(X.float()).sum(), "function failed"),
        (lambda m, X, y: MSE(m(X.to("meta")), y), "function failed"),
        (lambda m, X, y: None, "NoneType"),
    ],
)
def test_losses_that_cannot_be_used(loss: Callable[..., Any], message: str) -> None:
    model = net()
    X, y = data(model)
    optimizer = SGD(model.parameters(), 0.1)
    before = state(model, optimizer)
    with pytest.raises(ds.DataError, match=message) as refused:
        watch(model, lambda: loss(model, X, y), optimizer).measure()
    assert "\n" not in str(refused.value)
    assert state(model, optimizer) == before


def test_a_loss_that_cannot_be_used_leaves_the_report_of_the_losses() -> None:
    model = net()
    X, y = data(model)
    optimizer = SGD(model.parameters(), 0.01)
    own = watch(model, lambda: MSE(model(X), y).item(), optimizer, every=5)
    for k in range(12):
        optimizer.zero_grad()
        MSE(model(X), y).backward()
        optimizer.step()
        own.step(0.9**k)
        if k == 0:
            assert "not a tensor" in own._notes["not_measured"].evidence
    found = own.diagnosis
    assert found.status == "converging"
    assert any("without .item()" in each.evidence for each in found.findings)


def test_arguments_that_cannot_be_used() -> None:
    model = net()
    optimizer = SGD(model.parameters(), 0.1)
    for arguments, message in (
        ((3, lambda: 0, optimizer), "model is a int"),
        ((model, MSE, optimizer), "needs arguments"),
        ((model, torch.ones(1), optimizer), "function without arguments"),
        ((model, lambda: 0, "sgd"), "optimizer is a str"),
        ((net().requires_grad_(False), lambda: 0, optimizer), "nothing to train"),
    ):
        with pytest.raises(ds.OptionError, match=message):
            watch(*arguments)
    with pytest.raises(ds.DataError, match="has 2 values"):
        watch(model, lambda: 0, optimizer).step(torch.ones(2))


def test_a_step_that_is_called_twice_counts_once() -> None:
    model = net()
    X, y = data(model)
    optimizer = SGD(model.parameters(), 0.1)
    own = watch(model, lambda: MSE(model(X), y), optimizer)

    def tell(loss: Any) -> None:
        own.step(loss)
        own.step(loss)

    take_steps(optimizer, lambda: MSE(model(X), y), 40, tell)
    assert own.steps <= 44
    assert any(each.code == "called_twice" for each in own.diagnosis.findings)


@pytest.mark.parametrize("make", [lambda p: SGD(p, 0.01), lambda p: Adam(p, 1e-3)])
@pytest.mark.parametrize("sign", [-1, 1])
def test_updates_along_the_gradient_are_seen_without_gradients_of_the_loop(
    make: Callable[[Any], Any], sign: int
) -> None:
    """The loop clears its gradients before the watch is called, and does not give its losses."""
    model = net()
    X, y = data(model)
    optimizer = make(model.parameters())
    own = watch(model, lambda: MSE(model(X), y), optimizer)
    for _ in range(100):
        (sign * MSE(model(X), y)).backward()
        optimizer.step()
        optimizer.zero_grad()
        own.step()
    found = own.diagnosis
    assert (found.cause == "wrong_sign") == (sign < 0)
    assert (found.status in ("diverging", "rising")) == (sign < 0)


def test_a_batch_on_another_device_than_the_model_is_one_clear_line() -> None:
    model = net()
    X, y = data(model)
    own = watch(model, lambda: MSE(model(X.to("meta")), y), SGD(model.parameters(), 0.1))
    with pytest.raises(ds.DataError, match="loss function") as refused:
        own.measure()
    assert "\n" not in str(refused.value)
    message = "Expected all tensors to be on the same device, but got mat1 is on cpu, different"

    def fails() -> Any:
        raise RuntimeError(message)

    with pytest.raises(ds.DataError, match="move the batch to the device of the model"):
        watch(model, fails, SGD(model.parameters(), 0.1)).measure()


def test_a_read_changes_no_later_report() -> None:
    def trained(reads: bool) -> str:
        own, model, optimizer = train(lambda p: Adam(p, 0.01), steps=30, gives=False, every=20)
        X, y = data(model)

        def tell(_: Any) -> None:
            own.step()
            if reads:
                repr(own)
                own.should_stop()

        take_steps(optimizer, lambda: MSE(model(X), y), 40, tell)
        return f"{own.diagnosis.to_dict()}"

    assert trained(True) == trained(False)


@pytest.mark.parametrize(
    "make",
    [
        lambda p: SGD(p, 0.02, momentum=0.9),
        lambda p: SGD(p, 0.02, momentum=0.9, dampening=0.5, weight_decay=0.1),
        lambda p: SGD(p, 0.02, momentum=0.9, nesterov=True),
        lambda p: SGD(p, 0.02, momentum=0.9, maximize=True),
        lambda p: torch.optim.Adam(p, 0.01, amsgrad=True),
        lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.5),
        lambda p: torch.optim.RMSprop(p, 0.01, centered=True, momentum=0.5),
        lambda p: torch.optim.Adagrad(p, 0.05),
        lambda p: SGD(
            [{"params": [q], "lr": 0.01 * (k + 1)} for k, q in enumerate(p)], momentum=0.8
        ),
    ],
)
def test_a_trial_goes_on_as_the_optimizer_would(make: Any) -> None:
    own, model, optimizer = train(lambda p: make(list(p)), steps=30)
    X, y = data(model)
    attempt = own._evidence().attempt
    assert attempt is not None
    before = state(model, optimizer)
    found = attempt(own._read_rate())
    assert state(model, optimizer) == before
    take_steps(optimizer, lambda: MSE(model(X), y), 20)
    assert found.final_loss == pytest.approx(MSE(model(X), y).item(), rel=1e-9)


class Table(torch.nn.Module):
    """Embedding whose gradient is sparse."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.rows = torch.nn.Embedding(12, 3, sparse=True, dtype=torch.float64)
        self.last = torch.nn.Linear(3, 1, dtype=torch.float64)

    def forward(self, X: Any) -> Any:
        return self.last(self.rows((X[:, 0] * 3).round().long().clamp(-5, 5) + 5))


@pytest.mark.filterwarnings("ignore:Sparse invariant")
@pytest.mark.parametrize("make", [lambda p: SGD(p, 0.1), lambda p: torch.optim.Adagrad(p, 0.1)])
def test_sparse_gradients_are_measured(make: Any) -> None:
    own, model, _ = train(make, Table(), steps=60)
    found = own.diagnosis
    assert found.status == "converging"
    assert found.sharpness == pytest.approx(dense_of_table(model)[-1], rel=1e-3)


def dense_of_table(model: Any) -> Any:
    model.rows.sparse = False
    return np.linalg.eigvalsh(dense(model))


def test_gradients_that_are_clipped_at_each_step_are_not_nothing_wrong() -> None:
    model = net()
    X, y = data(model)
    optimizer = SGD(model.parameters(), 0.05)
    own = watch(model, lambda: MSE(model(X), y), optimizer)

    def clip() -> None:
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.01)

    take_steps(optimizer, lambda: MSE(model(X), y), 150, own.step, before_step=clip)
    found = own.diagnosis
    assert found.cause == "gradient_scale"
    assert "clipped" in found.sentence


@pytest.mark.parametrize(
    "make",
    [
        lambda p: SGD(p, 0.1, weight_decay=5.0),
        lambda p: SGD(p, 0.15, weight_decay=3.0),
        lambda p: torch.optim.AdamW(p, 1e-3, weight_decay=40.0),
    ],
)
def test_weight_decay_that_raises_the_loss_is_no_wrong_sign(make: Any) -> None:
    found = train(make, steps=100)[0].diagnosis
    assert found.status in ("rising", "unstable")
    assert found.cause == "unknown"
    assert "above its limit" not in found.sentence


def test_a_wrong_sign_is_seen_beside_weight_decay() -> None:
    for make in (
        lambda p: SGD(p, 0.05, weight_decay=0.01),
        lambda p: torch.optim.AdamW(p, 0.01),
    ):
        model = net()
        X, y = data(model)
        optimizer = make(model.parameters())
        own = watch(model, lambda m=model, X=X, y=y: MSE(m(X), y), optimizer)
        for _ in range(40):
            optimizer.zero_grad()
            (-MSE(model(X), y)).backward()
            optimizer.step()
            own.step(MSE(model(X), y))
        assert own.diagnosis.cause == "wrong_sign"


class PlainDescent(SGD):
    """SGD under another name, as of a user's own class."""


class Pulled(torch.optim.Optimizer):
    """Plain descent of the user's own, with decay that only its own step knows."""

    def __init__(self, p: Any, lr: float, weight_decay: float) -> None:
        super().__init__(p, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            for p in group["params"]:
                p -= group["lr"] * p.grad + group["weight_decay"] * p


def two_groups(p: Any, *each: dict[str, Any]) -> list[dict[str, Any]]:
    parameters = list(p)
    return [{"params": parameters[:2], **each[0]}, {"params": parameters[2:], **each[1]}]


BESIDE_DECAY = {
    "subclass": lambda p, d: PlainDescent(p, 0.05, weight_decay=d),
    "two momenta": lambda p, d: SGD(
        two_groups(p, {"momentum": 0.5}, {"momentum": 0.0}), 0.02, weight_decay=d
    ),
    "nadam": lambda p, d: torch.optim.NAdam(p, 0.01, weight_decay=d),
    "nadam beside": lambda p, d: torch.optim.NAdam(
        p, 0.01, weight_decay=d, decoupled_weight_decay=True
    ),
    "adamax": lambda p, d: torch.optim.Adamax(p, 0.01, weight_decay=d),
    "radam": lambda p, d: torch.optim.RAdam(p, 0.01, weight_decay=d),
    "adafactor": lambda p, d: torch.optim.Adafactor(p, 0.01, weight_decay=d),
    "adamw": lambda p, d: torch.optim.AdamW(p, 1e-3, weight_decay=d),
}


def toward_three(make: Callable[[Any], Any], sign: int = 1) -> ModuleWatch:
    """Return the watch of weights that begin at 2, below what is best for their loss."""
    model = torch.nn.ParameterList(torch.full((3,), 2.0, dtype=torch.float64) for _ in range(4))

    def loss() -> Any:
        return sum(((p - 3) ** 2).sum() for p in model)

    optimizer = make(model.parameters())
    own = watch(model, loss, optimizer)
    take_steps(optimizer, lambda: sign * loss(), 20, lambda value: own.step(sign * value))
    return own


@pytest.mark.parametrize("name", BESIDE_DECAY)
def test_updates_are_compared_without_their_weight_decay(name: str) -> None:
    own = toward_three(lambda p: BESIDE_DECAY[name](p, 8.0))
    assert own._slopes
    assert max(own._slopes) < 0
    assert own.diagnosis.cause != "wrong_sign"
    uphill = toward_three(lambda p: BESIDE_DECAY[name](p, 1e-3), -1)
    assert min(uphill._slopes) > 0.1
    assert uphill.diagnosis.cause == "wrong_sign"


def test_decay_that_is_not_known_is_not_compared_and_it_says_so() -> None:
    said = []
    for decay in (0.2, 0.0):
        own, _, _ = train(lambda p, d=decay: Pulled(p, 0.01, d), steps=20)
        assert (decay > 0) == (not own._slopes)
        said.append(any("weight decay" in each for each in own.diagnosis.unknown))
    assert said == [True, False]


@pytest.mark.parametrize(
    "groups",
    [
        ({"lr": 1e-4, "weight_decay": 0.1}, {"lr": 1e-2, "weight_decay": 0.1}),
        ({"lr": 1e-4, "weight_decay": 0.3}, {"lr": 1e-2, "weight_decay": 0.1}),
        ({"lr": 1e-4, "weight_decay": 0.0}, {"lr": 1e-2, "weight_decay": 0.1}),
        ({"lr": 1e-4, "weight_decay": 0.1}, {"lr": 1e-2, "weight_decay": 0.0}),
    ],
)
def test_decay_of_each_group_is_that_at_its_own_rate(groups: Any) -> None:
    # At the rate of the head, the decay of the body would be far more than its updates.
    model = torch.nn.ParameterList(torch.full((k,), 4.0, dtype=torch.float64) for k in (6, 2))
    body, head = model

    def loss() -> Any:
        return ((body - 3) ** 2).sum() + 0.01 * ((head - 5) ** 2).sum()

    each = [{"params": [p], **group} for p, group in zip(model, groups, strict=True)]
    optimizer = torch.optim.AdamW(each)
    own = watch(model, loss, optimizer)
    take_steps(optimizer, loss, 30, own.step)
    assert max(own._slopes) < 0
    assert own.diagnosis.cause != "wrong_sign"


def test_weights_that_overflow_warn_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        own, _, _ = train(lambda p: SGD(p, 1e30), steps=8, gives=False)
        assert own.diagnosis.status == "failed"


def deep_run(seed: int, lr: float, steps: int, batch: int | None) -> ModuleWatch:
    """Train a deep ReLU network, a default start of which leaves many units dead."""
    draw = torch.Generator().manual_seed(1)
    X = torch.randn(512, 10, generator=draw)
    y = 2 * X[:, :1] - X[:, 1:2]
    torch.manual_seed(seed)
    widths = [10, 32, 32, 32, 32, 32]
    layers = [
        layer
        for into, out in itertools.pairwise(widths)
        for layer in (torch.nn.Linear(into, out), torch.nn.ReLU())
    ]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(32, 1))
    optimizer = SGD(model.parameters(), lr)
    own = watch(model, lambda: MSE(model(X), y), optimizer)

    def of_a_batch() -> Any:
        rows = slice(None) if batch is None else torch.randint(0, 512, (batch,), generator=draw)
        return MSE(model(X[rows]), y[rows])

    take_steps(optimizer, of_a_batch, steps, own.step)
    return own


@pytest.mark.parametrize(("seed", "steps", "batch"), [(0, 400, None), (0, 100, 64), (2, 100, 64)])
def test_a_rate_far_too_small_is_told_on_a_plateau(
    seed: int, steps: int, batch: int | None
) -> None:
    own = deep_run(seed, 0.001, steps, batch)
    found = own.diagnosis
    assert found.share_of_limit < 0.01
    assert (found.status, found.cause) == ("converging", "lr_too_small"), repr(found)
    assert found.lr_advised >= 10 * 0.001
    dead = [each.fix for each in found.findings if each.code == "dead_units"]
    assert not any("lower lr" in each for each in dead)


def wide_run(seed: int, lr: float, steps: int = 150) -> ModuleWatch:
    """Train a ReLU network on batches of a table whose target bends."""
    draw = torch.Generator().manual_seed(1)
    X = torch.randn(512, 10, generator=draw)
    y = 2 * X[:, :1] - X[:, 1:2] + 0.5 * torch.sin(3 * X[:, 2:3])
    y += 0.1 * torch.randn(512, 1, generator=draw)
    torch.manual_seed(seed)
    first, second, third = torch.nn.Linear(10, 32), torch.nn.Linear(32, 32), torch.nn.Linear(32, 1)
    model = torch.nn.Sequential(first, torch.nn.ReLU(), second, torch.nn.ReLU(), third)
    optimizer = SGD(model.parameters(), lr)
    own = watch(model, lambda: MSE(model(X), y), optimizer)
    draw = torch.Generator().manual_seed(0)

    def of_a_batch() -> Any:
        rows = torch.randint(0, 512, (64,), generator=draw)
        return MSE(model(X[rows]), y[rows])

    take_steps(optimizer, of_a_batch, steps, own.step)
    return own


@pytest.mark.parametrize(("seed", "lr"), [(0, 0.3), (1, 0.3), (3, 0.3), (0, 2.0), (0, 3.0)])
def test_a_rate_that_kills_units_is_told_from_the_limit_at_the_start(seed: int, lr: float) -> None:
    found = wide_run(seed, lr, 60).diagnosis
    assert found.status in ("failed", "unstable", "diverging", "rising", "not_learning")
    assert found.cause == "lr_above_limit", repr(found)
    assert 0.1 < found.lr_advised < 0.2
    assert "Start again" in found.advice[0].action
    assert not any("log" in each for each in found.unknown)


def test_swings_above_the_limit_are_those_of_the_rate_and_no_guess() -> None:
    found = wide_run(1, 0.2).diagnosis
    assert found.share_of_limit > 1.5
    assert (found.status, found.cause) == ("unstable", "lr_above_limit"), repr(found)
    assert found.lr_advised < 0.1
    assert "chance_level" not in {each.code for each in found.findings}


def adam_run(lr: float, act: torch.nn.Module, warm: int = 0, steps: int = 100) -> ModuleWatch:
    """Train a network with Adam, watched from the first step or after some of them."""
    draw = torch.Generator().manual_seed(0)
    X = torch.randn(64, 3, generator=draw)
    y = torch.sin(2 * X[:, :1]) + X[:, 1:2]
    torch.manual_seed(0)
    layers = [torch.nn.Linear(3, 16), act, torch.nn.Linear(16, 16), act, torch.nn.Linear(16, 1)]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)

    def loss() -> Any:
        return MSE(model(X), y)

    take_steps(optimizer, loss, warm)
    own = watch(model, loss, optimizer)
    take_steps(optimizer, loss, steps, own.step)
    return own


@pytest.mark.parametrize("act", [torch.nn.Tanh(), torch.nn.ReLU()], ids=["tanh", "relu"])
@pytest.mark.parametrize("lr", [1.0, 3.0])
def test_a_rate_that_threw_adam_off_its_start_is_told_by_starting_again(
    lr: float, act: torch.nn.Module
) -> None:
    own = adam_run(lr, act)
    found = own.diagnosis
    assert found.cause == "lr_above_limit", repr(found)
    assert found.status in ("unstable", "diverging", "rising", "not_learning")
    assert found.lr_advised <= lr / 10
    assert [each.lr for each in found.tried] == pytest.approx([lr, lr / 10, lr / 100])
    assert found.lr_limit is None  # the one at the end has grown with the loss
    assert any("limit at the first weights" in each for each in found.unknown)
    again = adam_run(found.lr_advised, act).diagnosis
    assert again.status in ("converging", "converged")
    assert again.final_loss < 0.5 * found.final_loss


def test_the_start_of_an_optimizer_that_was_used_before_is_not_tried_again() -> None:
    assert adam_run(1.0, torch.nn.ReLU(), warm=3).diagnosis.cause != "lr_above_limit"
    assert adam_run(0.03, torch.nn.ReLU()).diagnosis.cause != "lr_above_limit"


def test_a_rate_advised_for_an_adaptive_rule_says_how_long_it_was_tried() -> None:
    found = adam_run(1e-6, torch.nn.Tanh()).diagnosis
    assert found.cause == "lr_too_small", repr(found)
    assert "tried for 20 steps" in found.advice[0].action
