import { diceOf, pick } from "./dice.ts";
import { type Kind, kindOf } from "./equipment.ts";

/** A site of the simulated organisation, as the hub's interface takes it. */
export interface SimulatedSite {
  name: string;
  address: string;
  zone: string;
  latitude: number;
  longitude: number;
}

/** Where a room is and what it is called. The same index is always the same room. */
export interface SimulatedPlace {
  name: string;
  /** Of `simulatedSites`. */
  site: number;
  building: string;
  floor: string;
  tags: string[];
  kind: Kind;
  zone: string;
}

const site = (name: string, address: string, zone: string, latitude: number, longitude: number): SimulatedSite => ({
  ...{ name, address, zone, latitude, longitude },
});

export const simulatedSites: readonly SimulatedSite[] = [
  site("Berlin", "Invalidenstraße 44, 10115 Berlin", "Europe/Berlin", 52.5286, 13.3796),
  site("Paris La Défense", "12 place de l'Iris, 92400 Courbevoie", "Europe/Paris", 48.8911, 2.2454),
  site("上海 Shanghai", "上海市浦东新区世纪大道 100 号", "Asia/Shanghai", 31.2347, 121.5065),
  site("London", "1 Southwark Bridge Road, London SE1", "Europe/London", 51.5068, -0.0957),
  site("Amsterdam Zuid", "Gustav Mahlerlaan 10, 1082 Amsterdam", "Europe/Amsterdam", 52.3371, 4.8748),
  site("New York", "620 Eighth Avenue, New York, NY 10018", "America/New_York", 40.7561, -73.9903),
  site("São Paulo", "Av. Paulista 1374, São Paulo", "America/Sao_Paulo", -23.5614, -46.6559),
  site("深圳 Shenzhen", "深圳市福田区深南大道 2007 号", "Asia/Shanghai", 22.5364, 114.0545),
  site("Bengaluru", "100 Residency Road, Bengaluru 560025", "Asia/Kolkata", 12.9698, 77.6069),
  site("Warszawa", "Rondo Daszyńskiego 1, 00-843 Warszawa", "Europe/Warsaw", 52.2303, 20.9842),
  site("Sydney", "1 Farrer Place, Sydney NSW 2000", "Australia/Sydney", -33.8642, 151.2109),
  site("Lyon Confluence", "59 rue Denuzière, 69002 Lyon", "Europe/Paris", 45.7401, 4.8185),
];

const words = {
  western: [
    ...["Oak", "Elm", "Fir", "Ash", "Yew", "Larch", "Rowan", "Alder", "Hazel", "Maple", "Juniper", "Linden", "Turing"],
    ...["Curie", "Noether", "Lovelace", "Hopper", "Shannon", "Hamilton", "Meitner", "Volta", "Ohm", "Tesla", "Wright"],
  ],
  chinese: ["梅", "兰", "竹", "菊", "松", "荷", "桂", "黄山", "泰山", "西湖", "长江", "洞庭"],
};

/** So many rooms are on one floor of one building. */
const roomsOnFloor = 14;
const floorsOfBuilding = 8;

/** Names that a careless page shows wrongly; near the start of the list, so that they are seen. */
const oddNames: Record<number, string> = {
  7: "Q&A <b>Townhall</b>",
  11: "The room with the longest name of all, for workshops, all-hands meetings and everything else that is large",
};

export function placeOf(index: number): SimulatedPlace {
  const dice = diceOf(index * 7919 + 17);
  const at = index % simulatedSites.length;
  const { name: siteName, zone } = simulatedSites[at] as SimulatedSite;
  const within = Math.floor(index / simulatedSites.length);
  const floor = Math.floor(within / roomsOnFloor) % floorsOfBuilding;
  const building = String.fromCharCode(65 + (Math.floor(within / roomsOnFloor / floorsOfBuilding) % 26));
  const door = `${building}${floor}.${String((within % roomsOnFloor) + 1).padStart(2, "0")}`;
  const word = pick(dice, siteName.charCodeAt(0) > 0x3000 ? words.chinese : words.western);
  const kind = kindOf(dice());
  const tags = [kind, ...(dice() < 0.06 ? ["vip"] : []), ...(dice() < 0.1 ? ["pilot"] : [])];
  if (dice() < 0.05) tags.push("hearing loop");
  return {
    ...{ name: oddNames[index] ?? `${word} ${door}`, site: at, building, floor: String(floor), tags, kind, zone },
  };
}
