"""The elastic net: the penalties of ridge and lasso together."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 10, 100)
y = 3 * x + 2 + rng.normal(0, 1, 100)
X_b = np.column_stack([x, np.ones(100)])
lr, alpha, l1_ratio = 0.01, 0.5, 0.5
w = np.zeros(2)  # 1. initialize

for epoch in range(201):
    y_hat = X_b @ w  # 2. predict
    residuals = y_hat - y
    loss = (residuals**2).mean() + alpha * (
        l1_ratio * abs(w[0]) + (1 - l1_ratio) / 2 * w[0] ** 2
    )  # 3. loss
    gradient = 2 / len(y) * X_b.T @ residuals + alpha * (1 - l1_ratio) * w * [1, 0]  # 4. gradient
    if epoch % 40 == 0:
        print(epoch, loss, w)
    w = w - lr * gradient  # 5. update
    w[0] = np.sign(w[0]) * max(abs(w[0]) - lr * alpha * l1_ratio, 0)
