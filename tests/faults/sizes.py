"""How long and how often: short in every run, whole where CALLCENTER_FAULTS=full."""

import os

FULL = os.environ.get("CALLCENTER_FAULTS") == "full"
OUTAGE = 60.0 if FULL else 3.0  # seconds without Postgres
KILLS = 100 if FULL else 8
CUTS = 500 if FULL else 5
CHANNELS = 500 if FULL else 50  # live while the line to Asterisk breaks
MEMBERS = 200 if FULL else 20
