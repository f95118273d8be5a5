"""Uploaded files: in memory alone, since persons must not lie on a disk in clear; never beyond a ceiling."""

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

TOO_LARGE = "_upload_too_large"  # what a request carries whose file was let go


class InMemory(FileUploadHandler):
    """Keeps a file in memory, and lets it go when it passes the ceiling: the request says so then."""

    def new_file(self, *args: Any, **more: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **more)
        self.file, self.length = io.BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece. Raises SkipFile past the ceiling."""
        self.length = start + len(raw_data)
        if self.length > settings.MASS_FILE_BYTES:
            setattr(self.request, TOO_LARGE, True)
            self.file.close()
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Return the file."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def too_large(request: HttpRequest) -> bool:
    """Say whether a file of the request was let go."""
    return bool(getattr(request, TOO_LARGE, False))
