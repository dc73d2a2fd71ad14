"""The report as a Word document, from the standard template or the coordinator's own.

`standard` makes the template that everybody begins with, `checking` looks at an uploaded one,
`writing` fills either.
"""

from thbcases.statistics.report.word.checking import BrokenTemplate
from thbcases.statistics.report.word.standard import standard_template
from thbcases.statistics.report.word.writing import check_template, word_of

__all__ = ["BrokenTemplate", "check_template", "standard_template", "word_of"]
