"""The page that compares assessments."""
