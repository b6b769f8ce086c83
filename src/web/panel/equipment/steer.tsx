import { useEffect, useRef, useState } from "preact/hooks";
import type { PtzCapability } from "../../../domain/capability.ts";
import { windowTimers } from "../../shared/connection/line-socket.ts";
import { linkPhase, sendIntent } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { directionOf } from "./equipment-model.ts";
import { type Motion, MotionLine } from "./motion-line.ts";

const line = new MotionLine({ send: sendIntent, timers: windowTimers });

const arrows: Record<string, Partial<Motion>> = {
  ArrowLeft: { pan: -0.6 },
  ArrowRight: { pan: 0.6 },
  ArrowUp: { tilt: 0.6 },
  ArrowDown: { tilt: -0.6 },
};

/** Whatever ends the holding ends the movement: the finger, another window, the sheet, the page. */
function useStopAtEnd(): void {
  useEffect(() => {
    const stop = () => line.stop();
    addEventListener("blur", stop);
    document.addEventListener("visibilitychange", stop);
    return () => {
      removeEventListener("blur", stop);
      document.removeEventListener("visibilitychange", stop);
      stop();
    };
  }, []);
}

/** A round pad: the further from the middle, the faster. With a keyboard, arrows held down. */
export function Joystick({ camera }: { camera: PtzCapability }) {
  const { equipment } = words.value;
  const [knob, setKnob] = useState({ x: 0, y: 0 });
  const held = useRef<number | null>(null);
  useStopAtEnd();
  const follow = (event: PointerEvent) => {
    if (event.pointerId !== held.current || !(event.currentTarget instanceof Element)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [
      (event.clientX - box.left - box.width / 2) / (box.width / 2),
      (event.clientY - box.top - box.height / 2) / (box.height / 2),
    ];
    const length = Math.max(1, Math.hypot(x, y));
    setKnob({ x: x / length, y: y / length });
    line.move(directionOf(x / length, y / length, camera));
  };
  const release = ({ pointerId }: PointerEvent) => {
    if (pointerId !== held.current) return;
    held.current = null;
    setKnob({ x: 0, y: 0 });
    line.move({ pan: 0, tilt: 0 });
  };
  return (
    <button
      type="button"
      class="joystick"
      data-act="joystick"
      aria-label={equipment.joystick}
      disabled={linkPhase.value !== "live"}
      onPointerDown={(event) => {
        if (held.current !== null) return;
        held.current = event.pointerId;
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={follow}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        const motion = arrows[event.key];
        if (motion === undefined) return;
        event.preventDefault();
        line.move(motion);
      }}
      onKeyUp={({ key }) => key in arrows && line.move({ pan: 0, tilt: 0 })}
      onBlur={() => line.move({ pan: 0, tilt: 0 })}
    >
      <svg viewBox="-100 -100 200 200" aria-hidden="true">
        <path class="joystick-mark" d="M0-86l11 15h-22zM0 86l11-15h-22zM-86 0l15-11v22zM86 0l-15-11v22z" />
        <circle class="joystick-knob" cx={knob.x * 52} cy={knob.y * 52} r="38" />
      </svg>
    </button>
  );
}

/** Nearer or further as long as it is held. */
export function ZoomButton({ label, zoom, act }: { label: string; zoom: number; act: string }) {
  const start = () => line.move({ zoom });
  const stop = () => line.move({ zoom: 0 });
  const isKey = (key: string) => key === "Enter" || key === " ";
  useStopAtEnd();
  return (
    <button
      type="button"
      class="zoom"
      data-act={act}
      aria-label={label}
      disabled={linkPhase.value !== "live"}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start();
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onLostPointerCapture={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={({ key }) => isKey(key) && start()}
      onKeyUp={({ key }) => isKey(key) && stop()}
      onBlur={stop}
    >
      <svg viewBox="-12 -12 24 24" width="36" height="36" aria-hidden="true" class="icon">
        <path d={zoom > 0 ? "M0-7v14M-7 0h14" : "M-7 0h14"} />
      </svg>
    </button>
  );
}
