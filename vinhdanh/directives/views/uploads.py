"""A file in a form: kept, or its refusal shown beside the field."""

from typing import Any

from django.forms import Form

from vinhdanh.kernel.files import store_file
from vinhdanh.kernel.models import StoredFile
from vinhdanh.rules.reasons import Refused
from vinhdanh.web.sentences import sentence


def kept_file(form: Form, name: str = "file") -> StoredFile | None:
    """The file of a valid form, kept. When it is refused the form is not valid any more."""
    sent: Any = form.cleaned_data.get(name)
    if not sent:
        return None
    try:
        return store_file(sent, name=sent.name)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(name, sentence(reason))
        return None
