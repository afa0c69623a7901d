"""What was before: earlier answers to confirm, newer checklists, and assessments that come back."""
