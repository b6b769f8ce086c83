import type { LocalSource, Share } from "../../../domain/meeting.ts";
import type { Catalogue } from "../../shared/catalogue/shape.ts";
import type { IconName } from "../../shared/components/icon.tsx";
import type { TileTone } from "../../shared/components/tile.tsx";

/** How a control looks: always the confirmed state. `on` is what a tap would ask for. */
export interface SourceLook {
  icon: IconName;
  label: string;
  tone: TileTone;
  /** What a tap asks for. */
  wish: boolean;
  /** Somebody asked already (perhaps at another panel), and it is not so yet. */
  busy: boolean;
  step: string;
}

export function microphoneLook(source: LocalSource, withheld: boolean, words: Catalogue): SourceLook {
  const { common, call, ways } = words;
  if (withheld) return withheldLook(source, "microphoneOff", ways.microphoneWithheld);
  return sourceLook(source, call, {
    on: { icon: "microphone", label: common.microphoneOn },
    off: { icon: "microphoneOff", label: common.microphoneOff },
    missing: call.microphoneMissing,
    failed: call.microphoneFailed,
  });
}

export function cameraLook(source: LocalSource, withheld: boolean, words: Catalogue): SourceLook {
  const { common, call, ways } = words;
  if (withheld) return withheldLook(source, "cameraOff", ways.cameraWithheld);
  return sourceLook(source, call, {
    on: { icon: "camera", label: common.cameraOn },
    off: { icon: "cameraOff", label: common.cameraOff },
    missing: call.cameraMissing,
    failed: call.cameraFailed,
  });
}

/** The meeting does not allow it: a tap changes only what happens once it does. */
function withheldLook({ wanted }: LocalSource, icon: IconName, label: string): SourceLook {
  return { icon, label, tone: "attention", wish: !wanted, busy: false, step: label };
}

interface SourceWords {
  on: { icon: IconName; label: string };
  off: { icon: IconName; label: string };
  missing: string;
  failed: string;
}

function sourceLook(source: LocalSource, call: Catalogue["call"], words: SourceWords): SourceLook {
  const step = source.on ? call.switchingOff : call.switchingOn;
  const base = { wish: !source.on, busy: false, step };
  if (source.activity === "missing") {
    return { ...base, icon: words.off.icon, label: words.missing, tone: "attention" };
  }
  if (source.activity === "failed") {
    // It is wanted and fails: the tap that helps is to stop wanting it.
    return { ...base, wish: !source.wanted, icon: words.off.icon, label: words.failed, tone: "attention" };
  }
  const busy = source.wanted !== source.on;
  return source.on ? { ...base, ...words.on, tone: "calm", busy } : { ...base, ...words.off, tone: "off", busy };
}

export type ShareState = "none" | "offered" | "waiting" | "sharing" | "blank" | "failed" | "withheld";

export function shareStateOf(share: Share | null, sources: readonly unknown[], withheld: boolean): ShareState {
  if (withheld) return "withheld";
  if (share === null) return sources.length === 0 ? "none" : "offered";
  if (share.activity === "on") return share.blank ? "blank" : "sharing";
  return share.activity === "failed" || share.activity === "missing" ? "failed" : "waiting";
}
