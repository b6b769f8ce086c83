import { useState } from "preact/hooks";
import type { PtzCapability, PtzPreset } from "../../../domain/capability.ts";
import { Button } from "../../shared/components/button.tsx";
import { words } from "../../shared/language.ts";
import { controlOf } from "../wishes/index.ts";
import { freePreset } from "./equipment-model.ts";

/** Positions that the room has kept: a tap goes there. */
export function Presets({ camera }: { camera: PtzCapability }) {
  const { equipment } = words.value;
  const [changes, setChanges] = useState(false);
  const free = freePreset(camera.presets);
  return (
    <section class="presets" aria-label={equipment.positions}>
      <h3 class="device-head">{equipment.positions}</h3>
      {camera.presets.length === 0 && <p class="sheet-hint">{equipment.noPositions}</p>}
      <div class="preset-list">
        {camera.presets.map((preset) =>
          changes ? (
            <PresetChange key={preset.number} preset={preset} />
          ) : (
            <Preset key={preset.number} preset={preset} />
          ),
        )}
      </div>
      <div class="preset-buttons">
        {free !== null && <KeepButton number={free} label={equipment.keepPosition} />}
        {camera.presets.length > 0 && (
          <Button kind="plain" act="changePresets" onPress={() => setChanges(!changes)}>
            {changes ? equipment.done : equipment.changePositions}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Presets that nobody named have a number: said in the language of who looks. */
function nameOf({ number, name }: PtzPreset): string {
  return /^Preset \d+$/.test(name) ? words.value.equipment.position(number) : name;
}

function Preset({ preset }: { preset: PtzPreset }) {
  const control = controlOf({ type: "cameraPreset", action: "recall", number: preset.number });
  return (
    <Button act={`preset ${preset.number}`} {...control}>
      {nameOf(preset)}
    </Button>
  );
}

function PresetChange({ preset }: { preset: PtzPreset }) {
  const { equipment } = words.value;
  const { number } = preset;
  const store = controlOf({ type: "cameraPreset", action: "store", number });
  const forget = controlOf({ type: "cameraPreset", action: "forget", number });
  return (
    <div class="preset-change">
      <span class="preset-name">{nameOf(preset)}</span>
      <Button size="small" act={`store ${number}`} {...store}>
        {equipment.keepHere}
      </Button>
      <Button size="small" kind="danger" act={`forget ${number}`} {...forget}>
        {equipment.remove}
      </Button>
    </div>
  );
}

function KeepButton({ number, label }: { number: number; label: string }) {
  const control = controlOf({ type: "cameraPreset", action: "store", number });
  return (
    <Button icon="plus" act="keepPosition" {...control}>
      {label}
    </Button>
  );
}
