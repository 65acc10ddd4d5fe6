import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
path = ds.trajectory(problem, lr=0.01, epochs=200, start=line.start)
picture = ds.plots.loss_curves(path, floor=problem.loss(ds.solve(line.x, line.y).weights))
