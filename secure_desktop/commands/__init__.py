"""The sub-commands of the command line, a module for each subject. None of them imports Qt."""
