"""What several indicators ask alike."""

from django.db.models import Q

TRAFFICKING = Q(is_trafficking=True)
