"""Onlinefråga: one person, answered at once (R2), by page and by API; the page's answer is kept 15 minutes."""
