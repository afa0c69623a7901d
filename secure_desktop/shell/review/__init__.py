"""The review and the plan."""
