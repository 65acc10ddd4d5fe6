"""The lab: a page in which the loop can be watched, served on loopback."""
