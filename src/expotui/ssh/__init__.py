"""The server for readers: SSH in, a read-only view of the store out.

A supervisor (supervisor.py) owns the port and the limits; it hands each connection to one of its
workers (worker.py), processes in which readers' sessions share an event loop (session.py). Of a
reader's requests only those named here have an effect; all else is refused.
"""
