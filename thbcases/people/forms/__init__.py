"""Forms about people. What other apps build on:

**Search before create.** `PersonPickerForm` asks for a person and shows whom the own
organisation may know already, before a new row is made. Use it as it is, add fields in a
subclass, or put it into a `formset_factory`:

    class PresumedVictimForm(PersonPickerForm):
        presumed_on = DateField(label=_("presumed on"))
        layout = (PERSON_SECTION, section(_("The case"), "presumed_on"))

    form.is_valid()                    # False as long as look-alikes wait for a decision
    person = form.save(by=user)        # the chosen person, or a new one; both are indexed
    form.candidates                    # list[queries.Candidate]: person, score, reasons

Fields: family_name, given_name, original_name, sex, birth_date, birth_year,
birth_is_estimate, citizenship (an ISO country, «stateless» or «unknown»), personal_code, and
`choice` (the uuid of a look-alike, or "new"), which is empty until look-alikes are found. An
invalid form that shows look-alikes needs no special treatment: redraw it like any other.
While somebody types, htmx asks `people:candidates` and fills the same place; without a script
the first submit does. Two persons in one formset that look alike are two new persons.

`needs_person()` may be overridden: when it answers False, nothing about a person is asked for
or saved (`save` returns None), for example when a suspect is a legal person.

`save` fills only gaps of a chosen person (birth, sex, own-script name, citizenship, personal
code); it never overwrites.

**Warnings that may be overruled.** Mix `MayOverrule` into a form and call
`self.warn("key", text, value)` in `clean()`: the text appears with a checkbox, and the form is
valid once somebody ticks it for this very value.

**The personal code.** `people.personal_code.read_personal_code(code)` says what stands inside.
"""

from thbcases.people.forms.overrule import MayOverrule
from thbcases.people.forms.person import (
    CitizenshipForm,
    IdentifierForm,
    OtherNameForm,
    PersonForm,
)
from thbcases.people.forms.picker import NEW, PERSON_SECTION, PersonPickerForm

__all__ = [
    "NEW",
    "PERSON_SECTION",
    "CitizenshipForm",
    "IdentifierForm",
    "MayOverrule",
    "OtherNameForm",
    "PersonForm",
    "PersonPickerForm",
]
