"""Combining reviewers' files into the open one: what differs, a choice for each, and then one transaction."""
