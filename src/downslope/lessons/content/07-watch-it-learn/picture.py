import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
picture = ds.plots.direction_errors(problem, lr=0.01, epochs=200, start=line.start)
