import downslope as ds

line = ds.datasets.lesson_line()
mse = ds.LeastSquares(line.x, line.y, loss="mse")
half = ds.LeastSquares(line.x, line.y, loss="half-mse")
paths = {
    "MSE": ds.trajectory(mse, lr=0.02, epochs=50, start=line.start),
    "half-MSE": ds.trajectory(half, lr=0.02, epochs=50, start=line.start),
}
picture = ds.plots.loss_curves(paths)
