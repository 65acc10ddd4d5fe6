"""A network with one hidden layer: a line through features that it learns itself."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-5, 5, 100)
y = abs(x) + rng.normal(0, 0.3, 100)
X_b = np.column_stack([x, np.ones(100)])
lr = 0.01
V, w = rng.standard_normal((2, 4)), rng.standard_normal(5) / 2  # 1. initialize

for epoch in range(201):
    hidden = np.tanh(X_b @ V)  # 2. predict
    y_hat = hidden @ w[:-1] + w[-1]
    residuals = y_hat - y
    loss = (residuals**2).mean()  # 3. loss
    blame = np.outer(residuals, w[:-1]) * (1 - hidden**2)
    gradient = 2 / len(y) * np.append(hidden.T @ residuals, residuals.sum())  # 4. gradient
    if epoch % 40 == 0:
        print(epoch, loss, w)
    V = V - lr * 2 / len(y) * X_b.T @ blame
    w = w - lr * gradient  # 5. update
