"""Poisson regression: the mean of a count."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 10, 100)
y = rng.poisson(np.exp(0.2 * x + 0.5))
X_b = np.column_stack([x, np.ones(100)])
lr = 0.001
w = np.zeros(2)  # 1. initialize

for epoch in range(201):
    y_hat = np.exp(X_b @ w)  # 2. predict
    residuals = y_hat - y
    loss = (y_hat - y * np.log(y_hat)).mean()  # 3. loss
    gradient = 1 / len(y) * X_b.T @ residuals  # 4. gradient
    if epoch % 40 == 0:
        print(epoch, loss, w)
    w = w - lr * gradient  # 5. update
