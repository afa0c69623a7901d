"""The sign-off."""
