import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { say } from "../words.ts";
import {
  type Camera,
  type Cluster,
  canZoom,
  clustered,
  fitted,
  moved,
  type Point,
  project,
  type Side,
  type Size,
  sides,
  widthOf,
  zoomed,
} from "./map-model.ts";
import { Mark } from "./mark.tsx";
import { type Grave, graveOf, type PlacedSite, together } from "./places-model.ts";
import { useDrag } from "./use-drag.ts";
import { type SitesWords, sitesWords } from "./words.ts";

/** Two marks that are nearer than this are one: their words would lie upon each other. CSS pixels. */
const apart: Size = { width: 72, height: 40 };
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
  const [box, size] = useSize();
  // The map stays where it is while counts change, and shows everything again when a site comes or moves.
  const where = JSON.stringify(sites.map(({ id, latitude, longitude }) => [id, latitude, longitude]).sort());
  const whole = useMemo(() => fitted(sites, size), [where, size]);
  const [own, setOwn] = useState<{ of: Camera; camera: Camera } | null>(null);
  const camera = own?.of === whole ? own.camera : whole;
  const look = (next: Camera) => setOwn({ of: whole, camera: next });
  const drag = useDrag((by) => look(moved(camera, by, size)));
  const can = canZoom(camera, size);
  const marks = sites.map((site) => ({ at: project(camera, size, site), of: site })).filter(({ at }) => isOn(at, size));
  const shown = clustered(marks, apart).map((cluster) => shownOf(cluster, text));
  const places = sides(
    shown.map(({ cluster: { at }, name, counts }) => ({ at, words: wordsWidth(name, counts) })),
    size,
  );
  const open = ({ members: [first, ...others] }: Cluster<PlacedSite>) => {
    if (first === undefined) return;
    if (others.length > 0 && can.nearer) look(nearerTo([first, ...others], camera, size));
    else onChoose(first.id);
  };
  return (
    <section
      class="map"
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
      <Land camera={camera} size={size} />
      <ul class="map-marks">
        {shown.map((mark, index) => (
          <SiteMark
            key={mark.cluster.members[0]?.id}
            {...mark}
            side={places[index] ?? "none"}
            isChosen={mark.cluster.members.some(({ id }) => id === chosen)}
            onPress={() => open(mark.cluster)}
          />
        ))}
      </ul>
      <div class="map-tools">
        <Button icon="plus" act="nearer" disabled={!can.nearer} onPress={() => look(zoomed(camera, step, size))}>
          {text.nearer}
        </Button>
        <Button icon="minus" act="farther" disabled={!can.farther} onPress={() => look(zoomed(camera, 1 / step, size))}>
          {text.farther}
        </Button>
        <Button act="everything" disabled={camera === whole} onPress={() => setOwn(null)}>
          {text.everything}
        </Button>
      </div>
      <p id="map-hint" class="unseen">
        {text.mapHint}
      </p>
    </section>
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

const isOn = ({ x, y }: Point, { width, height }: Size) => x >= 0 && y >= 0 && x <= width && y <= height;

const mostNamePx = 180;
const wordsWidth = (name: string, counts: string) =>
  Math.max(Math.min(mostNamePx, widthOf(name, 7.5)), widthOf(counts, 6.5)) + 14;

interface ShownMark {
  cluster: Cluster<PlacedSite>;
  grave: Grave;
  name: string;
  /** In words. */
  counts: string;
}

function shownOf(cluster: Cluster<PlacedSite>, text: SitesWords): ShownMark {
  const { members } = cluster;
  const counts = together(members.map((site) => site.counts));
  const grave = graveOf(counts);
  const name = members.length === 1 ? (members[0]?.name ?? "") : text.sites(members.length);
  return { cluster, grave, name, counts: countsInWords(counts, grave, text) };
}

interface SiteMarkProps extends ShownMark {
  side: Side;
  isChosen: boolean;
  onPress: () => void;
}

function SiteMark({ cluster: { at, members }, grave, name, counts, side, isChosen, onPress }: SiteMarkProps) {
  return (
    <li class="map-place" style={{ transform: `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)` }}>
      <button
        type="button"
        class={`map-mark map-mark-${side}`}
        data-grave={grave}
        data-sites={members.map(({ id }) => id).join(" ")}
        aria-current={isChosen ? "true" : undefined}
        title={members.map((site) => site.name).join(", ")}
        onClick={onPress}
      >
        <Mark grave={grave} size={20} />
        <span class="map-words">
          <span class="map-name">{name}</span>
          <span class="map-counts">{counts}</span>
        </span>
      </button>
    </li>
  );
}

/** What is wrong, or that nothing is: "340 rooms · 2 offline". */
function countsInWords(counts: PlacedSite["counts"], grave: Grave, text: SitesWords): string {
  const { rooms, serious, offline, fault } = counts;
  const wrong = [
    ...(offline > 0 ? [text.counts.offline(offline)] : []),
    ...(serious > 0 ? [text.counts.serious(serious)] : fault > 0 ? [text.counts.fault(fault)] : []),
  ];
  if (wrong.length > 0) return wrong.join(" · ");
  return grave === "well" ? `${text.rooms(rooms)} · ${text.allWell}` : text.graves[grave];
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

function useSize(): [{ current: HTMLElement | null }, Size] {
  const box = useRef<HTMLElement>(null);
  const [size, setSize] = useState<Size>({ width: 600, height: 400 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, size];
}
