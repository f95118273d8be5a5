"""The append-only log of every disclosure: no answer leaves without its row (promise 1)."""
