"""A draft of last year's annual report: begun, two chapters written, the others waiting."""

from datetime import date

from thbcases.access.acting import acting
from thbcases.accounts.models import User
from thbcases.statistics.report.actions import start_report, write_chapter
from thbcases.statistics.report.outline import standard_titles

# By the place of the chapter: Lithuanian, English.
TEXTS = {
    2: (
        "Per metus pradėta ikiteisminių tyrimų: {{ investigations_started }}; iš viso vykdyta: "
        "**{{ investigations_run }}**. Palyginimui, metais prieš tai pradėta tyrimų: "
        "{{ investigations_started.%(before)s }}.\n\n"
        "Tyrimus sunkina:\n\n"
        "- įrodymai, esantys užsienyje;\n"
        "- nuolat kintantys nusikaltimo būdai.",
        "Pre-trial investigations started in the year: {{ investigations_started }}; run in all: "
        "**{{ investigations_run }}**. For comparison, started in the year before: "
        "{{ investigations_started.%(before)s }}.\n\n"
        "Investigations are made difficult by:\n\n"
        "- evidence that lies abroad;\n"
        "- ways of committing the crime that keep changing.",
    ),
    3: (
        "Metų tyrimuose nustatyta spėjamų aukų: {{ presumed_victims }}. Tais pačiais metais "
        "pripažinta nukentėjusiaisiais: {{ recognised_same_year }}.\n\n"
        "*Vyrai* pagalbos dažniau atsisako arba slepia, kas jiems nutiko.",
        "Presumed victims found in the investigations of the year: {{ presumed_victims }}. "
        "Recognised as victims in the same year: {{ recognised_same_year }}.\n\n"
        "*Men* more often refuse help or hide what happened to them.",
    ),
}


def make_report(today: date) -> None:
    """The coordinator begins the report of the year before `today`."""
    by = User.objects.get(username="coordinator", is_demo=True)
    year = today.year - 1
    titles = standard_titles(year)
    with acting(by.actor()):
        report = start_report(by=by, year=year, title_lt=titles["lt"], title_en=titles["en"])
        for position, (lithuanian, english) in TEXTS.items():
            chapter = report.chapters.get(position=position)
            chapter.text_lt = lithuanian % {"before": year - 1}
            chapter.text_en = english % {"before": year - 1}
            write_chapter(by=by, chapter=chapter, tables=chapter.tables)
