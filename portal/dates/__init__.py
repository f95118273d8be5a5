"""How Django's own pages, the administration's, write dates and times: as the portal's do (pages.md)."""
