"""Where somebody is logged in, since when, and when it ends.

`store` is Django's session engine, `ends` its judgement, `doors` the way back in, `devices` what a browser is called.
"""
