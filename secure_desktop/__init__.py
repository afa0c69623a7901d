"""SECURe Desktop: work through the SECURe checklists offline and hand over a PDF summary."""

__version__ = "0.1.0"
