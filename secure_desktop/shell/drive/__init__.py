"""Copying an assessment to a USB stick or another drive."""
