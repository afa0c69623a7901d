"""One assessment file: a SQLite database that is complete in itself. SQL lives here and nowhere else."""
