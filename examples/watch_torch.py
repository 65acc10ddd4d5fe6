"""Watch a training loop in PyTorch: python examples/watch_torch.py

It needs the extra [torch]. The loop has one more line; what it trains stays the same to the bit.
"""

import torch

from downslope.torch import watch

torch.manual_seed(0)
X = torch.randn(80, 3)
y = torch.sin(X.sum(dim=1, keepdim=True))
model = torch.nn.Sequential(torch.nn.Linear(3, 12), torch.nn.Tanh(), torch.nn.Linear(12, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-5)
criterion = torch.nn.MSELoss()

w = watch(model, lambda: criterion(model(X), y), optimizer)
for _ in range(200):
    optimizer.zero_grad()
    loss = criterion(model(X), y)
    loss.backward()
    optimizer.step()
    w.step(loss)
print(w.diagnosis)
