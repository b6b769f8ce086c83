import type { AutomaticPicture, PictureSetting } from "../../../domain/picture-controls.ts";
import { pictureSettings } from "../../../domain/picture-controls.ts";
import type { DeviceState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { linkPhase } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { controlOf } from "../wishes/index.ts";
import { useNumberWish } from "../wishes/number-wish.ts";
import { holderOf, valueText } from "./picture-model.ts";
import "../../shared/components/slider.css";
import "./picture.css";

/** What the camera lets people set of its picture, in its own ranges. */
export function PictureSettings({ device }: { device: DeviceState }) {
  const { equipment } = words.value;
  return (
    <section class="picture" aria-label={equipment.picture}>
      {pictureSettings(device.picture ?? []).map((setting) => (
        <Setting key={setting.control.name} setting={setting} />
      ))}
    </section>
  );
}

export function PictureDefaults() {
  const { equipment } = words.value;
  return (
    <Button icon="repeat" act="pictureDefaults" {...controlOf({ type: "pictureDefaults" })}>
      {equipment.pictureDefaults}
    </Button>
  );
}

function Setting({ setting }: { setting: PictureSetting }) {
  const { part, control, automatic } = setting;
  const { equipment } = words.value;
  const { name, minimum, maximum, step } = control;
  const { shown, set } = useNumberWish(control.value, (value) => ({ type: "setPicture", name, value }));
  const holder = holderOf(setting);
  const held = { automatic: equipment.automatic, camera: equipment.heldByCamera };
  const text = holder === "people" ? valueText(setting, shown, words.value) : held[holder];
  return (
    <div class="picture-row" data-picture={part} data-holder={holder}>
      <p class="picture-label">
        <span class="picture-name">{equipment.pictureParts[part]}</span>
        <span class="picture-value tabular">{text}</span>
      </p>
      <input
        class="slider"
        type="range"
        min={minimum}
        max={maximum}
        step={step || 1}
        value={shown}
        disabled={holder !== "people" || linkPhase.value !== "live"}
        aria-label={equipment.pictureParts[part]}
        aria-valuetext={text}
        data-act={part}
        onInput={(event) => set(Number(event.currentTarget.value))}
      />
      {automatic !== null && <Automatic automatic={automatic} label={equipment.pictureParts[part]} part={part} />}
    </div>
  );
}

/** Not shown where the camera cannot do both. */
function Automatic({ automatic, label, part }: { automatic: AutomaticPicture; label: string; part: string }) {
  const { equipment } = words.value;
  const { name, isOn, on, off } = automatic;
  const control = controlOf({ type: "setPicture", name, value: (isOn ? off : on) ?? 0 });
  if (on === null || off === null) return null;
  return (
    <button
      type="button"
      class={isOn ? "picture-automatic picture-automatic-on" : "picture-automatic"}
      data-act={`automatic ${part}`}
      aria-pressed={isOn}
      aria-busy={control.busy}
      aria-label={equipment.automaticOf(label)}
      disabled={control.disabled}
      onClick={control.onPress}
    >
      <span class="picture-mark" aria-hidden="true">
        {isOn && <Icon name="check" size={24} />}
      </span>
      <span>{equipment.automatic}</span>
    </button>
  );
}
