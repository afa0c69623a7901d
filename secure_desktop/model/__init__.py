"""What an assessment is and what follows from it: dataclasses and pure functions, no Qt, no SQL, no disk, no clock."""
