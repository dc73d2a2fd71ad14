"""How pages of the referral desk show free places."""

from django import template
from django.utils.safestring import SafeString

from assistance.models import ListedService
from assistance.tables.desk import places_words

register = template.Library()


@register.filter
def places(row: ListedService) -> SafeString:
    """The places of a service in words; an old number looks old."""
    return places_words(row)
