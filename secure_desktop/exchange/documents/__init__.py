"""Documents for people: what they say, and how it is written as a text document or a web page."""
