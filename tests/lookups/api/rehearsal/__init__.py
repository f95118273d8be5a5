"""The rehearsal before version 10."""
