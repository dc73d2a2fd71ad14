"""The country table as the European Commission has published it."""

from django.utils.translation import gettext_lazy as _

from thbcases.statistics.indicators import COUNTRY_TABLE
from thbcases.statistics.returns.kinds import LinesTable, Return
from thbcases.statistics.returns.registry.common import FOR_RECEIVER, SEND, TABLES, UNKNOWN

COUNTRY = Return(
    key="country",
    name=_("Country table"),
    receiver=_("European Commission, EU Anti-Trafficking Coordinator"),
    basis=_(
        "Order of the Minister of the Interior 1V-245 of 31 March 2017 on collecting and "
        "publishing data on trafficking in human beings (secondary source)"
    ),
    rights=SEND,
    formats=TABLES,
    handling=FOR_RECEIVER,
    tables=(LinesTable("country", _("Country table"), COUNTRY_TABLE, years=4),),
    obligatory=("investigations_run", "presumed_victims", "suspects", "assisted_persons"),
    shares=tuple(share for share in UNKNOWN if share.figure == "registered_victims"),
)
