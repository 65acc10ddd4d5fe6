"""Watch a training loop in NumPy: python examples/watch_numpy.py

The loop is your own. The watch needs the loss and its gradient as functions, to measure the
curvature; with the losses alone it says less (watch.log).
"""

import numpy as np

import downslope as ds

rng = np.random.default_rng(0)
X = rng.normal(size=(80, 3))
y = np.sin(X.sum(axis=1))
w = {"V": rng.normal(size=(3, 12)) / 2, "u": rng.normal(size=12) / 4}
lr = 0.3


def loss(w):
    return np.mean((np.tanh(X @ w["V"]) @ w["u"] - y) ** 2)


def gradient(w):
    hidden = np.tanh(X @ w["V"])
    blame = 2 / len(y) * (hidden @ w["u"] - y)
    return {"V": X.T @ (np.outer(blame, w["u"]) * (1 - hidden**2)), "u": hidden.T @ blame}


watch = ds.watch(loss=loss, gradient=gradient, lr=lr, every=50)
for _ in range(400):
    slopes = gradient(w)
    watch.step(w, slopes, loss(w))
    if watch.should_stop():
        print(watch.should_stop().reason)
        break
    w = {name: w[name] - lr * slopes[name] for name in w}
print(watch.diagnosis)
