"""Working on paper: printing a checklist without answers, and typing in what was ticked on it."""
