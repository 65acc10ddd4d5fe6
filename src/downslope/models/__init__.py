"""Models that can be trained: a loss over weights, its gradient, and its Hessian."""
