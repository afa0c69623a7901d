"""Rescuing a damaged assessment file: what is left of it is judged, completed from a report, and written anew."""
