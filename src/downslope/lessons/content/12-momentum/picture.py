import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
plain = ds.trajectory(problem, lr=0.01, epochs=200, start=line.start)
heavy = ds.trajectory(problem, lr=0.01, epochs=200, start=line.start, rule="momentum")
floor = problem.loss(ds.solve(line.x, line.y).weights)
picture = ds.plots.loss_curves({"plain": plain, "with momentum": heavy}, floor=floor)
