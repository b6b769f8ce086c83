import { computed, signal } from "@preact/signals";

/** How far this page's clock is behind the daemon's: the panel's own clock may be wrong, the room's counts. */
const offsetMs = signal(0);
const localMs = signal(Date.now());

/** The room's time in milliseconds, a step a second. */
export const nowMs = computed(() => localMs.value + offsetMs.value);

/** The same, a step a minute: what shows no seconds need not be drawn each second. */
export const minuteMs = computed(() => Math.floor(nowMs.value / 60_000) * 60_000);

/** @param now the daemon's clock as it came with a state, ISO */
export function setRoomTime(now: string): void {
  const daemonMs = Date.parse(now);
  if (Number.isNaN(daemonMs)) return;
  localMs.value = Date.now();
  // Small differences are the way here; following them would make seconds jump.
  if (Math.abs(daemonMs - Date.now() - offsetMs.value) > 300) offsetMs.value = daemonMs - Date.now();
}

/** Lets the clock run, on the second. */
export function startRoomClock(): void {
  const step = () => {
    localMs.value = Date.now();
    setTimeout(step, 1000 - (nowMs.value % 1000));
  };
  step();
}
