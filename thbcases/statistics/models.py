"""Facts: what is counted, without identities.

Each model is a view of the database (migrations/0002_facts.py). It says what happened on which
day to which subject number, and shows the acting user no more than the rights table's kind
«statistics» opens: the coordinator counts the country and reads no record of it.
"""

from django.db import models

from thbcases.codes.choices import CitizenshipGroup, FormCategory
from thbcases.investigations.choices import Instance, Outcome, Reach, SuspectKind
from thbcases.people.choices import Sex
from thbcases.statistics.choices import AgeGroup


class Fact(models.Model):
    """A row of a view. `id` is the key of the record behind it, for those who may open it."""

    id = models.BigIntegerField(primary_key=True)
    custodian_id = models.BigIntegerField()

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

    class Meta(Fact.Meta):
        abstract = True


class InvestigationFact(CaseFact):
    """An investigation that was started: not one whose opening was refused."""

    registered_on = models.DateField()
    form = models.CharField(max_length=15, choices=FormCategory.choices)

    class Meta(CaseFact.Meta):
        db_table = "fact_investigation"


class OpenFact(CaseFact):
    """A stretch in which an investigation was open; a renewed one has several.

    It opens on its registration, is open through suspension and renewal, and closes with the
    day on which it is ended, joined, passed on or completed. `id` is the investigation's.
    """

    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta(CaseFact.Meta):
        db_table = "fact_investigation_open"


class VictimFact(CaseFact):
    """A person in an investigation, with the first days of each status."""

    subject = models.BigIntegerField()
    investigation_id = models.BigIntegerField()
    identified_by_id = models.BigIntegerField(null=True)
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
    form = models.CharField(max_length=15, choices=FormCategory.choices)

    class Meta(CaseFact.Meta):
        db_table = "fact_victim"


class SuspectFact(CaseFact):
    """A suspect in an investigation, with the first days of each state."""

    kind = models.CharField(max_length=10, choices=SuspectKind.choices)
    # A human being's subject number, or a number for the legal person: never both.
    subject = models.BigIntegerField(null=True)
    legal_key = models.BigIntegerField(null=True)
    investigation_id = models.BigIntegerField()
    known_on = models.DateField(null=True)
    suspected_on = models.DateField(null=True)
    prosecuted_on = models.DateField(null=True)
    # Charged with an article of trafficking, or no charge recorded yet.
    is_charged = models.BooleanField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)
    citizenship = models.CharField(max_length=10, choices=CitizenshipGroup.choices)

    class Meta(CaseFact.Meta):
        db_table = "fact_suspect"


class CourtFact(CaseFact):
    """An investigation whose case reached a court. `id` is the investigation's."""

    handed_over_on = models.DateField()
    # The first judgment of the first instance.
    decided_on = models.DateField(null=True)

    class Meta(CaseFact.Meta):
        db_table = "fact_court"


class SentenceFact(CaseFact):
    """What a judgment says of one accused; trafficking by the article of the judgment."""

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

    class Meta(CaseFact.Meta):
        db_table = "fact_sentence"


class AssistanceFact(Fact):
    """A service given to a person, from a day until a day (the same when it has no end)."""

    subject = models.BigIntegerField()
    # The person is helped as a presumed or recognised victim, not only as somebody at risk.
    is_victim = models.BooleanField()
    project_id = models.BigIntegerField(null=True)
    kind_id = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)

    class Meta(Fact.Meta):
        db_table = "fact_assistance"


class ProjectFact(Fact):
    """A project of an NGO in a yearly call."""

    year = models.IntegerField()
    is_funded = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    granted = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency_id = models.BigIntegerField()

    class Meta(Fact.Meta):
        db_table = "fact_project"
