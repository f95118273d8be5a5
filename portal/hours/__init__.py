"""When a service is agreed to be open, why and until when: pure rules, no Django.

Deviations are given to it, reasons come back as codes.
"""
