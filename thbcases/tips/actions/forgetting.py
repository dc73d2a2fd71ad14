"""Forgetting: closed tips lose their words after the days their channel says."""

from django.db import connection


def forget() -> int:
    """Erase the words, messages and attachments of what is due; how many tips there were.

    What became the source of an investigation stays as long as that does.
    """
    with connection.cursor() as cursor:
        cursor.execute("select thb_tips_forget()")
        (count,) = cursor.fetchone()
    return int(count)
