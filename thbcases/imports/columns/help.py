"""What an NGO brings: people it helps, and the help it gave."""

from django.utils.translation import gettext_lazy as _

from assistance.choices import BeneficiaryStatus, ConsentCapacity, Unit
from assistance.models import Beneficiary, Project
from thbcases.accounts.models import Organisation
from thbcases.codes.choices import ListName
from thbcases.codes.models import ServiceKind
from thbcases.imports.columns.declared import WHO, Column, ProjectCode, Sheet, list_code
from thbcases.imports.values import (
    Choice,
    Code,
    Day,
    Many,
    Number,
    Text,
    YesNo,
)
from thbcases.imports.words import Words

CODE = Words("Kodas", "Code", ("Gavėjo kodas", "Beneficiary code"))

NGO_PERSONS = Sheet(
    "persons",
    Words("Asmenys", "Persons", ("People", "Žmonės", "Pagalbos gavėjai", "Beneficiaries")),
    (
        Column(
            "code", CODE, Text(Beneficiary._meta.get_field("code").max_length or 0), required=True
        ),
        *WHO,
        Column(
            "status",
            Words("Statusas", "Helped as", ("Status",)),
            Choice(
                BeneficiaryStatus,
                {
                    BeneficiaryStatus.PRESUMED: ("spėjama auka", "presumed"),
                    BeneficiaryStatus.RECOGNISED: ("pripažinta auka", "recognised"),
                    BeneficiaryStatus.AT_RISK: ("rizikos grupė", "at risk"),
                },
            ),
            required=True,
            width=22,
        ),
        Column(
            "registered_on",
            Words("Pagalba nuo", "Help since", ("Registruota", "Registered on")),
            Day(),
            required=True,
        ),
        Column(
            "referred_by",
            Words("Kas nukreipė", "Referred by"),
            Code(lambda: Organisation.objects.filter(is_active=True)),
            width=24,
        ),
        Column("safe_contact", Words("Saugus ryšys", "Safe contact"), Text(300), width=24),
        Column("needs", Words("Poreikiai", "Needs"), Text(), width=30),
        Column(
            "consents",
            Words("Sutikimai", "Consents", ("Sutikimas", "Consent")),
            Many(list_code(ListName.CONSENT_PURPOSE)),
            width=30,
        ),
        Column(
            "consents_on",
            Words("Sutikimų data", "Consents given on"),
            Day(),
            note=_("when empty, the first day of the help"),
        ),
        Column(
            "capacity",
            Words("Kas sutiko", "Who consented"),
            Choice(
                ConsentCapacity,
                {
                    ConsentCapacity.PERSON: ("pats asmuo", "the person"),
                    ConsentCapacity.PARENT: ("tėvas ar motina", "parent"),
                    ConsentCapacity.GUARDIAN: ("globėjas", "guardian"),
                    ConsentCapacity.REPRESENTATIVE: ("atstovas pagal įstatymą", "representative"),
                    ConsentCapacity.COURT: ("teismas", "court"),
                },
            ),
            width=22,
            note=_("for a child always"),
        ),
        Column(
            "by_whom",
            Words("Sutikusiojo vardas", "Name of who consented"),
            Text(200),
            note=_("when it was not the person"),
        ),
        Column("closed_on", Words("Pagalba iki", "Help until", ("Closed on",)), Day()),
        Column(
            "outcome",
            Words("Pagalbos pabaiga", "Why help ended", ("Outcome",)),
            list_code(ListName.CLOSING_OUTCOME),
            width=24,
        ),
        Column("closing_note", Words("Pabaigos pastaba", "Note on closing"), Text(), width=30),
    ),
)

SERVICES = Sheet(
    "services",
    Words("Paslaugos", "Services", ("Pagalba", "Suteiktos paslaugos")),
    (
        Column(
            "code", CODE, Text(Beneficiary._meta.get_field("code").max_length or 0), required=True
        ),
        Column(
            "kind",
            Words("Paslauga", "Service", ("Pagalbos rūšis", "Paslaugos rūšis", "Kind of service")),
            Code(ServiceKind.objects.all),
            required=True,
            width=30,
        ),
        Column("on", Words("Data", "Date", ("Nuo", "From")), Day(), required=True),
        Column("ended_on", Words("Iki", "Until"), Day()),
        Column(
            "units",
            Words("Kiekis", "How much", ("Amount", "Units")),
            Number(7),
            required=True,
            width=12,
        ),
        Column(
            "unit",
            Words("Vienetas", "Unit", ("Matas",)),
            Choice(
                Unit,
                {
                    Unit.HOURS: ("val", "valanda", "valandos", "hour", "h"),
                    Unit.NIGHTS: ("naktis", "naktys", "night"),
                    Unit.SESSIONS: ("kartas", "kartai", "session", "konsultacija"),
                    Unit.ITEMS: ("vnt", "vienetai", "item"),
                },
            ),
            note=_("when empty, as usual for the service"),
            width=14,
        ),
        Column(
            "project",
            Words("Projektas", "Project", ("Projekto numeris",)),
            ProjectCode(lambda: Project.objects.select_related("call")),
        ),
        Column("place", Words("Vieta", "Place"), Text(150)),
        Column("result", Words("Rezultatas", "Result"), Text(300), width=30),
        Column("cost", Words("Kaina", "Cost"), Number(10, is_amount=True), width=12),
        Column(
            "again",
            Words("Tą pačią dieną dar kartą", "Again on the same day"),
            YesNo(),
            width=14,
        ),
    ),
)
