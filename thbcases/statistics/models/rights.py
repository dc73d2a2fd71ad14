"""Facts of what people are owed: signs noticed, children, offers of help, administrative cases."""

from django.db import models

from assistance.choices import Answer
from thbcases.accounts.choices import OrganisationKind
from thbcases.codes.choices import CitizenshipGroup, EurostatForm, FormCategory, OffenceConduct
from thbcases.people.choices import Sex
from thbcases.sanctions.choices import CaseState
from thbcases.statistics.choices import (
    AgeGroup,
    Asked,
    ChildBand,
    Done,
    Interviewed,
    NoticeTime,
)
from thbcases.statistics.models.facts import Fact


class ChildFact(Fact):
    """A victim who was a child when exploited or when registered, and what was done for them."""

    records = (("victims.Victim", "id"),)

    subject = models.BigIntegerField()
    registered_on = models.DateField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    child_band = models.CharField(max_length=10, choices=ChildBand.choices)
    citizenship = models.CharField(max_length=10, choices=CitizenshipGroup.choices)
    form = models.CharField(max_length=15, choices=FormCategory.choices)
    form_id = models.BigIntegerField()
    eurostat = models.CharField(max_length=30, choices=EurostatForm.choices)
    notice = models.CharField(max_length=10, choices=NoticeTime.choices)
    represented = models.CharField(max_length=5, choices=Done.choices)
    interviewed = models.CharField(max_length=15, choices=Interviewed.choices)
    placed = models.CharField(max_length=5, choices=Done.choices)

    class Meta(Fact.Meta):
        db_table = "fact_child"


class SanctionFact(Fact):
    """An administrative case, with what was answered before a fine."""

    records = (("sanctions.AdministrativeCase", "id"),)

    subject = models.BigIntegerField()
    act_on = models.DateField()
    decided_on = models.DateField(null=True)
    case_state = models.CharField(max_length=12, choices=CaseState.choices)
    fine = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    currency = models.CharField(max_length=40)
    conduct = models.CharField(max_length=12, choices=OffenceConduct.choices)
    answer = models.CharField(max_length=10, choices=Asked.choices)

    class Meta(Fact.Meta):
        db_table = "fact_sanction"


class RevisitFact(Fact):
    """A fine of somebody who has become known as a victim; for who counts the whole country."""

    records = (("sanctions.AdministrativeCase", "id"),)

    subject = models.BigIntegerField()
    act_on = models.DateField()
    decided_on = models.DateField()

    class Meta(Fact.Meta):
        db_table = "fact_revisit"


class NoticedFact(Fact):
    """A person whom a first responder found to be a presumed victim, named or not.

    A correction stands for what it corrects; a copy that another organisation took over counts
    where it began.
    """

    records = (("victims.Identification", "id"),)

    subject = models.BigIntegerField()
    noticed_on = models.DateField()
    organisation_kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)

    class Meta(Fact.Meta):
        db_table = "fact_noticed"


class OfferFact(Fact):
    """Help was offered to somebody, who answered; nobody was asked for a name."""

    records = (("assistance.Offer", "id"),)

    offered_on = models.DateField()
    reply = models.CharField(max_length=10, choices=Answer.choices)
    reason_id = models.BigIntegerField()
    kind_id = models.BigIntegerField()
    sex = models.CharField(max_length=10, choices=Sex.choices)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices)

    class Meta(Fact.Meta):
        db_table = "fact_offer"
