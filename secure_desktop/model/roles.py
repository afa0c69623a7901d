"""The parts that people play in a partnership team."""

from enum import StrEnum


class Role(StrEnum):
    """The part a person plays in the partnership team."""

    SUPERINTENDENT = "superintendent"
    LAW_ENFORCEMENT = "law-enforcement"
    SCHOOL_BOARD = "school-board"
    PRINCIPAL = "principal"
    JUVENILE_JUSTICE = "juvenile-justice"
    CIVIL_RIGHTS = "civil-rights"
    COMMUNITY = "community"
    OTHER = "other"
