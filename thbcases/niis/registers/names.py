"""What registers are called."""

from thbcases.niis.models import Register


def register_names() -> dict[str, str]:
    """The registers by their code, in the reader's language."""
    return {register.code: register.name for register in Register.objects.all()}
