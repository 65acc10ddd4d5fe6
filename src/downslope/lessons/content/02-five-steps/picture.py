import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
path = ds.trajectory(problem, lr=0.01, epochs=1, start=line.start)
picture = ds.plots.data_and_line(problem, path, snapshots=(0, 1))
