"""Checks of single returns: code lists without the receiver's word, the law, the population."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thbcases.access import rights
from thbcases.codes.choices import Certainty, EurostatForm
from thbcases.codes.models import ArticleVersion, ExploitationForm, ListCode
from thbcases.codes.models.base import DatedQuerySet
from thbcases.codes.queries import population
from thbcases.core.periods import Period
from thbcases.statistics.cubes import cubes
from thbcases.statistics.returns.checks import CheckLine, State, code_keeper
from thbcases.statistics.returns.listings import articles_in_force, running_projects, spent_in


def forms_without_category(period: Period) -> Iterator[CheckLine]:
    """Forms of exploitation in use that Eurostat's list would call «not specified»."""
    (cube,) = cubes("registered_victims", ["form_code"], [period])
    used = [key for (key,) in cube.cells]
    unmapped = ExploitationForm.objects.filter(
        pk__in=used, eurostat=EurostatForm.UNSPECIFIED, raises_task=False
    )
    for form in unmapped:
        text = _("«%(code)s %(name)s» has no category in Eurostat's list.")
        words = {"code": form.code, "name": form.name}
        where, url = code_keeper("exploitationform", form.pk)
        yield CheckLine(State.UNMAPPED, text % words, where, url)


def population_known(period: Period) -> Iterator[CheckLine]:
    """Whether figures per 100,000 people can be given."""
    number = period.start.year
    if len(population(number)) < 2:
        text = _(
            "The population of %(year)s is not in the code lists: figures per 100,000 people are "
            "left empty."
        )
        yield CheckLine(State.REMARK, text % {"year": number}, *code_keeper("population"))


def law_known(period: Period) -> Iterator[CheckLine]:
    """Whether each article in force has a penalty, and one that somebody read in the law."""
    versions: DatedQuerySet[ArticleVersion] = DatedQuerySet(ArticleVersion)
    rows = versions.overlapping(period.start, period.end).values_list("article_id", "certainty")
    certain: dict[int, str] = dict(rows)
    articles = articles_in_force(period)
    if not articles:
        text = _("No article of trafficking was in force in %(year)s.")
        words = {"year": period.start.year}
        yield CheckLine(State.UNMAPPED, text % words, *code_keeper("article"))
    for article in articles:
        if certain.get(article.pk) != Certainty.VERIFIED:
            text = _("The penalty of %(article)s was not read in the law itself.")
            text %= {"article": article.citation}
            yield CheckLine(State.REMARK, text, *code_keeper("article", article.pk))


def projects_reported(period: Period) -> Iterator[CheckLine]:
    """Whether each project that ran says what it spent: a report within the year, handed in."""
    projects = running_projects(period)
    spent = spent_in(period)
    if not projects:
        text = _("No funded project ran in %(year)s.")
        yield CheckLine(State.UNMAPPED, text % {"year": period.start.year}, _("calls for projects"))
    for project in projects:
        if project.pk not in spent:
            text = _("«%(project)s» has handed in no report on %(year)s: the money is missing.")
            words = {"project": project, "year": period.start.year}
            url = project.get_absolute_url() if rights.may("report.read") else ""
            yield CheckLine(State.UNMAPPED, text % words, str(project.custodian), url)


def without_word(
    rows: Collection[ListCode | ExploitationForm], standard: str, state: State
) -> Iterator[CheckLine]:
    """Entries of code lists in use for which a standard has no word recorded."""
    for row in rows:
        text = _("«%(code)s %(name)s» has no word in %(standard)s.")
        words = {"code": row.code, "name": row.name, "standard": standard}
        model = row._meta.model_name or ""
        yield CheckLine(state, text % words, *code_keeper(model, row.pk))


def persons_without(count: int, what: str, url_name: str) -> Iterator[CheckLine]:
    """Records of one's own that lack something a standard asks for."""
    if count:
        text = _("Records without %(what)s: %(count)s.")
        yield CheckLine(
            State.REMARK, text % {"what": what, "count": count}, _("own records"), reverse(url_name)
        )
