"""The page that prepares a folder to hand on by e-mail, and its parts."""
