"""The cards of an action step, and what the open one shows."""
