import numpy as np
from matplotlib.figure import Figure

rng = np.random.default_rng(0)
x = rng.uniform(0, 1, 10)
y = 3 * x + 2 + rng.normal(0, 1, 10)
grid = np.linspace(x.min(), x.max(), 200)

picture = Figure(figsize=(7, 5), layout="constrained")
ax = picture.subplots()
ax.plot(x, y, "o", label="training points")
for degree in (1, 7):
    powers = np.arange(degree + 1)
    w = np.linalg.lstsq(x[:, None] ** powers, y)[0]
    ax.plot(grid, grid[:, None] ** powers @ w, label=f"degree {degree}")
ax.plot(grid, 3 * grid + 2, "--", label="the truth")
ax.set(title="Two curves through ten points", xlabel="x", ylabel="y", ylim=(-2, 8))
ax.legend(frameon=False)
