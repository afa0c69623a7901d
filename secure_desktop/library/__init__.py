"""Rubric files: reading what authors wrote, and the shelf of rubrics on hand."""
