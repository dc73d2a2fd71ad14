"""Telling everybody which cells of a publication would differ today."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.accounts.models import User
from thbcases.statistics.models import Publication, RevisionNotice
from thbcases.statistics.publishing.revisions import differences, nameable


@transaction.atomic
def announce_revision(*, by: User, publication: Publication) -> RevisionNotice:
    """Name the cells that would differ today, without numbers, and none about few people.

    Raises Refused, ValidationError when there is nothing new to tell, and BadSpec.
    """
    rights.check("publication.add", by.actor())
    cells = [
        [table.position, one.block.indicator, list(one.at), one.period]
        for table in publication.tables.select_related("publication", "basis")
        for one in nameable(differences(table))
    ]
    last = publication.notices.first()
    if cells == (last.cells if last else []):
        raise ValidationError(
            _("There is nothing new to announce: no other cells may be named than before.")
        )
    notice = RevisionNotice.objects.create(publication=publication, cells=cells)
    notice.refresh_from_db()
    return notice
