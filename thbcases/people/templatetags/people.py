"""What pages about people show of them."""

from typing import Any

from django import template

from thbcases.people.contact import contact_of

register = template.Library()


@register.inclusion_tag("people/safe_contact.html")
def safe_contact(person: Any) -> dict[str, Any]:
    """The rules of safe contact, above everything by which the person can be reached."""
    return {"contact": contact_of(person.pk)}
