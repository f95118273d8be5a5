"""A call as a form with a file: the fields as JSON would have them, the file beside them."""

from typing import Any

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from portal import uploads
from portal.api import wire
from portal.api.errors import PayloadTooLarge
from portal.api.faults import sentence
from portal.errors import Fault, InvalidRequest

FILE = "fil"
FIELDS = 64 * 1024  # bytes of all that is not the file: as of a JSON body
_OBJECT = "{"


def is_file(told: Any) -> bool:
    """Say whether a value is a form's file: nothing that JSON can say is."""
    return isinstance(told, UploadedFile)


def read(request: HttpRequest, *, too_large: PayloadTooLarge) -> dict[str, Any]:
    """Return the fields, an object written as JSON, and the file under its name.

    Raises InvalidRequest, PayloadTooLarge; of a file that was let go, `too_large`.
    """
    try:
        fields, files = request.POST, request.FILES
    except RequestDataTooBig:
        raise PayloadTooLarge(kb=FIELDS // 1024) from None
    except (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent):
        raise InvalidRequest(faults=[_wrong("", "form")]) from None
    if uploads.too_large(request):
        raise too_large
    if any(len(fields.getlist(one)) > 1 for one in fields) or len(files.getlist(FILE)) > 1:
        raise InvalidRequest(faults=[_wrong(FILE, "dubbel_nyckel")])
    if set(files) - {FILE}:
        raise InvalidRequest(faults=[_wrong("", "okand_nyckel")])
    if FILE in fields:
        raise InvalidRequest(faults=[_wrong(FILE, "typ")])
    told = {name: _value(str(fields[name])) for name in fields}
    return told | ({FILE: files[FILE]} if FILE in files else {})


def _value(text: str) -> Any:
    return wire.read(text.encode()) if text.startswith(_OBJECT) else text


def _wrong(field: str, felkod: str) -> Fault:
    return Fault(pointer=f"/{field}" if field else "", felkod=felkod, detail=sentence(felkod))
