"""Where a fault happened, for a log line: files and lines, never values, which may be personal."""


def places(fault: BaseException, *, most: int = 8) -> list[str]:
    """Return the innermost places of a traceback, as `folder/file.py:line function`."""
    told, trace = [], fault.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        told.append(
            f"{'/'.join(code.co_filename.split('/')[-3:])}:{trace.tb_lineno} {code.co_name}"
        )
        trace = trace.tb_next
    return told[-most:]
