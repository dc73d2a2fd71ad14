"""The lists of investigations and of suspects."""

from django.utils.translation import gettext_lazy as _

from thbcases.access.marks import requires
from thbcases.investigations.filters import InvestigationFilter, SuspectFilter
from thbcases.investigations.models import Suspect
from thbcases.investigations.queries import listed
from thbcases.investigations.tables import InvestigationTable, SuspectTable
from thbcases.web.views import RecordList


@requires("investigation.read")
class InvestigationList(RecordList):
    """Investigations that the acting user's unit leads, works on, or may read."""

    title = _("Investigations")
    queryset = listed()
    table_class = InvestigationTable
    filterset_class = InvestigationFilter
    add_url_name = "investigations:add"
    add_label = _("Register an investigation")
    empty_hint = _("Register the first one, or ask to be assigned to a case.")


@requires("investigation.read")
class SuspectList(RecordList):
    """Suspects of all these investigations."""

    title = _("Suspects")
    queryset = Suspect.objects.select_related("person", "investigation")
    table_class = SuspectTable
    filterset_class = SuspectFilter
    export_name = "suspects"
    empty_hint = _("Suspects are entered on the page of their investigation.")
