"""Backups that are taken by themselves, and going back to one."""
