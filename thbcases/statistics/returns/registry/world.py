"""The questionnaire of the United Nations for the Global Report on Trafficking in Persons."""

from django.utils.translation import gettext_lazy as _

from thbcases.statistics.returns.kinds import FigureTable, ListTable, Return
from thbcases.statistics.returns.listings import law
from thbcases.statistics.returns.mapping import law_known
from thbcases.statistics.returns.registry.common import FOR_RECEIVER, SEND, TABLES, UNKNOWN

_YEARS = 3
_VICTIMS = ("registered_victims",)

GLOTIP = Return(
    key="glotip",
    name=_("Global report of UNODC (GLOTIP)"),
    receiver=_("United Nations Office on Drugs and Crime (UNODC)"),
    basis=_(
        "General Assembly resolution 64/293, Global Plan of Action, questionnaire for the Global "
        "Report on Trafficking in Persons (start of the questionnaire of 2016 read, the rest from "
        "memory)"
    ),
    rights=SEND,
    formats=TABLES,
    handling=FOR_RECEIVER,
    tables=(
        ListTable(
            "law",
            _("Articles of the law in force"),
            law,
            _("Articles marked as trafficking in the code list, in force on a day of the year."),
        ),
        FigureTable(
            "offences",
            _("Recorded offences by year and article"),
            ("offences_recorded",),
            ("article",),
            years=_YEARS,
        ),
        FigureTable(
            "suspected", _("Persons suspected by sex"), ("suspects",), ("sex",), years=_YEARS
        ),
        FigureTable(
            "prosecuted",
            _("Persons prosecuted by sex"),
            ("prosecuted_in_period",),
            ("sex",),
            years=_YEARS,
        ),
        FigureTable(
            "convicted", _("Persons convicted by sex"), ("convicted",), ("sex",), years=_YEARS
        ),
        FigureTable(
            "convicted_citizenship",
            _("Persons convicted by citizenship"),
            ("convicted",),
            ("citizenship",),
        ),
        FigureTable(
            "victims",
            _("Victims detected by sex, age and form"),
            _VICTIMS,
            ("sex", "age_group", "eurostat"),
            full=("sex", "age_group", "eurostat", "citizen_of"),
        ),
        FigureTable(
            "victims_citizenship",
            _("Victims detected by country of citizenship"),
            _VICTIMS,
            ("citizen_of",),
        ),
        FigureTable(
            "flows",
            _("Flows: from the country of citizenship to the country of exploitation"),
            _VICTIMS,
            ("citizen_of", "destination"),
        ),
    ),
    obligatory=("registered_victims", "suspects", "prosecuted_in_period", "convicted"),
    shares=UNKNOWN,
    checks=(law_known,),
)
