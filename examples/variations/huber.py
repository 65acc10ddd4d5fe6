"""Huber regression: a line that a few wild points cannot pull away."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 10, 100)
y = 3 * x + 2 + rng.standard_t(1.5, 100)
X_b = np.column_stack([x, np.ones(100)])
lr, delta = 0.01, 1.0
w = np.zeros(2)  # 1. initialize

for epoch in range(201):
    y_hat = X_b @ w  # 2. predict
    residuals = y_hat - y
    clipped = np.clip(residuals, -delta, delta)
    loss = (clipped * (residuals - clipped / 2)).mean()  # 3. loss
    gradient = 1 / len(y) * X_b.T @ clipped  # 4. gradient
    if epoch % 40 == 0:
        print(epoch, loss, w)
    w = w - lr * gradient  # 5. update
