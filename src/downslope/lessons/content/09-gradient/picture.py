import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
path = ds.trajectory(problem, lr=0.01, epochs=5, start=line.start)
picture = ds.plots.loss_contour(problem, path)
