import numpy as np

import downslope as ds

rng = np.random.default_rng(0)
first = rng.normal(0, 1, 100)
X = np.column_stack([first, first + rng.normal(0, 0.05, 100)])
problem = ds.LeastSquares(X, X.sum(axis=1) + rng.normal(0, 1, 100))
path = ds.trajectory(problem, lr=0.2, epochs=200, start=[3, -3, 0])
picture = ds.plots.loss_contour(problem, path)
