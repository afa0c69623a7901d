"""Each function here reads foreign bytes as some part of the program would, and checks what only it can check."""
