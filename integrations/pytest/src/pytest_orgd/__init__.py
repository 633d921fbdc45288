"""Fixtures for tests against `orgd sandbox`; pytest loads them by itself, see plugin.py."""
from .clock import Clock
from .control import Refused, SandboxError
from .faults import Fault, Faults
from .mails import Mails
from .requests_seen import RequestsSeen
from .sandbox import Sandbox
from .world import Key, World

__all__ = ["Clock", "Fault", "Faults", "Key", "Mails", "Refused", "RequestsSeen", "Sandbox",
           "SandboxError", "World"]
