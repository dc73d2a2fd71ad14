"""Taking a chart out as a file: asked for a reason and a recipient, and written down."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thbcases.access import rights
from thbcases.access.marks import requires
from thbcases.niis.actions.charts import Disclosure, take_out
from thbcases.niis.charts import collect
from thbcases.niis.charts.collect import BadKey, Collected
from thbcases.niis.forms.charts import ExportForm
from thbcases.niis.models import Chart
from thbcases.niis.views.charts import CHARTS, starts_of
from thbcases.web.views import Crumb, FormPage

NOTHING = _("Open a chart first and choose «Take out as a file» there.")


@requires("chart.export")
class ExportChart(FormPage):
    """The chart around records (`?start=`) or a kept one (`?chart=`) as a file."""

    form_class = ExportForm
    title = _("Take a chart out as a file")
    submit_label = _("Make the file")
    intro = _(
        "The file goes to somebody outside this system. Victims stand in it under names made for "
        "this one file. The log keeps what was in it, who got it and why."
    )
    collected: Collected | None = None

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(CHARTS, reverse("niis:charts"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without anything to begin with: to the charts, where one begins."""
        rights.check(self.right)
        if not {"start", "chart"} & set(request.GET):
            return redirect("niis:charts")
        return super().get(request, *args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        if "chart" in self.request.GET:
            self.collected = self._kept(self.request.GET["chart"])
        else:
            try:
                self.collected = collect.around(starts_of(self.request))
            except BadKey:
                self.collected = None

    def _kept(self, number: str) -> Collected:
        try:
            chart = Chart.objects.get(uuid=number)
        except (Chart.DoesNotExist, ValidationError) as error:
            raise Http404 from error
        shown = [key for key in chart.state["keys"] if key not in chart.state["hidden"]]
        return collect.between(shown)

    def show(self, form: Any, formsets: Any, status: int = 200) -> HttpResponse:
        if self.collected is None:
            status = 400
        return super().show(form, formsets, status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.collected is None:
            context["intro"] = NOTHING
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        form = self.get_form()
        if self.collected is None or not form.is_valid():
            return self.show(form, {})
        disclosure = Disclosure(**form.cleaned_data)
        try:
            file = take_out(by=self.by, collected=self.collected, disclosure=disclosure)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, {})
        response = HttpResponse(file.content, content_type=file.media_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        response["X-Export-Number"] = file.number
        return response
