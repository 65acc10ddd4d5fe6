"""What the loop trains: a loss over weights, its gradient and its Hessian."""
