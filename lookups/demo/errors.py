"""Why the demo's data are not loaded; said to whoever runs the command."""

from lookups.answers.model import Agency
from lookups.registers.faults import refusal
from lookups.registers.model import LoadReport


class DemoNotLoaded(Exception):
    """An extract that the demo made was refused."""

    def __init__(self, agency: Agency, report: LoadReport) -> None:
        super().__init__(f"{agency}: {refusal(report.reason, dict(report.reason_params))}")
