"""The room's tables: public facts, but for whom mail goes to."""

from portal.status.models.announcements import Announcement, Mail
from portal.status.models.deviations import Deviation, Kind
from portal.status.models.incidents import Incident, IncidentTemplate, IncidentUpdate, Stage
from portal.status.models.probes import ProbeDay, ProbeRow
from portal.status.models.windows import Recurrence, ServiceWindow, WindowMove

__all__ = [
    "Announcement",
    "Deviation",
    "Incident",
    "IncidentTemplate",
    "IncidentUpdate",
    "Kind",
    "Mail",
    "ProbeDay",
    "ProbeRow",
    "Recurrence",
    "ServiceWindow",
    "Stage",
    "WindowMove",
]
