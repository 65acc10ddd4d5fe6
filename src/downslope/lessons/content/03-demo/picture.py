import downslope as ds

line = ds.datasets.lesson_line()
problem = ds.LeastSquares(line.x, line.y)
report = ds.diagnose(problem, 0.01, 200, line.start)
picture = ds.plots.diagnosis_page(problem, report, line.start)
