"""The ledger of consents of one person: the seven questions, the uses, the signed forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from assistance import actions
from assistance.forms.ledger import LedgerForm
from assistance.models import ConsentScan
from assistance.queries.consents import QUESTIONS, in_force, ledger, seven_answers
from assistance.queries.referrals import referrals
from thbcases.access.marks import requires
from thbcases.audit.actions import log_disclosure
from thbcases.people.models import Person
from thbcases.web.views import Action, ActionView, Crumb, RecordDetail
from thbcases.web.views.base import ObjectView


def ledger_url(person: Person) -> str:
    """The page of a person's consents."""
    return reverse("assistance:ledger", kwargs={"uuid": person.uuid})


def crumbs_to_ledger(person: Person) -> list[Crumb]:
    """The steps back from a page below a person's consents."""
    return [
        Crumb(str(person), person.get_absolute_url()),
        Crumb(_("Consents"), ledger_url(person)),
    ]


@requires("consent.read")
class Ledger(RecordDetail):
    """What somebody answered for this person, and what it opens to whom today."""

    model = Person
    template_name = "assistance/ledger.html"

    def get_title(self) -> str:
        return _now("Consents: %(person)s") % {"person": self.object}

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.object), self.object.get_absolute_url())]

    def actions(self) -> list[Action]:
        about = {"uuid": self.object.uuid}
        return [
            Action(
                _("Enter answers"),
                reverse("assistance:enter_answers", kwargs=about),
                style="primary",
                right="consent.add",
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(ledger(self.object))
        valid = set(ledger(self.object).filter(in_force()).values_list("pk", flat=True))
        uses = [row for row in rows if row.purpose.code not in QUESTIONS]
        return super().get_context_data(**kwargs) | {
            "answers": seven_answers(rows),
            "uses": [row for row in uses if row.pk in valid],
            "ended": [row for row in rows if row.pk not in valid],
            "passed": referrals().filter(person=self.object),
            "may_change": self.may("change"),
        }


@requires("consent.add")
class EnterAnswers(ActionView):
    """Enter what was answered on one day, with the scan of the signed form."""

    model, form_class, title = Person, LedgerForm, _("Enter answers")
    submit_label = _("Save")
    intro = _("Enter only what the person said, or what you explained and they understood.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.object}

    def breadcrumbs(self) -> list[Crumb]:
        return crumbs_to_ledger(self.object)

    def get_cancel_url(self) -> str:
        return ledger_url(self.object)

    def save_forms(self, form: Any, formsets: Any) -> Person:
        said, scan = form.cleaned_data, form.cleaned_data["scan"]
        actions.enter_answers(
            by=self.by,
            person=self.object,
            answers=form.answers(),
            uses=said["uses"],
            on=said["given_on"],
            agreement=form.agreement(),
            scan=scan.read() if scan else b"",
        )
        return self.object  # type: ignore[no-any-return]

    def get_success_url(self) -> str:
        return ledger_url(self.object)


@requires("consent.read")
class ScanFile(ObjectView, View):
    """The signed form, as a file to keep: never shown inside the page of this system."""

    model = ConsentScan

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scan = self.get_object()
        log_disclosure([scan], reason="signed form opened", recipient=scan.media_type)
        response = HttpResponse(bytes(scan.content), content_type=scan.media_type)
        response["Content-Disposition"] = f'attachment; filename="{scan.name}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
