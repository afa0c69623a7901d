"""Under which licenses the program's packages come, and whether an MIT program may be shipped with them."""

from collections.abc import Callable
from importlib import metadata

from license_expression import ExpressionError, get_spdx_licensing
from locked_packages import Package

ACCEPTED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "HPND",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Python-2.0",
        "Unlicense",
        "LGPL-3.0-only",  # Qt: its libraries are loaded as files of their own and can be exchanged
        "MPL-2.0",  # certifi: its file of certificates is handed on as it is
    }
)
"""Licenses by their SPDX identifiers that let us hand a package on inside an installer."""

# What these packages' own license files say; their metadata says it in other words, or not at all.
_READ_BY_HAND = {
    "click-default-group": "Unlicense",
    "jinja2": "BSD-3-Clause",
    "pycryptodomex": "BSD-2-Clause AND Unlicense",
    "reportlab": "BSD-3-Clause",
}
_OTHER_WORDS = {
    "apache 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 2-clause": "BSD-2-Clause",
    "mit license": "MIT",
}
_SPDX = get_spdx_licensing()


def license_of(
    package: Package, describe: Callable[[str], "metadata.PackageMetadata"] = metadata.metadata
) -> str:
    """Return a package's license as an SPDX expression; "" when nothing says it."""
    if package.name in _READ_BY_HAND:
        return _READ_BY_HAND[package.name]
    try:
        described = describe(package.name)
    except metadata.PackageNotFoundError:
        return ""
    classifiers = (
        line.rpartition("::")[2].strip()
        for line in described.get_all("Classifier") or ()
        if line.startswith("License ::")
    )
    fields = (words for name in ("License-Expression", "License") for words in described.get_all(name) or ())
    for words in (*fields, *classifiers):
        if expression := _expression(words):
            return expression
    return ""


def is_accepted(expression: str) -> bool:
    """Return whether a license lets us hand the package on: of alternatives one is enough, of parts all must do."""
    if not expression:
        return False
    parsed = _SPDX.parse(expression)
    outcome = parsed.subs(
        {symbol: _SPDX.TRUE if str(symbol.key) in ACCEPTED else _SPDX.FALSE for symbol in parsed.symbols}
    ).simplify()
    return bool(outcome == _SPDX.TRUE)


def _expression(words: str) -> str:
    known = _OTHER_WORDS.get(words.strip().lower(), words.strip())
    try:
        parsed = _SPDX.parse(known, validate=True)
    except ExpressionError:
        return ""
    return str(parsed)
