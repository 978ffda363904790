"""The composition root: opens what this PC has and hands it down."""

import tvet_desktop.accounts.models
import tvet_desktop.programme.models
import tvet_desktop.storage.local_tables  # noqa: F401  every table must be known before a file is opened
