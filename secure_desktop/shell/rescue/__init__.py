"""The page that rescues what can be read of a damaged file."""
