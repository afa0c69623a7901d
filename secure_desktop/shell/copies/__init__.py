"""Making copies for reviewers."""
