"""The page for rubrics of one's own."""
