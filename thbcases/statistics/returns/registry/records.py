"""Extracts of single records: HTCDS for whoever keeps the records, CTDC for everybody."""

from django.utils.translation import gettext_lazy as _

from thbcases.statistics.returns.ctdc import ctdc
from thbcases.statistics.returns.htcds import htcds
from thbcases.statistics.returns.kinds import Return
from thbcases.statistics.returns.registry.common import SEND

HTCDS = Return(
    key="htcds",
    name=_("Person records, HTCDS 2.0"),
    receiver=_("organisation that takes the records over"),
    basis=_(
        "Human Trafficking Case Data Standard 2.0, International Organization for Migration "
        "(IOM), CC BY 4.0"
    ),
    rights=("victim.export", "beneficiary.export"),
    formats=("json", "csv"),
    handling=_("personal data of victims under a pseudonym: only for the receiver named"),
    extract=htcds,
    has_public=False,
)

CTDC = Return(
    key="ctdc",
    name=_("Public extract in the columns of CTDC"),
    receiver=_("Counter Trafficking Data Collaborative (IOM), everybody"),
    basis=_("Voluntary; the columns and the k of 11 are those of CTDC"),
    rights=SEND,
    formats=("csv", "json", "xlsx"),
    handling=_("anonymised: may be published"),
    extract=ctdc,
    has_public=False,
)
