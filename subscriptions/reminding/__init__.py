"""Reminds by mail and on pages: a digest of what is unread, and a warning when half of the time has gone by."""
