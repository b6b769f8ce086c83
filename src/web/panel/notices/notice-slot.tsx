import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Trouble } from "../../shared/components/trouble.tsx";
import { room } from "../../shared/connection/room.ts";
import { language, words } from "../../shared/language.ts";
import { timeOf } from "../../shared/time.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { dismiss, notices } from "./current.ts";
import { deviceBack } from "./device-back.ts";
import type { Notice } from "./notices.ts";
import "./notice-slot.css";

/** One place, always there, for what there is to say: nothing else moves when something goes wrong. */
export function NoticeSlot() {
  const all = notices.value;
  const first = all[0];
  const back = deviceBack.value;
  return (
    <section class={`notices notices-${first?.tone ?? "none"}`} aria-live="polite" data-notice={first?.key ?? "none"}>
      {first !== undefined ? (
        <First notice={first} others={all.length - 1} />
      ) : back !== null ? (
        <p class="notices-back">
          <Icon name="check" />
          {words.value.home.deviceBack(words.value.roles[back])}
        </p>
      ) : (
        <Calm />
      )}
    </section>
  );
}

function First({ notice, others }: { notice: Notice; others: number }) {
  const { common } = words.value;
  return (
    <>
      <Trouble tone={notice.tone} text={notice.text} time={timeText(notice)} />
      <div class="notices-side">
        {others > 0 && (
          <Button kind="plain" size="small" act="moreNotices" onPress={() => sheet.open("status")}>
            {common.more(others)}
          </Button>
        )}
        {notice.dismissable && (
          <Button kind="plain" size="small" act="dismiss" onPress={() => dismiss(notice)}>
            {common.dismiss}
          </Button>
        )}
      </div>
    </>
  );
}

export function timeText({ since, key }: Notice): string | null {
  const zone = room.value?.room.zone;
  if (since === null || zone === undefined) return null;
  const time = timeOf(since, zone, language.value);
  const moment = key === "ended" || key === "disappointment";
  return moment ? words.value.common.at(time) : words.value.common.since(time);
}

/** Nothing is wrong: in a meeting whether the others hear and see the room, else what it works with. */
function Calm() {
  const state = room.value;
  if (state === null) return null;
  if (state.assisted !== null) return <Elsewhere />;
  return state.meeting?.phase === "connected" ? <Heard meeting={state.meeting} /> : <Ready state={state} />;
}

/** A window on the display has them. */
function Elsewhere() {
  return (
    <p class="notices-ready">
      <Icon name="info" />
      <span>{words.value.assisted.elsewhere}</span>
    </p>
  );
}

function Heard({ meeting }: { meeting: Meeting }) {
  const { call } = words.value;
  const { microphone, camera } = meeting;
  const text = microphone.on
    ? camera.on
      ? call.heardAndSeen
      : call.heardOnly
    : camera.on
      ? call.seenOnly
      : call.neither;
  return (
    <p class={microphone.on ? "notices-ready" : "notices-ready notices-unheard"}>
      <Icon name={microphone.on ? "check" : "microphoneOff"} />
      <span>{text}</span>
    </p>
  );
}

function Ready({ state }: { state: RoomState }) {
  const { home, common } = words.value;
  const used = state.devices.filter(({ roles }) => roles.some((role) => role !== "capture")).map(({ title }) => title);
  return (
    <p class="notices-ready">
      <Icon name="check" />
      <span>{common.list([home.ready, ...(used.length === 0 ? [home.noDevices] : new Set(used))])}</span>
    </p>
  );
}
