import downslope as ds

line = ds.datasets.lesson_line(noise=10)
problem = ds.LeastSquares(line.x, line.y)
path = ds.trajectory(problem, lr=0.01, epochs=200, start=line.start)
picture = ds.plots.data_and_line(problem, path)
