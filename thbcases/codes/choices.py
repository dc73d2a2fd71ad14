"""What the software itself distinguishes in code lists; all else is rows an administrator keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The country whose system this is: its citizens are "own" in every return.
HOME_COUNTRY = "LT"


class Certainty(models.TextChoices):
    """How sure the value of a row is; its `source` says where it was read."""

    VERIFIED = "verified", _("read in the primary text")
    SECONDARY = "secondary", _("read in a secondary source")
    MEMORY = "memory", _("not verified")


class CountryKind(models.TextChoices):
    """A citizenship may also be none, or not known."""

    COUNTRY = "country", _("country")
    STATELESS = "stateless", _("stateless")
    UNKNOWN = "unknown", _("unknown")


class CitizenshipGroup(models.TextChoices):
    """The groups of Eurostat's table of victims by citizenship, with the gaps named."""

    OWN = "own", _("own country")
    OTHER_EU = "other_eu", _("other EU country")
    NON_EU = "non_eu", _("non-EU country")
    STATELESS = "stateless", _("stateless")
    UNKNOWN = "unknown", _("unknown")


class TermUnit(models.TextChoices):
    """In what a legal term is counted."""

    DAY = "day", _("calendar days")
    WORKING_DAY = "working_day", _("working days")
    MONTH = "month", _("months")


class Moment(models.TextChoices):
    """On which side of the due day a warning lies."""

    BEFORE = "before", _("before")
    AFTER = "after", _("after")


class Warned(models.TextChoices):
    """Who is warned of a term, among those who may read the record."""

    ACTS = "acts", _("whoever has to act")
    HEAD = "head", _("head of the unit that has to act")
    SPECIALISED = "specialised", _("specialised unit")
    HELPER = "helper", _("organisation that helps")
    MIGRATION = "migration", _("migration department")
    FUNDER = "funder", _("ministry that funds")
    COORDINATOR = "coordinator", _("national coordinator")


class TermEvent(models.TextChoices):
    """What starts a legal term; how long it runs stands in the term rules."""

    REFLECTION_PERIOD = "reflection_period", _("reflection period")
    RESIDENCE_PERMIT = "residence_permit", _("residence permit of a victim")
    PTI_CHECK = "pti_check", _("check of a report before an investigation starts")
    PTI_TERM_MISDEMEANOUR = "pti_term_misdemeanour", _("investigation of a misdemeanour")
    PTI_TERM_MINOR = "pti_term_minor", _("investigation of a minor to serious crime")
    PTI_TERM_GRAVE = "pti_term_grave", _("investigation of a grave crime")
    SUSPENSION_APPEAL = "suspension_appeal", _("appeal against suspending an investigation")
    REQUEST_ANSWER = "request_answer", _("answer to a request of another unit")
    REQUEST_ANSWER_URGENT = "request_answer_urgent", _("answer to an urgent request")
    FORM_UNKNOWN = "form_unknown", _("exploitation may stay not yet known")
    PROJECT_REPORT = "project_report", _("report on a project after its end")
    REPORT_DECISION = "report_decision", _("decision on a report of a project")
    ORGANISATION_SILENT = "organisation_silent", _("organisation may record nothing")
    STATUS_DECISION = "status_decision", _("decision on a presumed victim")
    REFERRAL_ANSWER = "referral_answer", _("answer to a referral")
    REFERRAL_ANSWER_URGENT = "referral_answer_urgent", _("answer to an urgent referral")
    CHILD_NOTICE = "child_notice", _("notice to the child rights service")
    CHILD_REPRESENTATIVE = "child_representative", _("appointment of a child's representative")
    COMPENSATION_DECISION = "compensation_decision", _("decision on a claim for compensation")
    FOLLOW_UP_FIRST = "follow_up_first", _("first follow-up after the help")
    FOLLOW_UP_SECOND = "follow_up_second", _("second follow-up after the help")
    FOLLOW_UP_THIRD = "follow_up_third", _("third follow-up after the help")
    TIP_ANSWER = "tip_answer", _("first answer to a tip")
    PLAN_REVIEW = "plan_review", _("review of a plan of help")


class FormCategory(models.TextChoices):
    """The three forms the published figures are broken down by."""

    SEXUAL = "sexual", _("sexual exploitation")
    LABOUR = "labour", _("forced labour or services")
    OTHER = "other", _("other exploitation")
    UNSPECIFIED = "unspecified", _("not yet known")


class EurostatForm(models.TextChoices):
    """Forms of exploitation of Eurostat's collection `crim_thb`."""

    SEXUAL = "sexual", _("sexual exploitation")
    LABOUR = "labour", _("forced labour or services")
    ORGAN = "organ", _("organ removal")
    BENEFIT_FRAUD = "other_benefit_fraud", _("other: benefit fraud")
    CRIMINAL_ACTIVITIES = "other_criminal_activities", _("other: criminal activities")
    BEGGING = "other_begging", _("other: forced begging")
    OTHER = "other", _("other")
    UNSPECIFIED = "unspecified", _("not specified")


class HtcdsType(models.TextChoices):
    """`type_of_exploitation` of the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0)."""

    FORCED_LABOUR = "ForcedLabour", _("forced labour")
    SEXUAL = "SexualExploitation", _("sexual exploitation")
    CHILD_LABOUR = "ChildLabour", _("child labour")
    FORCED_MARRIAGE = "ForcedMarriage", _("forced marriage")
    SERVITUDE = "Servitude", _("servitude")
    FORCED_MILITARY = "ForcedMilitaryByNonStateActors", _("forced military service, non-state")
    ORGAN_REMOVAL = "OrganRemoval", _("organ removal")
    FORCED_BEGGING = "ForcedBegging", _("forced begging")
    FORCED_ADOPTION = "ForcedAdoption", _("forced adoption")
    SURROGACY = "Surrogacy", _("surrogacy")
    OTHER = "Other", _("other")


class HtcdsSexType(models.TextChoices):
    """`type_of_sex_exploitation` of the Human Trafficking Case Data Standard 2.0."""

    PROSTITUTION = "Prostitution", _("prostitution")
    PORNOGRAPHY = "Pornography", _("pornography")
    REMOTE = "RemoteInteractiveServices", _("remote interactive services")
    PRIVATE = "PrivateSexualServices", _("private sexual services")


class Purpose(models.TextChoices):
    """Purposes of Article 147 of the Criminal Code (BK 147 str.); consent does not matter."""

    SLAVERY = "slavery", _("slavery or similar conditions")
    PROSTITUTION = "prostitution", _("prostitution")
    PORNOGRAPHY = "pornography", _("pornography")
    OTHER_SEXUAL = "other_sexual", _("other sexual exploitation")
    FORCED_LABOUR = "forced_labour", _("forced labour or services, begging included")
    CRIMES = "crimes", _("committing crimes")
    MARRIAGE = "marriage", _("forced or sham marriage")
    ADOPTION = "adoption", _("illegal adoption")
    ORGAN = "organ", _("organ, tissue or cells")
    OTHER = "other", _("other exploitation")


class OffenceConduct(models.TextChoices):
    """What an administrative offence about prostitution punishes."""

    PROSTITUTION = "prostitution", _("engaging in prostitution")
    USE = "use", _("paying for another person's prostitution")


class Audience(models.TextChoices):
    """Who is shown figures, which says how small a number of people may be."""

    PUBLIC = "public", _("everybody")
    INTERNAL = "internal", _("institutions that count without seeing the records")


class PopulationSex(models.TextChoices):
    """How official statistics divide the population; whoever is counted is one of the two."""

    FEMALE = "female", _("women and girls")
    MALE = "male", _("men and boys")


class ServiceUnit(models.TextChoices):
    """In what a service to a victim is counted."""

    HOURS = "hours", _("hours")
    NIGHTS = "nights", _("nights")
    SESSIONS = "sessions", _("sessions")
    ITEMS = "items", _("items")


class ListName(models.TextChoices):
    """The simple lists that share one table."""

    RECRUITMENT_METHOD = "recruitment_method", _("method of recruitment")
    CONTROL_MEANS = "control_means", _("means of control")
    RELATIONSHIP = "relationship_to_trafficker", _("relationship to the trafficker")
    EDUCATION = "education", _("education")
    EMPLOYMENT = "employment", _("employment")
    MARITAL_STATUS = "marital_status", _("marital status")
    PERPETRATOR_ROLE = "perpetrator_role", _("role of the perpetrator")
    COURT = "court", _("court")
    CLOSING_OUTCOME = "closing_outcome", _("why assistance ended")
    PERMIT_WITHDRAWAL_GROUND = "permit_withdrawal_ground", _("ground for withdrawing a permit")
    REFLECTION_END_GROUND = "reflection_end_ground", _("ground for ending a reflection period")
    TERMINATION_GROUND = "termination_ground", _("ground for terminating an investigation")
    PROTECTION_KIND = "protection_kind", _("kind of protection")
    CONSENT_PURPOSE = "consent_purpose", _("what the person agreed to or was told")
    NEED_DOMAIN = "need_domain", _("part of life in which help is needed")
    SUPPORT_PLAN_TYPE = "support_plan_type", _("kind of support in a plan")
    GROUP_KIND = "group_kind", _("kind of group or course")
    OFFER_WAY = "offer_way", _("how help was offered")
    DECLINE_REASON = "decline_reason", _("why an offer of help was declined")
    FOLLOW_UP_HOUSING = "follow_up_housing", _("housing after the help")
    FOLLOW_UP_WORK = "follow_up_work", _("work or school after the help")


class SignPart(models.TextChoices):
    """Where in the identification a sign stands: elements of the offence, or a dimension."""

    ACT = "act", _("what was done with the person")
    MEANS = "means", _("by what means")
    DECEPTION = "deception", _("deceptive recruitment")
    COERCION = "coercion", _("coercive recruitment")
    VULNERABILITY = "vulnerability", _("recruitment by abuse of vulnerability")
    EXPLOITATION = "exploitation", _("exploitative conditions")
    HELD = "held", _("coercion at the destination")
    DEPENDENCE = "dependence", _("abuse of vulnerability at the destination")


# The six dimensions of the ILO and the European Commission, in their order; the rest is weighed
# by nobody.
DIMENSIONS: tuple[SignPart, ...] = tuple(SignPart)[2:]


class Weight(models.TextChoices):
    """How much an indicator says."""

    STRONG = "S", _("strong")
    MEDIUM = "M", _("medium")
    WEAK = "W", _("weak")
