/** A picture that can be put into a video element; `id` changes when it is another one. */
export interface Picture {
  id: string;
  attach: (element: HTMLVideoElement) => void;
  detach: (element: HTMLVideoElement) => void;
}

export interface StagePerson {
  identity: string;
  name: string;
  speaking: boolean;
  muted: boolean;
  picture: Picture | null;
}

export interface StageShare {
  name: string;
  picture: Picture;
}

export type LayoutWish = "auto" | "grid" | "speaker";

export interface Layout {
  kind: "empty" | "grid" | "speaker" | "share";
  /** The large one of `speaker`. */
  main: StagePerson | null;
  /** In the grid, or beside the large picture. */
  tiles: StagePerson[];
  columns: number;
  rows: number;
  /** How many people have no place. */
  more: number;
}

const gridMost = 9;
const besideMost = 4;
const stripMost = 5;

/**
 * Who is shown where.
 * @param people in the meeting's order: in a grid nobody changes places when they speak
 * @param recent identities of speakers, the last one first: they get the places when there are too few
 */
export function layoutOf(people: StagePerson[], sharing: boolean, recent: string[], wish: LayoutWish = "auto"): Layout {
  const base = { main: null, columns: 1, rows: 1 };
  if (sharing) {
    const tiles = chosen(people, recent, besideMost);
    return { ...base, kind: "share", tiles, rows: besideMost, more: people.length - tiles.length };
  }
  if (people.length === 0) return { ...base, kind: "empty", tiles: [], more: 0 };
  const speaker = wish === "speaker" ? people.length > 1 : wish === "auto" && people.length > gridMost;
  if (!speaker) return gridOf(people, recent);
  const main = people.find(({ identity }) => identity === recent[0]) ?? people[0] ?? null;
  const others = people.filter((person) => person !== main);
  const tiles = chosen(others, recent, stripMost);
  return { ...base, kind: "speaker", main, tiles, columns: stripMost, more: others.length - tiles.length };
}

function gridOf(people: StagePerson[], recent: string[]): Layout {
  const tiles = chosen(people, recent, gridMost);
  const columns = Math.ceil(Math.sqrt(tiles.length));
  const rows = Math.ceil(tiles.length / columns);
  return { kind: "grid", main: null, tiles, columns, rows, more: people.length - tiles.length };
}

/** At most `most`: the last speakers first, then in order; shown in the meeting's order. */
function chosen(people: StagePerson[], recent: string[], most: number): StagePerson[] {
  if (people.length <= most) return people;
  const rank = (person: StagePerson) => {
    const index = recent.indexOf(person.identity);
    return index === -1 ? Number.POSITIVE_INFINITY : index;
  };
  const ranked = people.map((person, index) => ({ person, index, rank: rank(person) }));
  ranked.sort((a, b) => (a.rank === b.rank ? a.index - b.index : a.rank - b.rank));
  const kept = new Set(ranked.slice(0, most).map(({ person }) => person));
  return people.filter((person) => kept.has(person));
}

/** Moves those who speak now to the front; the rest keeps its order. */
export function recentSpeakers(recent: string[], people: { identity: string; speaking: boolean }[]): string[] {
  const now = people.filter(({ speaking }) => speaking).map(({ identity }) => identity);
  if (now.length === 0 || now.every((identity, index) => recent[index] === identity)) return recent;
  // Whoever was the last speaker and still speaks stays first: two who speak at once do not flicker.
  const front = recent.filter((identity) => now.includes(identity));
  const fresh = now.filter((identity) => !front.includes(identity));
  const rest = recent.filter((identity) => !now.includes(identity));
  const first = front[0] === recent[0] && front.length > 0 ? front : [];
  const second = first.length > 0 ? [] : front;
  return [...first, ...fresh, ...second, ...rest].slice(0, 50);
}
