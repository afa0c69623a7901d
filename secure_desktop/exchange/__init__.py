"""Assessments on their way: samples, and later comparing, combining, verifying, sharing and export."""
