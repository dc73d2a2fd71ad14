"""Code lists: the law and the classifications as rows with a validity and a source."""

from thbcases.codes.models.base import CodeList, DatedQuerySet
from thbcases.codes.models.figures import DisclosureRule, Population
from thbcases.codes.models.law import Article, ArticleVersion, TermRule
from thbcases.codes.models.lists import ExploitationForm, ListCode, ServiceKind
from thbcases.codes.models.offences import AdministrativeOffence, AdministrativeOffenceVersion
from thbcases.codes.models.places import Country, County, Currency, EuMembership, Municipality
from thbcases.codes.models.signs import Sign, SignList
from thbcases.codes.models.warnings import SpecialDay, TermWarning

__all__ = [
    "AdministrativeOffence",
    "AdministrativeOffenceVersion",
    "Article",
    "ArticleVersion",
    "CodeList",
    "Country",
    "County",
    "Currency",
    "DatedQuerySet",
    "DisclosureRule",
    "EuMembership",
    "ExploitationForm",
    "ListCode",
    "Municipality",
    "Population",
    "ServiceKind",
    "Sign",
    "SignList",
    "SpecialDay",
    "TermRule",
    "TermWarning",
]
