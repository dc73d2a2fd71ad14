"""What a column is, and the columns that sheets of the police and of NGOs share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistance.models import Project
from thbcases.codes.choices import CountryKind, ListName
from thbcases.codes.models import Article, Country, ExploitationForm, ListCode
from thbcases.imports.choices import Part
from thbcases.imports.values import (
    ArticleCode,
    Choice,
    Code,
    Day,
    Kind,
    Many,
    Text,
    Whole,
    YesNo,
)
from thbcases.imports.words import Words
from thbcases.investigations.choices import Reach
from thbcases.people.choices import Sex
from thbcases.people.forms.checks import FIRST_BIRTH_YEAR

OBLIGATORY = "*"


@dataclass(frozen=True, eq=False)
class Column:
    """One column: how it is called, what stands in it, whether it must be there."""

    key: str
    words: Words
    kind: Kind
    required: bool = False
    note: str | Promise = ""
    width: int = 18

    @property
    def hint(self) -> str:
        """What one writes here."""
        return " ".join(str(part) for part in (self.kind.hint, self.note) if part)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet and its columns, in the order in which the template has them."""

    key: str
    words: Words
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column with this key. Raises StopIteration for none: a mistake of ours."""
        return next(column for column in self.columns if column.key == key)


def list_code(name: ListName) -> Code:
    """An entry of one of the simple lists."""
    return Code(lambda: ListCode.objects.filter(list=name))


@dataclass(frozen=True, eq=False)
class ProjectCode(Code):
    """One of the own projects, by its number, with the year where the number repeats, or title."""

    def entries(self) -> Iterator[tuple[Project, tuple[str, ...]]]:
        for row in self.rows():
            yield row, (row.number, row.title, self.code_of(row))

    def name_of(self, value: Project) -> str:
        return value.title

    def code_of(self, value: Project) -> str:
        return f"{value.number} {value.call.year}"


SEX = Choice(
    Sex,
    {
        Sex.FEMALE: ("moteris", "mot.", "moteriška", "female", "f", "mergaitė", "girl"),
        Sex.MALE: ("vyras", "vyr.", "vyriška", "male", "m", "berniukas", "boy"),
        Sex.OTHER: ("kita",),
        Sex.UNKNOWN: ("nežinoma", "unknown", "nenurodyta"),
    },
)
CITIZENSHIP = Code(Country.objects.all, lambda row: (row.alpha3,))
COUNTRY = Code(lambda: Country.objects.filter(kind=CountryKind.COUNTRY), lambda row: (row.alpha3,))
ARTICLE = ArticleCode(Article.objects.all)
FORM = Code(ExploitationForm.objects.all)
REACH = Choice(
    Reach,
    {
        Reach.DOMESTIC: ("vidaus", "šalies viduje", "Lietuvoje"),
        Reach.INTERNATIONAL: ("tarptautinė", "tarptautinis"),
        Reach.UNKNOWN: ("nežinoma", "unknown"),
    },
)

PART = Choice(
    Part,
    {
        Part.VICTIM: ("auka", "nukentėjusysis", "nukentėjusioji", "spėjama auka"),
        Part.SUSPECT: ("įtariamasis", "įtariamoji", "kaltinamasis", "nuteistasis"),
    },
)


WHO = (
    Column("family_name", Words("Pavardė", "Family name", ("Surname", "Last name")), Text(150)),
    Column(
        "given_name", Words("Vardas", "Given name", ("First name", "Name", "Vardai")), Text(150)
    ),
    Column(
        "original_name",
        Words("Vardas originalo raštu", "Name in its own script", ("Original name",)),
        Text(300),
        width=24,
    ),
    Column("sex", Words("Lytis", "Sex", ("Gender",)), SEX, width=12),
    Column("birth_date", Words("Gimimo data", "Birth date", ("Date of birth", "Gimė")), Day()),
    Column(
        "birth_year",
        Words("Gimimo metai", "Birth year", ("Year of birth",)),
        Whole(FIRST_BIRTH_YEAR, date.max.year),
        note=_("when the day is not known"),
    ),
    Column(
        "birth_is_estimate", Words("Metai apytiksliai", "Year is an estimate"), YesNo(), width=14
    ),
    Column(
        "citizenships",
        Words("Pilietybė", "Citizenship", ("Pilietybės", "Citizenships", "Nationality")),
        Many(CITIZENSHIP),
    ),
    Column("personal_code", Words("Asmens kodas", "Personal code", ("AK",)), Text(60)),
    Column(
        "existing",
        Words("Esamas asmuo", "Existing person", ("Jau žinomas",)),
        Text(300),
        note=_(
            "yes: the one your organisation knows; no: somebody new; or the address of the "
            "person's page. Empty: the same name and birth date is the same person."
        ),
        width=24,
    ),
)
