"""Linear regression with its training loop in the open.

    import downslope as ds

    problem = ds.LeastSquares(X, y)
    for step in ds.descend(problem, lr=0.01):
        ...
    answer = ds.solve(X, y)

Names are loaded when first used, so importing the package costs next to nothing. They are listed
once, in `__init__.pyi`.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
