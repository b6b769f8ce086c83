import { say } from "../words.ts";
import {
  type Camera,
  type Cluster,
  clustered,
  type Point,
  project,
  type Side,
  type Size,
  sides,
  widthOf,
} from "./map-model.ts";
import { Mark } from "./mark.tsx";
import { type Grave, graveOf, graves, type PlacedSite, together } from "./places-model.ts";
import { type SitesWords, sitesWords } from "./words.ts";

/** Two marks that are nearer than this are one. CSS pixels. */
const apart: Size = { width: 72, height: 40 };

interface MarksProps {
  sites: PlacedSite[];
  camera: Camera;
  size: Size;
  /** Id of the one that is chosen in the list; null: none. */
  chosen: string | null;
  /** All sites of the mark that was pressed. */
  onOpen: (members: PlacedSite[]) => void;
}

/** Sites on the map: those that are near each other as one, words where there is space for them. */
export function Marks({ sites, camera, size, chosen, onOpen }: MarksProps) {
  const text = say(sitesWords);
  const marks = sites.map((site) => ({ at: project(camera, size, site), of: site })).filter(({ at }) => isOn(at, size));
  // Where there is little space, the words of those that need somebody come first.
  const shown = clustered(marks, apart)
    .map((cluster) => shownOf(cluster, text))
    .toSorted((a, b) => graves.indexOf(a.grave) - graves.indexOf(b.grave));
  const places = sides(
    shown.map(({ cluster: { at }, name, counts }) => ({ at, words: wordsWidth(name, counts) })),
    size,
    [toolsBox(size)],
  );
  return (
    <ul class="map-marks">
      {shown.map((mark, index) => (
        <SiteMark
          key={mark.cluster.members[0]?.id}
          {...mark}
          side={places[index] ?? "none"}
          isChosen={mark.cluster.members.some(({ id }) => id === chosen)}
          onPress={() => onOpen(mark.cluster.members)}
        />
      ))}
    </ul>
  );
}

/** The buttons in the right lower corner, about. CSS pixels. */
const tools: Size = { width: 300, height: 56 };
const toolsBox = ({ width, height }: Size) => ({
  ...{ left: width - tools.width, right: width },
  ...{ top: height - tools.height, bottom: height },
});

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
