from itertools import islice

import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
paths = {}
for name, rows in {"all rows at once": None, "32 rows": 32, "single rows": 1}.items():
    recording = ds.plots.Recording(epochs=40)
    steps = ds.descend(problem, lr=0.005, start=line.start, batch_size=rows)
    for step in islice(steps, 41):
        recording(step)
    paths[name] = recording.path()
picture = ds.plots.loss_curves(paths)
