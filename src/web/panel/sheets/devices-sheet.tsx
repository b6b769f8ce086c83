import type { DeviceState, RoomState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { Choice } from "../../shared/components/choice.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { room } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { useLooking } from "../equipment/equipment-line.ts";
import { movableCamera } from "../equipment/equipment-model.ts";
import { Mirror } from "../equipment/mirror.tsx";
import { picturedCamera } from "../equipment/picture-model.ts";
import { MicrophoneMeter, SpeakerCheck } from "../equipment/sound.tsx";
import { controlOf } from "../wishes/index.ts";
import { sheet } from "./open-sheet.ts";
import "../equipment/equipment.css";

const chosenRoles = ["camera", "microphone", "speaker"] as const;
type ChosenRole = (typeof chosenRoles)[number];

/** Which camera, microphone and speaker the room uses, and how they are: own picture, loudness, test tone. */
export function DevicesSheet() {
  const { sheets } = words.value;
  const state = room.value;
  useLooking(true);
  if (state === null) return null;
  return (
    <Sheet title={sheets.devicesTitle} onClose={sheet.close} wide>
      <p class="sheet-hint">{sheets.devicesHint}</p>
      <div class="device-roles">
        {chosenRoles.map((role) => (
          <RoleChoices key={role} role={role} state={state} />
        ))}
      </div>
      <Button icon="alert" act="report" onPress={() => sheet.open("report")}>
        {words.value.report.button}
      </Button>
    </Sheet>
  );
}

function RoleChoices({ role, state }: { role: ChosenRole; state: RoomState }) {
  const { roles, sheets } = words.value;
  const fitting = state.devices.filter(({ capabilities, phase }) => capabilities.includes(role) && phase !== "gone");
  return (
    <section class="device-role" aria-label={roles[role]}>
      <h3 class="device-head">{roles[role]}</h3>
      {role === "camera" && <CameraCheck state={state} />}
      {role === "microphone" && <MicrophoneMeter />}
      {role === "speaker" && <SpeakerCheck state={state} />}
      {fitting.length === 0 ? (
        <p class="sheet-hint">{sheets.noneThere}</p>
      ) : (
        fitting.map((device) => <DeviceChoice key={device.id} device={device} role={role} />)
      )}
    </section>
  );
}

function CameraCheck({ state }: { state: RoomState }) {
  const { equipment } = words.value;
  const isPictured = picturedCamera(state) !== null;
  return (
    <>
      <Mirror state={state} />
      {(isPictured || movableCamera(state) !== null) && (
        <Button icon="camera" act="moveCamera" onPress={() => sheet.open("camera")}>
          {isPictured ? equipment.adjustCamera : equipment.moveCamera}
        </Button>
      )}
    </>
  );
}

function DeviceChoice({ device, role }: { device: DeviceState; role: ChosenRole }) {
  const chosen = device.roles.includes(role);
  const control = controlOf({ type: "useDevice", role, deviceId: device.id });
  const broken = device.phase === "faulted";
  return (
    <Choice
      title={device.title}
      detail={detailOf(device, chosen)}
      chosen={chosen}
      trouble={broken}
      act={`${role} ${device.id}`}
      {...control}
      onPress={chosen ? () => {} : control.onPress}
    />
  );
}

function detailOf(device: DeviceState, chosen: boolean): string | null {
  const { sheets, common } = words.value;
  const facts = [
    device.phase === "faulted" ? sheets.notWorking : chosen ? sheets.inUse : null,
    device.standIn ? sheets.standIn : null,
    device.port === "" ? null : sheets.port(device.port),
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : common.list(facts);
}
