"""Certificates: giving, listing, printing, revoking, and the public check of a code."""

from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.generic import View

from assistance import actions
from assistance.filters.desk import CertificateFilter
from assistance.forms.papers import CertificateForm, CheckForm, RevokeForm
from assistance.models import Certificate
from assistance.queries.checks import may_try
from assistance.tables.desk import CertificateTable, certificate_pill
from thbcases.access.marks import public, requires
from thbcases.audit.actions import log_disclosure
from thbcases.people.models import Person
from thbcases.web.parts import Pill
from thbcases.web.pdf.blocks import Document, Paragraph, Terms
from thbcases.web.pdf.making import pdf_response
from thbcases.web.views import Action, ActionView, Crumb, RecordDetail, RecordList
from thbcases.web.views.base import ObjectView


def certificates() -> QuerySet[Certificate]:
    """Certificates, each with the answer that its code would get today."""
    valid = Func(F("digest"), function="thb_certificate_valid", output_field=BooleanField())
    return Certificate.objects.select_related("custodian", "person").annotate(is_valid=valid)


def papers_crumb() -> Crumb:
    """The step back to the list."""
    return Crumb(_("Certificates"), reverse("assistance:certificates"))


@requires("certificate.read")
class CertificateList(RecordList):
    """Certificates that the own organisation gave."""

    title = _("Certificates")
    queryset = certificates()
    table_class = CertificateTable
    filterset_class = CertificateFilter
    empty_hint = _("A certificate is given on the person's page.")


@requires("certificate.read")
class CertificateDetail(RecordDetail):
    """One certificate, its code, and the paper in both languages."""

    model, queryset = Certificate, certificates()
    template_name = "assistance/certificate_detail.html"

    def breadcrumbs(self) -> list[Crumb]:
        return [papers_crumb()]

    def pill(self) -> Pill:
        return certificate_pill(self.object)

    def actions(self) -> list[Action]:
        about = {"uuid": self.object.uuid}
        revoke = Action(
            _("Revoke"),
            reverse("assistance:revoke_certificate", kwargs=about),
            style="danger",
            right="certificate.change",
        )
        return [] if self.object.revoked_at else [revoke]

    def facts(self) -> list[tuple[Any, Any]]:
        row: Certificate = self.object
        return [
            (_("person"), row.person),
            (_("says that the person"), row.get_kind_display()),
            (_("for whom"), row.addressee),
            (_("issued on"), row.issued_on),
            (_("valid until"), row.valid_until),
            (_("revoked"), row.revoked_at),
            (_("why it is revoked"), row.revoked_why),
        ]


@requires("certificate.add")
class IssueCertificate(ActionView):
    """Give a certificate to a person."""

    model, form_class, title = Person, CertificateForm, _("Give a certificate")
    submit_label = _("Give")
    success_message = _("The certificate is made. Print it and give it to the person.")
    intro = _(
        "The paper says one thing and names the person. The office checks its code without "
        "signing in and learns only whether it is valid."
    )

    def act(self, obj: Person, data: dict[str, Any]) -> Certificate:
        return actions.issue_certificate(by=self.by, person=obj, **data)


@requires("certificate.change")
class RevokeCertificate(ActionView):
    """From now on the code answers «not valid»."""

    model, form_class, title = Certificate, RevokeForm, _("Revoke the certificate")
    queryset = certificates()
    submit_label = _("Revoke")
    success_message = _("The certificate is revoked.")

    def breadcrumbs(self) -> list[Crumb]:
        return [papers_crumb(), Crumb(str(self.object), self.object.get_absolute_url())]

    def act(self, obj: Certificate, data: dict[str, Any]) -> Certificate:
        return actions.revoke_certificate(by=self.by, certificate=obj, **data)


@requires("certificate.read")
class CertificatePdf(ObjectView, View):
    """The paper for the person to take along."""

    model, queryset = Certificate, certificates()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_object()
        language = "en" if request.GET.get("language") == "en" else "lt"
        address = request.build_absolute_uri(reverse("assistance:check"))
        log_disclosure([row, row.person], reason="certificate printed", recipient=row.addressee)
        with override(language):
            return pdf_response(paper(row, address), f"pazyma-{row.issued_on}", language)


def paper(row: Certificate, address: str) -> Document:
    """What the certificate says; in the language that is active."""
    person = " ".join(part for part in (row.person.given_name, row.person.family_name) if part)
    return Document(
        title=_now("Certificate"),
        number=row.issued_on.isoformat(),
        blocks=[
            Paragraph(_now("The organisation named below confirms that the person")),
            Terms(
                [
                    (_now("Person"), person or row.person.original_name),
                    (_now("Born"), row.person.born or "–"),
                    (_now("Confirmed"), row.get_kind_display()),
                    (_now("Given to"), row.addressee),
                    (_now("Issued by"), row.custodian.name),
                    (_now("Issued on"), row.issued_on.isoformat()),
                    (_now("Valid until"), row.valid_until.isoformat()),
                    (_now("Code"), row.code),
                    (_now("Check at"), address),
                ]
            ),
            Paragraph(
                _now(
                    "Whoever is shown this paper can type the code at the address above. The "
                    "answer is only whether the certificate is valid. Nothing else may be asked "
                    "of the person because of it."
                ),
                is_small=True,
            ),
        ],
    )


@public("an office that is shown a certificate checks it without an account")
def check(request: HttpRequest) -> HttpResponse:
    """Whether a code is of a valid certificate: yes or no, and never why.

    The code travels in the body and so stands in no log of addresses; who asked is not kept.
    """
    if request.method != "POST":
        return render(request, "assistance/check.html", {"form": CheckForm()})
    if not may_try(request):
        return render(request, "429.html", status=429)
    form = CheckForm(request.POST)
    answer = actions.is_valid(form.cleaned_data["code"]) if form.is_valid() else None
    context = {"form": form, "is_asked": answer is not None, "is_valid": answer}
    return render(request, "assistance/check.html", context)
