from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# One profile for all: slow machines must not fail a property for its time, and CI must repeat.
settings.register_profile(
    "newsfold", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("newsfold")
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
