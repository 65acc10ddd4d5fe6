"""Demo of the lesson: fit a line to noisy points by gradient descent (python3 main.py)."""

import textwrap
from itertools import islice

import downslope as ds

# The data: 100 points of y = 3x + 2 plus noise. Training starts from two random weights.
line = ds.datasets.lesson_line(n=100, slope=3, intercept=2, noise=1, seed=0)
problem = ds.LeastSquares(line.x, line.y)
lr, epochs = 0.01, 200

# The loop: each step predicts, measures the loss, finds the gradient, and nudges the weights.
# The code of a step is in src/downslope/descent.py.
for step in islice(ds.descend(problem, lr, line.start), epochs):
    if step.epoch % 40 == 0:
        print(f"epoch {step.epoch:3d} MSE={step.loss:.4f} w={step.next_weights.round(3)}")

slope, intercept = step.next_weights
print(f"\nLearned: slope={slope:.3f}, intercept={intercept:.3f}")
print(f"Truth: slope={line.truth[0]:.3f}, intercept={line.truth[1]:.3f}")

# What the loss does not show: how far the weights still are from the best ones.
print("\nWhat you just saw:")
story = (
    f"This program tried to find the line behind {problem.n} noisy points. It began with a guess "
    f"of the slope and the intercept, w, and changed it {epochs} times, in steps meant to make the "
    "loss smaller (here each step is an epoch: one pass over all the points). The loss, MSE, is "
    "the average of the squared vertical distances between the points and the line. Its floor is "
    "the lowest loss that any line can have on these points."
)
print(textwrap.fill(story, 79) + "\n")
print(textwrap.fill(ds.diagnose(problem, lr, epochs, line.start).sentence, 79))
