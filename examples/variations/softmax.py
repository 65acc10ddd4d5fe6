"""Softmax regression: the probabilities of three classes."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 10, 100)
y = np.eye(3)[np.digitize(x + rng.normal(0, 1, 100), [3, 7])]
X_b = np.column_stack([x, np.ones(100)])
lr = 0.05
w = np.zeros((3, 2))  # 1. initialize

for epoch in range(201):
    y_hat = np.exp(X_b @ w.T)  # 2. predict
    y_hat = y_hat / y_hat.sum(axis=1, keepdims=True)
    residuals = y_hat - y
    loss = -np.log(y_hat[y == 1]).mean()  # 3. loss
    gradient = 1 / len(y) * residuals.T @ X_b  # 4. gradient
    if epoch % 40 == 0:
        print(epoch, loss, w)
    w = w - lr * gradient  # 5. update
