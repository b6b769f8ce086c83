# shellcheck shell=bash
# Real CalDAV servers for the integration tests. They are started by the tests, on ports of their own; the packages start nothing.

need_calendar_servers() {
  need_debian "CalDAV servers for the tests" radicale xandikos
}
