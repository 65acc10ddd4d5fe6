"""What we claim about speed, memory and accuracy, measured: `make bench`."""
