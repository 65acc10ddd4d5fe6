"""Adam: the same loss, and an update that gives every weight its own step length."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 10, 100)
y = 3 * x + 2 + rng.normal(0, 1, 100)
X_b = np.column_stack([x, np.ones(100)])
lr = 0.5
w = np.zeros(2)  # 1. initialize
mean, squares = np.zeros(2), np.zeros(2)

for epoch in range(201):
    y_hat = X_b @ w  # 2. predict
    residuals = y_hat - y
    loss = (residuals**2).mean()  # 3. loss
    gradient = 2 / len(y) * X_b.T @ residuals  # 4. gradient
    if epoch % 40 == 0:
        print(epoch, loss, w)
    mean = 0.9 * mean + 0.1 * gradient
    squares = 0.999 * squares + 0.001 * gradient**2
    size = np.sqrt(squares / (1 - 0.999 ** (epoch + 1))) + 1e-8
    w = w - lr * mean / (1 - 0.9 ** (epoch + 1)) / size  # 5. update
