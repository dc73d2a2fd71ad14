"""A year on its way out: choose, look at what would be seen, publish."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from thbcases.access.marks import requires
from thbcases.codes.choices import Audience
from thbcases.codes.queries import NotInForce, disclosure_rule
from thbcases.statistics import actions
from thbcases.statistics.builder import BadSpec
from thbcases.statistics.choices import UNDER_WAY, DraftState
from thbcases.statistics.forms import OfferForm, PublishYearForm
from thbcases.statistics.home import draft_rows
from thbcases.statistics.models import PublicationDraft
from thbcases.statistics.publishing import FrozenTable
from thbcases.statistics.publishing.frozen import in_language
from thbcases.statistics.tables import DRAFT_PILLS
from thbcases.statistics.views.publications import crumb
from thbcases.web.parts import Block
from thbcases.web.pills import Pill
from thbcases.web.views import Action, ActionView, Crumb, FormPage, RecordDetail

S = DraftState
EXPLAINED: dict[DraftState, Promise] = {
    S.WAITING: _("The figures wait for their turn. You may leave this page and come back."),
    S.COUNTING: _(
        "The figures are counted, and numbers hidden and attacked, which takes a while with large "
        "tables. You may leave this page and come back."
    ),
    S.READY: _(
        "Below stands exactly what everybody would see. Nothing is published yet, and what is "
        "published can never be changed."
    ),
    S.COLLIDING: _(
        "Together with each other or with what is published already, these tables would give "
        "single people away. Nothing was published. Prepare the year again without the tables "
        "that are named, or take a way out."
    ),
    S.QUEUED: _("The publication waits for its turn. You may leave this page and come back."),
    S.PUBLISHING: _(
        "The figures are counted once more and frozen, all of them or none. You may leave this "
        "page and come back."
    ),
    S.PUBLISHED: _("The year is published."),
}


@requires("publication.add")
class PublishYear(FormPage):
    """Choose the year and the tables; the counting begins at once."""

    form_class = PublishYearForm
    template_name = "statistics/publish_year.html"
    title = _("Publish a year")
    submit_label = _("Count and show what would be published")
    success_message = ""
    intro: ClassVar[str | Promise] = _(
        "The country table of the year always goes out. Kept tables may go along, each counted for "
        "that year. You see first what would be shown and hidden; nothing is published yet."
    )

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        prepared = Block(title=_("Prepared and not published"), empty="", rows=draft_rows())
        return super().get_context_data(rule=_rule(), prepared=prepared, **kwargs)

    def save_forms(self, form: Any, formsets: Any) -> PublicationDraft:
        try:
            tables = form.tables()
        except BadSpec as error:
            raise ValidationError(str(error)) from error
        return actions.prepare_year(by=self.by, year=form.cleaned_data["year"], tables=tables)


@requires("publication_draft.read")
class DraftDetail(RecordDetail):
    """How far it is; then what would be seen, what stands in the way, and what to do instead."""

    model = PublicationDraft
    queryset = PublicationDraft.objects.select_related("publication")
    template_name = "statistics/draft.html"
    logs_reading = False

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        target = self.request.htmx.target  # type: ignore[attr-defined]
        if target == "progress" and not self.is_under_way:
            # The whole page changes with the state.
            return HttpResponseClientRefresh()
        return super().render_to_response(context, **kwargs)

    def get_template_names(self) -> list[str]:
        target = self.request.htmx.target  # type: ignore[attr-defined]
        return ["statistics/draft_progress.html" if target == "progress" else self.template_name]

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it or will have it."""
        return self.object.state in UNDER_WAY

    def get_title(self) -> str:
        return _now("Publishing %(year)s") % {"year": self.object.year}

    def breadcrumbs(self) -> list[Crumb]:
        return [crumb()]

    def pill(self) -> Pill | None:
        # While it is under way, the panel that asks again says how far it is.
        return None if self.is_under_way else DRAFT_PILLS(self.object.state)

    def actions(self) -> list[Action]:
        draft = self.object
        if draft.publication:
            url = draft.publication.get_absolute_url()
            return [Action(_("Open the publication"), url, "primary")]
        again = Action(_("Prepare again"), reverse("statistics:publish"), right="publication.add")
        if draft.state != S.READY:
            return [] if self.is_under_way else [again]
        url = reverse("statistics:publish_draft", kwargs={"uuid": draft.uuid})
        publish = Action(_("Publish"), url, "primary", right="publication_draft.change")
        return [publish, again]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        draft, content = self.object, self.object.content
        return context | {
            "is_under_way": self.is_under_way,
            "state": DRAFT_PILLS(draft.state),
            "explanation": draft.failure or EXPLAINED.get(S(draft.state), ""),
            "tables": [
                (in_language(table["names"]), FrozenTable.from_json(table["content"]))
                for table in content.get("tables", [])
            ],
            "findings": [in_language(said) for said in content.get("findings", [])],
            "offers": [
                (number, in_language(offer["words"]))
                for number, offer in enumerate(content.get("offers", []))
            ],
            "threshold": content.get("threshold"),
            "reason": in_language(content["reasons"]) if "reasons" in content else "",
        }

    def facts(self) -> list[tuple[Any, Any]]:
        draft = self.object
        return [
            (_("begun"), _moment(draft.made_at)),
            (_("finished"), _moment(draft.finished_at) if draft.finished_at else ""),
        ]


@requires("publication_draft.change")
class PublishDraft(ActionView):
    """Publish exactly what was looked at."""

    model = PublicationDraft
    title = _("Publish for good")
    submit_label = _("Publish")
    success_message = ""
    logs_reading = False
    intro = _(
        "The tables are frozen with a checksum and shown to everybody. Nobody can change or take "
        "them back afterwards."
    )

    def act(self, obj: Any, data: dict[str, Any]) -> PublicationDraft:
        return actions.confirm_draft(by=self.by, draft=obj)


@requires("publication_draft.change")
class TakeOffer(ActionView):
    """Prepare the year again with another table in place of one that would vanish."""

    model = PublicationDraft
    form_class = OfferForm
    title = _("Take this way out")
    submit_label = _("Count and show what would be published")
    success_message = ""
    logs_reading = False
    intro = _("The year is prepared again with the other table. Nothing is published yet.")

    def get_initial(self) -> dict[str, Any]:
        return {"number": self.request.GET.get("number", "")}

    def act(self, obj: Any, data: dict[str, Any]) -> PublicationDraft:
        try:
            return actions.take_offer(by=self.by, draft=obj, number=data["number"])
        except BadSpec as error:
            raise ValidationError(str(error)) from error


def _rule() -> Any:
    """The threshold of the public with its reason; None where the code list has none."""
    try:
        return disclosure_rule(Audience.PUBLIC, timezone.localdate())
    except NotInForce:
        return None


def _moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
