"""Tables as they go out: frozen with a checksum, guarded against each other, compared with today.

`frozen` is the table as its readers have it, `freezing` makes it, `country` protects the country
table, `guarding` holds a new table against every table that went out before.
"""

from thbcases.statistics.publishing.frozen import (
    FrozenBlock,
    FrozenCell,
    FrozenDimension,
    FrozenLine,
    FrozenTable,
    checksum,
)

__all__ = [
    "FrozenBlock",
    "FrozenCell",
    "FrozenDimension",
    "FrozenLine",
    "FrozenTable",
    "checksum",
]
