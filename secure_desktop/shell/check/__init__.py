"""Checking reports and assessment files."""
