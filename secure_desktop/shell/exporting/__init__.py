"""Exporting an assessment for other programs and for people, in the window."""
