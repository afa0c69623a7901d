"""What somebody sees who opens a reviewer copy."""
