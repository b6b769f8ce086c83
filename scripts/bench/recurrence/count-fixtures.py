"""count-fixtures.py FOLDER: how many occurrences recurring-ical-events finds in each .ics file from 2010 to 2026, as JSON."""
import json, pathlib, sys
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

berlin = ZoneInfo("Europe/Berlin")
counts = {}
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.ics")):
    try:
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        window = (datetime(2010, 1, 1, tzinfo=berlin), datetime(2026, 1, 1, tzinfo=berlin))
        counts[file.name] = len(recurring_ical_events.of(calendar).between(*window))
    except Exception as error:  # what the library itself refuses is not compared
        print(f"{file.name}: {error}", file=sys.stderr)
print(json.dumps(counts))
