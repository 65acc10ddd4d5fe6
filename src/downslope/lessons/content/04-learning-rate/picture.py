import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
picture = ds.plots.sweep_curve(ds.sweep(problem, epochs=200, start=line.start))
