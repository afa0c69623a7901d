"""Reading what is left of a damaged assessment file, without letting SQLite or the file itself do anything."""
