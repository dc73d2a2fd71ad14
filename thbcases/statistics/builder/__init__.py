"""The table builder: what a table asks for, and the table that comes out of it."""

from thbcases.statistics.builder.built import Block, Built, Cell, Line, build
from thbcases.statistics.builder.spec import BadSpec, TableSpec

__all__ = ["BadSpec", "Block", "Built", "Cell", "Line", "TableSpec", "build"]
