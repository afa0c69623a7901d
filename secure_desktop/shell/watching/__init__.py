"""What happens to the file of an open assessment from outside: who has it, and what became of it."""
