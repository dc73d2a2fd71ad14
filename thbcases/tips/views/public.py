"""The public pages: tell, read the answer. No cookie, no script, no trace; three languages."""

from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.generic import View

from thbcases.access.marks import anonymous
from thbcases.tips import limiting
from thbcases.tips.actions import intake
from thbcases.tips.choices import ChannelKind, Tongue
from thbcases.tips.forms import AddForm, TellForm
from thbcases.tips.reader.box import Box, ReadFile
from thbcases.tips.words import language_asked, words
from thbcases.web.protection import FIELD, is_protected, new_token

# Stricter than the rest of the site: there is no script at all.
POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}


@anonymous("the public chooses its language")
class Front(View):
    """Lead to the page in the language the browser asks for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        return HttpResponseRedirect(reverse("tell:tell", args=[language_asked(list(accepted))]))


@method_decorator(csp(POLICY), name="dispatch")
class PublicPage(View):
    """What all public pages share: the language of the address, the headers, the token."""

    http_method_names = ["get", "head", "post"]
    page_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.language = kwargs["language"]
        if self.language not in Tongue.values:
            raise Http404
        with translation.override(self.language):
            response = super().dispatch(request, *args, **kwargs)
            assert isinstance(response, HttpResponse)
        response.headers["Content-Language"] = self.language
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def show(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """A page with its texts."""
        others = [
            (code, label, reverse(f"tell:{self.page_name}", args=[code]))
            for code, label in Tongue.choices
        ]
        about = {
            "w": words(self.language),
            "language": self.language,
            "languages": others,
            "token_field": FIELD,
            "token": new_token(),
            "exit_url": settings.THB_TIPS_EXIT_URL,
        }
        return render(self.request, template, about | context, status=status)


@anonymous("whoever knows something can tell it without signing in")
class Tell(PublicPage):
    """The form, and after it the receipt code, once."""

    page_name = "tell"

    def get(self, request: HttpRequest, language: str) -> HttpResponse:
        return self._form(TellForm(language=language))

    def post(self, request: HttpRequest, language: str) -> HttpResponse:
        form = TellForm(request.POST, request.FILES, language=language)
        is_good = form.is_valid()
        form.check_size(int(request.META.get("CONTENT_LENGTH") or 0))
        if not is_protected(request):
            form.say("old_form")
        if not is_good or form.errors:
            return self._form(form)
        try:
            limiting.count_telling(request)
            receipt = intake.tell(told=form.told(judged(form.cleaned_data["files"])))
        except limiting.TooMuch:
            form.say("slow_down")
            return self._form(form, 429)
        except intake.Closed:
            return self._form(form)
        return self.show("tips/public_receipt.html", receipt=receipt)

    def _form(self, form: TellForm, status: int = 200) -> HttpResponse:
        is_open = intake.is_open(ChannelKind.WEB)
        return self.show("tips/public_tell.html", status, form=form, is_open=is_open)


@anonymous("whoever has the receipt code reads the answer without signing in")
class Receipt(PublicPage):
    """The conversation behind a receipt code. The code is in no address and in no cookie."""

    page_name = "receipt"

    def get(self, request: HttpRequest, language: str) -> HttpResponse:
        return self.show("tips/public_answer.html", form=AddForm(language=language))

    def post(self, request: HttpRequest, language: str) -> HttpResponse:
        form = AddForm(request.POST, request.FILES, language=language)
        wants_to_add = "add" in request.POST
        form.is_valid()
        form.check_size(int(request.META.get("CONTENT_LENGTH") or 0))
        if not is_protected(request):
            form.say("old_form")
            return self.show("tips/public_answer.html", form=form)
        try:
            limiting.count_code(request)
        except limiting.TooMuch:
            form.say("slow_down")
            return self.show("tips/public_answer.html", 429, form=form)
        receipt = form.data.get("receipt", "")
        added = wants_to_add and not form.errors and self._add(form, receipt)
        if not wants_to_add or added:
            # What was only looked at has nothing to mend, and what was added is not typed again.
            form = AddForm(language=language, initial={"receipt": receipt})
        found = intake.conversation(receipt)
        if found is None:
            form.say("wrong_receipt")
        return self.show(
            "tips/public_answer.html", form=form, found=found, receipt=receipt, added=added
        )

    def _add(self, form: AddForm, receipt: str) -> bool:
        files = judged(form.cleaned_data["files"])
        return intake.add_by_receipt(receipt=receipt, text=form.cleaned_data["text"], files=files)


def judged(uploads: list[Any]) -> list[ReadFile]:
    """Files that were sent with the form, looked at where they can do nothing."""
    found: list[ReadFile] = []
    if not uploads:
        return found
    with Box() as box:
        for upload in uploads:
            content, declared = upload.read(), upload.content_type or ""
            reading = box.file(content, upload.name, declared)
            found += reading.files or [_not_judged(content, upload.name, declared, reading)]
    return found


def _not_judged(content: bytes, name: str, declared: str, reading: Any) -> ReadFile:
    """What the reader died of is kept and held."""
    why = [{"code": "not_judged", "why": reading.unreadable}]
    return ReadFile(name[-100:], declared[:120], "other", False, why, content)
