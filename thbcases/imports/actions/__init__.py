"""The verbs: upload a file, import it; check or import one from the command line."""

from thbcases.imports.actions.jobs import forget_old_files, run, start_import, upload
from thbcases.imports.actions.taking import Outcome, take_in

__all__ = ["Outcome", "forget_old_files", "run", "start_import", "take_in", "upload"]
