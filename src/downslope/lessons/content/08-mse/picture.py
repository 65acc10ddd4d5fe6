import downslope as ds

table = ds.read("anscombe3")
problem = table.problem()
path = ds.trajectory(problem, lr=0.01, epochs=5000)
picture = ds.plots.data_and_line(problem, path, snapshots=())
