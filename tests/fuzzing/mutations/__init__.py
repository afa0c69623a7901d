"""Ways to spoil a good input, each for the form that it has.

They draw from a `Random`, which either engine supplies: Hypothesis shrinks what it drew, atheris gives a seed.
"""

from collections.abc import Callable, Sequence
from random import Random

Mutate = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Returns an input spoilt, given the other inputs of the corpus; what it cannot understand it spoils byte by byte."""
