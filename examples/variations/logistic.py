"""Logistic regression: the probability of a yes."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 10, 100)
y = rng.uniform(0, 1, 100) < 1 / (1 + np.exp(5 - x))
X_b = np.column_stack([x, np.ones(100)])
lr = 0.1
w = np.zeros(2)  # 1. initialize

for epoch in range(201):
    y_hat = 1 / (1 + np.exp(-X_b @ w))  # 2. predict
    residuals = y_hat - y
    loss = -np.log(np.where(y, y_hat, 1 - y_hat)).mean()  # 3. loss
    gradient = 1 / len(y) * X_b.T @ residuals  # 4. gradient
    if epoch % 40 == 0:
        print(epoch, loss, w)
    w = w - lr * gradient  # 5. update
