"""How far the counting of a publication is, told while its transaction is still open."""

import time
from threading import Thread

from django.db import DatabaseError, connection

from thbcases.access.acting import Actor, acting
from thbcases.statistics.models import PublicationDraft

SECONDS_BETWEEN = 0.5
# The row is never worth waiting for.
LOCK_TIMEOUT = "set local lock_timeout = '500ms'"


class Teller:
    """Writes how far a draft is through a connection of its own, as the user who made it.

    The run's own connection cannot: what it writes is seen by nobody until it ends.
    """

    def __init__(self, actor: Actor, draft: PublicationDraft) -> None:
        self.actor = actor
        self.key = draft.pk
        self.last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tell, but not more often than anybody looks."""
        now = time.monotonic()
        if now - self.last < SECONDS_BETWEEN and done < total:
            return
        self.last = now
        # Django keeps one connection to each thread; the thread's end is the connection's.
        thread = Thread(target=self._write, args=(done, total))
        thread.start()
        thread.join()

    def _write(self, done: int, total: int) -> None:
        try:
            with acting(self.actor):
                with connection.cursor() as cursor:
                    cursor.execute(LOCK_TIMEOUT)
                rows = PublicationDraft.objects.filter(pk=self.key)
                rows.update(steps_done=done, steps_total=total)
        except DatabaseError:
            # The bar stands still for a moment; the work goes on.
            pass
        finally:
            connection.close()
