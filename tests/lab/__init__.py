"""The lab: its server, its command, and its page."""
