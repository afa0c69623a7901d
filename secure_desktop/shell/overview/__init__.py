"""All assessments under a folder, on one page."""
