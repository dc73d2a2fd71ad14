"""Facts: what is counted, without identities.

Each model is a view of the database (kept/ddl.py). It says what happened on which
day to which subject number, and shows the acting user no more than the rights table's kind
«statistics» opens: the coordinator counts the country and reads no record of it.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thbcases.codes.choices import (
    CitizenshipGroup,
    EurostatForm,
    FormCategory,
    ServiceUnit,
)
from thbcases.investigations.choices import Instance, Outcome, Reach, SuspectKind
from thbcases.people.choices import Sex
from thbcases.statistics.choices import (
    AgeBand,
    AgeGroup,
    Identification,
    ProsecutionDecision,
)


class Fact(models.Model):
    """A row of a view. `records` names what lies behind it, for those who may open it.

    Each is a model with the column that holds its key. A number of a code list is 0 where the
    record says nothing.
    """

    records: ClassVar[tuple[tuple[str, str], ...]] = ()
    # Each row is a record of its own: none has a second row.
    is_once: ClassVar[bool] = True
    # What `sole` is said of, where the view says it: true for the only fact of its human in any
    # calendar year, false where another fact of the year stands for it, null where nobody knows.
    # Where it can be false, facts of a human in a year are alike in these columns.
    sole_of: ClassVar[str] = ""
    alike_in_year: ClassVar[frozenset[str] | None] = None

    id = models.BigIntegerField(primary_key=True)
    custodian_id = models.BigIntegerField()
    # Where the organisation sits that answers for the record.
    municipality_id = models.BigIntegerField()

    class Meta:
        abstract = True
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class CaseFact(Fact):
    """A fact about an investigation, its people or its courts."""

    # An article of trafficking, or none recorded yet (BK 147, 147-1, 147-2, 157 str.).
    is_trafficking = models.BooleanField()
    # Trafficking in a child (BK 157 str.).
    is_child_case = models.BooleanField()
    reach = models.CharField(max_length=15, choices=Reach.choices)
    form = models.CharField(max_length=15, choices=FormCategory.choices)
    form_id = models.BigIntegerField()
    eurostat = models.CharField(max_length=30, choices=EurostatForm.choices)

    class Meta(Fact.Meta):
        abstract = True


class InvestigationFact(CaseFact):
    """An investigation that was started: not one whose opening was refused."""

    records = (("investigations.Investigation", "id"),)

    registered_on = models.DateField()
    destination_id = models.BigIntegerField()

    class Meta(CaseFact.Meta):
        db_table = "fact_investigation"


class OpenFact(CaseFact):
    """A stretch in which an investigation was open; a renewed one has several.

    It opens on its registration, is open through suspension and renewal, and closes with the
    day on which it is ended, joined, passed on or completed. `id` is the investigation's.
    """

    records = (("investigations.Investigation", "id"),)
    is_once = False
    sole_of = "id"

    destination_id = models.BigIntegerField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    sole = models.BooleanField(null=True)

    class Meta(CaseFact.Meta):
        db_table = "fact_investigation_open"


class VictimFact(CaseFact):
    """A person in an investigation, with the first days of each status."""

    records = (("victims.Victim", "id"),)
    sole_of = "subject"

    subject = models.BigIntegerField()
    investigation_id = models.BigIntegerField()
    identified_by_id = models.BigIntegerField()
    # The day the investigation was started; null when it never was.
    investigation_on = models.DateField(null=True)
    # Recognition includes presumption: who was recognised at once was presumed that day.
    presumed_on = models.DateField(null=True)
    recognised_on = models.DateField(null=True)
    # Presumed, recognised, or meeting the criteria and declining (Eurostat's «registered»).
    registered_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)
    age_group_exploited = models.CharField(max_length=10, choices=AgeGroup.choices)
    citizenship = models.CharField(max_length=10, choices=CitizenshipGroup.choices)
    # The main country of exploitation, and the country a return names as citizenship.
    destination_id = models.BigIntegerField()
    citizen_of_id = models.BigIntegerField()
    identification = models.CharField(max_length=12, choices=Identification.choices)
    sole = models.BooleanField(null=True)

    class Meta(CaseFact.Meta):
        db_table = "fact_victim"


class RegistrationFact(Fact):
    """A victim as one organisation registered them, in an investigation or for help."""

    records = (("victims.Victim", "victim_id"), ("assistance.Beneficiary", "beneficiary_id"))

    victim_id = models.BigIntegerField(null=True)
    beneficiary_id = models.BigIntegerField(null=True)
    # 0 for a row of an investigation, which knows more, 1 for a row of help.
    rank = models.IntegerField()
    registered_by_id = models.BigIntegerField()
    subject = models.BigIntegerField()
    registered_on = models.DateField()
    identification = models.CharField(max_length=12, choices=Identification.choices)
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)
    age_group_exploited = models.CharField(max_length=10, choices=AgeGroup.choices)
    citizenship = models.CharField(max_length=10, choices=CitizenshipGroup.choices)
    citizen_of_id = models.BigIntegerField()
    form = models.CharField(max_length=15, choices=FormCategory.choices)
    form_id = models.BigIntegerField()
    eurostat = models.CharField(max_length=30, choices=EurostatForm.choices)
    destination_id = models.BigIntegerField()

    class Meta(Fact.Meta):
        db_table = "fact_registration"


class DetailFact(Fact):
    """What an extract of single records says of a registration beside the registration itself.

    `id` is that of the registration. Lists hold numbers of code lists.
    """

    records = RegistrationFact.records

    victim_id = models.BigIntegerField(null=True)
    beneficiary_id = models.BigIntegerField(null=True)
    age_band = models.CharField(max_length=10, choices=AgeBand.choices)
    form_ids = ArrayField(models.BigIntegerField())
    means_ids = ArrayField(models.BigIntegerField())
    relationship_id = models.BigIntegerField()

    class Meta(Fact.Meta):
        db_table = "fact_registration_detail"


class OffenceFact(Fact):
    """An article under which an investigation was started; several articles are several facts."""

    records = (("investigations.Investigation", "investigation_id"),)

    investigation_id = models.BigIntegerField()
    article_id = models.BigIntegerField()
    registered_on = models.DateField()
    is_trafficking = models.BooleanField()

    class Meta(Fact.Meta):
        db_table = "fact_offence"


class SuspectFact(CaseFact):
    """A suspect in an investigation, with the first days of each state."""

    records = (("investigations.Suspect", "id"),)
    sole_of = "subject"

    kind = models.CharField(max_length=10, choices=SuspectKind.choices)
    # A human being's subject number, or a number for the legal person: never both.
    subject = models.BigIntegerField(null=True)
    legal_key = models.BigIntegerField(null=True)
    investigation_id = models.BigIntegerField()
    known_on = models.DateField(null=True)
    suspected_on = models.DateField(null=True)
    prosecuted_on = models.DateField(null=True)
    # The day the prosecution was first decided, and how.
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=12, choices=ProsecutionDecision.choices)
    # Charged with an article of trafficking, or no charge recorded yet.
    is_charged = models.BooleanField()
    # Charged with knowingly using a victim's services.
    is_knowing_use = models.BooleanField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)
    citizenship = models.CharField(max_length=10, choices=CitizenshipGroup.choices)
    sole = models.BooleanField(null=True)

    class Meta(CaseFact.Meta):
        db_table = "fact_suspect"


class CourtFact(CaseFact):
    """An investigation whose case reached a court. `id` is the investigation's."""

    records = (("investigations.Investigation", "id"),)

    handed_over_on = models.DateField()
    # The first judgment of the first instance.
    decided_on = models.DateField(null=True)

    class Meta(CaseFact.Meta):
        db_table = "fact_court"


class SentenceFact(CaseFact):
    """What a judgment says of one accused; trafficking by the article of the judgment."""

    records = (("investigations.Suspect", "suspect_id"),)
    sole_of = "subject"

    suspect_id = models.BigIntegerField()
    subject = models.BigIntegerField(null=True)
    legal_key = models.BigIntegerField(null=True)
    investigation_id = models.BigIntegerField()
    instance = models.CharField(max_length=10, choices=Instance.choices)
    judged_on = models.DateField()
    final_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    # Imprisonment that is not suspended; null when there is none.
    months = models.IntegerField(null=True)
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)
    citizenship = models.CharField(max_length=10, choices=CitizenshipGroup.choices)
    is_knowing_use = models.BooleanField()
    sole = models.BooleanField(null=True)

    class Meta(CaseFact.Meta):
        db_table = "fact_sentence"


class AssistanceFact(Fact):
    """A service given to a person, from a day until a day (the same when it has no end)."""

    records = (("assistance.Beneficiary", "beneficiary_id"),)
    sole_of = "subject"
    alike_in_year = frozenset({"is_victim", "sex", "age_group"})

    beneficiary_id = models.BigIntegerField()
    subject = models.BigIntegerField()
    # The person is helped as a presumed or recognised victim, not only as somebody at risk.
    is_victim = models.BooleanField()
    project_id = models.BigIntegerField(null=True)
    kind_id = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)
    citizenship = models.CharField(max_length=10, choices=CitizenshipGroup.choices)
    units = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=10, choices=ServiceUnit.choices)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    sole = models.BooleanField(null=True)

    class Meta(Fact.Meta):
        db_table = "fact_assistance"


class ClosingFact(Fact):
    """The end of the help to a person, once for each project that had given it (or for none)."""

    records = (("assistance.Beneficiary", "beneficiary_id"),)

    beneficiary_id = models.BigIntegerField()
    subject = models.BigIntegerField()
    is_victim = models.BooleanField()
    project_id = models.BigIntegerField(null=True)
    closed_on = models.DateField()
    result_id = models.BigIntegerField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)

    class Meta(Fact.Meta):
        db_table = "fact_closing"


class ProjectFact(Fact):
    """A project of an NGO in a yearly call."""

    records = (("assistance.Project", "id"),)

    year = models.IntegerField()
    is_funded = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    granted = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency_id = models.BigIntegerField()

    class Meta(Fact.Meta):
        db_table = "fact_project"


class GapFact(Fact):
    """One thing that is missing, contradictory or late, and who is to mend it.

    `id` is the key of the record of model `kind`, `custodian_id` whoever mends: mostly the
    organisation that keeps the record, for what waits for a decision whoever decides.
    """

    gap = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    since_on = models.DateField()

    class Meta(Fact.Meta):
        db_table = "fact_gap"
