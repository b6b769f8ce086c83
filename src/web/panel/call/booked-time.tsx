import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { language, words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { durationOf, timeOf } from "../../shared/time.ts";
import { controlOf } from "../wishes/index.ts";
import { bookedTimeOf } from "./extend-model.ts";

/** How long the room is booked; near the end the offer to stay. */
export function BookedTime({ state, meeting }: { state: RoomState; meeting: Meeting }) {
  const booked = bookedTimeOf(state, meeting, minuteMs.value);
  if (booked === null) return null;
  const { call } = words.value;
  const { zone } = state.room;
  const end = timeOf(booked.endsAt, zone, language.value);
  const next = booked.nextAt === null ? null : call.nextAt(timeOf(booked.nextAt, zone, language.value));
  return (
    <section class="side-card" data-ending={booked.ending}>
      <h2 class={booked.ending ? "side-head side-head-ending" : "side-head"}>
        {booked.leftMs > 0 ? call.bookedUntil(end) : call.overSince(end)}
      </h2>
      {booked.leftMs > 0 && <p class="side-quiet">{call.endsIn(durationOf(booked.leftMs, language.value))}</p>}
      {booked.ending && next !== null && <p class="side-quiet">{next}</p>}
      {booked.offers.length > 0 && (
        <div class="side-buttons">
          {booked.offers.map((minutes) => (
            <ExtendButton key={minutes} minutes={minutes} />
          ))}
        </div>
      )}
    </section>
  );
}

function ExtendButton({ minutes }: { minutes: number }) {
  const { call } = words.value;
  const control = controlOf({ type: "extend", minutes });
  return (
    <Button kind="primary" size="small" act={`extend-${minutes}`} step={call.extending} {...control}>
      {call.extendBy(durationOf(minutes * 60_000, language.value))}
    </Button>
  );
}
