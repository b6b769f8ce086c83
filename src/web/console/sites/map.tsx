import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { say } from "../words.ts";
import { type Camera, canZoom, fitted, moved, project, type Size, zoomed } from "./map-model.ts";
import { Marks } from "./marks.tsx";
import type { PlacedSite } from "./places-model.ts";
import { useDrag } from "./use-drag.ts";
import { sitesWords } from "./words.ts";

const step = 1.7;
const stridePx = 80;

interface MapProps {
  sites: PlacedSite[];
  /** Id of the one that is chosen in the list; null: none. */
  chosen: string | null;
  onChoose: (site: string) => void;
}

/** The world as far as there are sites, and a mark for each. */
export function SiteMap({ sites, chosen, onChoose }: MapProps) {
  const text = say(sitesWords);
  const [box, measured] = useSize();
  const size = measured ?? { width: 1, height: 1 };
  // The map stays where it is while counts and the window change, and shows everything again when a site comes or moves.
  const where = JSON.stringify(sites.map(({ id, latitude, longitude }) => [id, latitude, longitude]).sort());
  const whole = useMemo(() => fitted(sites, size), [where, size.width, size.height]);
  const [own, setOwn] = useState<{ of: string; camera: Camera } | null>(null);
  const camera = own?.of === where ? zoomed(own.camera, 1, size) : whole;
  const look = (next: Camera) => setOwn(next === whole ? null : { of: where, camera: next });
  const drag = useDrag((by) => look(moved(camera, by, size)));
  const open = ([first, ...others]: PlacedSite[]) => {
    if (first === undefined) return;
    if (others.length > 0 && canZoom(camera, size).nearer) look(nearerTo([first, ...others], camera, size));
    else onChoose(first.id);
  };
  return (
    <section
      class={camera === whole ? "map" : "map map-near"}
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard moves the map
      tabIndex={0}
      aria-label={text.map}
      aria-describedby="map-hint"
      onKeyDown={(event) => {
        const next = byKey(event.key, camera, whole, size);
        if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        look(next);
      }}
      {...drag}
    >
      {/* Not before its size is known: marks do not jump to where they belong. */}
      {measured !== null && (
        <>
          <Land camera={camera} size={size} />
          <Marks {...{ sites, camera, size, chosen }} onOpen={open} />
          <Tools {...{ camera, whole, size }} onLook={look} />
        </>
      )}
      <p id="map-hint" class="unseen">
        {text.mapHint}
      </p>
    </section>
  );
}

interface ToolsProps {
  camera: Camera;
  whole: Camera;
  size: Size;
  onLook: (camera: Camera) => void;
}

function Tools({ camera, whole, size, onLook }: ToolsProps) {
  const text = say(sitesWords);
  const can = canZoom(camera, size);
  return (
    <div class="map-tools">
      <Button icon="plus" act="nearer" disabled={!can.nearer} onPress={() => onLook(zoomed(camera, step, size))}>
        {text.nearer}
      </Button>
      <Button icon="minus" act="farther" disabled={!can.farther} onPress={() => onLook(zoomed(camera, 1 / step, size))}>
        {text.farther}
      </Button>
      <Button act="everything" disabled={camera === whole} onPress={() => onLook(whole)}>
        {text.everything}
      </Button>
    </div>
  );
}

/** So near that they are told apart, with them in the middle. */
function nearerTo(members: PlacedSite[], camera: Camera, size: Size): Camera {
  const around = fitted(members, size);
  const factor = Math.max(step, Math.min(8, around.scale / camera.scale));
  return zoomed({ ...camera, centre: around.centre }, factor, size);
}

function byKey(key: string, camera: Camera, whole: Camera, size: Size): Camera | null {
  const strides: Record<string, [number, number]> = {
    ArrowLeft: [-stridePx, 0],
    ArrowRight: [stridePx, 0],
    ArrowUp: [0, -stridePx],
    ArrowDown: [0, stridePx],
  };
  const [x, y] = strides[key] ?? [];
  if (x !== undefined && y !== undefined) return moved(camera, { x, y }, size);
  if (key === "+" || key === "=") return zoomed(camera, step, size);
  if (key === "-") return zoomed(camera, 1 / step, size);
  return key === "0" ? whole : null;
}

/** Land is a part of its own: the list need not wait for it. */
function Land({ camera, size }: { camera: Camera; size: Size }) {
  const text = say(sitesWords);
  const [land, setLand] = useState<string | null>("");
  useEffect(() => {
    let left = false;
    import("./land.ts").then(
      (module) => !left && setLand(module.land),
      () => !left && setLand(null),
    );
    return () => {
      left = true;
    };
  }, []);
  if (land === null) return <p class="map-failed quiet">{text.mapFailed}</p>;
  const origin = project(camera, size, { latitude: 0, longitude: 0 });
  const { scale, squeeze } = camera;
  return (
    <svg class="map-land" width={size.width} height={size.height} aria-hidden="true">
      <path d={land} transform={`matrix(${scale * squeeze} 0 0 ${scale} ${origin.x} ${origin.y})`} />
    </svg>
  );
}

/** The inner size of a box; null until it was measured, which is before the browser paints it. */
function useSize(): [{ current: HTMLElement | null }, Size | null] {
  const box = useRef<HTMLElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, size];
}
