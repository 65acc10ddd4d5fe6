import numpy as np

from downslope.plots.style import BLUE, INK, MUTED, VERMILION, blank_figure, style_axes

rng = np.random.default_rng(0)
x = rng.uniform(0, 1, 10)
y = 3 * x + 2 + rng.normal(0, 1, 10)
grid = np.linspace(x.min(), x.max(), 200)

picture = blank_figure()
ax = picture.subplots()
ax.plot(x, y, "o", color=MUTED, label="training points")
for degree, color, stroke in ((1, BLUE, "-"), (7, VERMILION, "-.")):
    powers = np.arange(degree + 1)
    w = np.linalg.lstsq(x[:, None] ** powers, y)[0]
    ax.plot(grid, grid[:, None] ** powers @ w, stroke, color=color, label=f"degree {degree}")
ax.plot(grid, 3 * grid + 2, "--", color=INK, label="the truth")
style_axes(ax, "Two curves through ten points", "", "x", "y")
ax.set_ylim(-2, 8)
ax.legend(frameon=False)
