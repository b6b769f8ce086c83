import type { Language } from "../../../domain/room-state.ts";

export interface SitesWords {
  title: string;
  map: string;
  mapHint: string;
  nearer: string;
  farther: string;
  everything: string;
  /** How the map's marks read. */
  graves: Record<"serious" | "offline" | "fault" | "well" | "waiting" | "empty", string>;
  rooms: (count: number) => string;
  sites: (count: number) => string;
  counts: Record<"serious" | "offline" | "fault" | "meeting", (count: number) => string>;
  allWell: string;
  place: string;
  columns: Record<"rooms" | "meeting" | "idle" | "offline" | "fault", string>;
  more: (name: string) => string;
  building: (name: string) => string;
  floor: (name: string) => string;
  noSite: string;
  noBuilding: string;
  noFloor: string;
  never: (count: number) => string;
  notOnMap: string;
  notOnMapSome: (count: number) => string;
  noMap: string;
  mapFailed: string;
  none: string;
  noneHint: string;
  noneReadOnly: string;
  addSite: string;
  editSite: (name: string) => string;
  edit: string;
  save: string;
  name: string;
  nameHint: string;
  address: string;
  zone: string;
  zoneHint: string;
  noZone: string;
  latitude: string;
  longitude: string;
  coordinatesHint: string;
  notDegrees: (most: number) => string;
  both: string;
  groups: string;
  groupsHint: string;
  groupsNone: string;
  addGroup: string;
  editGroup: (name: string) => string;
  group: string;
  site: string;
  anySite: string;
  showRooms: string;
}

export const some = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
export const chinese = (count: number) => count.toLocaleString("zh-CN");

export const sitesWords: Record<Language, SitesWords> = {
  en: {
    title: "Sites",
    map: "Map of sites",
    mapHint: "Arrow keys move the map, + and − zoom, 0 shows all sites.",
    nearer: "Zoom in",
    farther: "Zoom out",
    everything: "All sites",
    graves: {
      serious: "Serious fault",
      offline: "Room offline",
      fault: "Fault",
      well: "All well",
      waiting: "To be claimed",
      empty: "No rooms",
    },
    rooms: (count) => some(count, "room", "rooms"),
    sites: (count) => some(count, "site", "sites"),
    counts: {
      serious: (count) => some(count, "serious fault", "with serious faults"),
      offline: (count) => `${count.toLocaleString("en")} offline`,
      fault: (count) => some(count, "fault", "with faults"),
      meeting: (count) => `${count.toLocaleString("en")} in a meeting`,
    },
    allWell: "all well",
    place: "Place",
    columns: { rooms: "Rooms", meeting: "In a meeting", idle: "Idle", offline: "Offline", fault: "Fault" },
    more: (name) => `Buildings and floors of ${name}`,
    building: (name) => `Building ${name}`,
    floor: (name) => `Floor ${name}`,
    noSite: "Without a site",
    noBuilding: "Without a building",
    noFloor: "Without a floor",
    never: (count) => `${count.toLocaleString("en")} to be claimed`,
    notOnMap: "Not on the map: no coordinates",
    notOnMapSome: (count) =>
      count === 1
        ? "1 site has no coordinates and is only in the list."
        : `${count} sites have no coordinates and are only in the list.`,
    noMap: "No site has coordinates yet. Edit a site and enter its latitude and longitude to see it on a map.",
    mapFailed: "The map could not be loaded. The list has everything; load the page again for the map.",
    none: "There are no sites yet",
    noneHint:
      "Add the first one: a building or a campus with its address. Then put rooms there, and see at a glance which place needs somebody.",
    noneReadOnly:
      "An administrator of the organisation adds sites and puts rooms there. You see here which place needs somebody.",
    addSite: "Add a site",
    editSite: (name) => `Site ${name}`,
    edit: "Edit",
    save: "Save",
    name: "Name",
    nameHint: "As people call it, such as Berlin.",
    address: "Address",
    zone: "Time zone",
    zoneHint: "The list shows what time it is there.",
    noZone: "Not set",
    latitude: "Latitude",
    longitude: "Longitude",
    coordinatesHint: "In degrees, such as 52.5286 and 13.3796. A pair copied from a map can be put into one field.",
    notDegrees: (most) => `A number of degrees from -${most} to ${most}.`,
    both: "Latitude and longitude go together.",
    groups: "Groups",
    groupsHint: "Rooms that share settings, such as all boardrooms. They can be of one site or of all.",
    groupsNone: "There are no groups yet. A group gives settings to the rooms in it.",
    addGroup: "Add a group",
    editGroup: (name) => `Group ${name}`,
    group: "Group",
    site: "Site",
    anySite: "All sites",
    showRooms: "Show its rooms",
  },
  zh: {
    title: "地点",
    map: "地点地图",
    mapHint: "方向键移动地图，+ 和 − 缩放，0 显示全部地点。",
    nearer: "放大",
    farther: "缩小",
    everything: "全部地点",
    graves: {
      serious: "严重故障",
      offline: "有会议室离线",
      fault: "故障",
      well: "一切正常",
      waiting: "等待认领",
      empty: "没有会议室",
    },
    rooms: (count) => `${chinese(count)} 间会议室`,
    sites: (count) => `${chinese(count)} 个地点`,
    counts: {
      serious: (count) => `${chinese(count)} 间有严重故障`,
      offline: (count) => `${chinese(count)} 间离线`,
      fault: (count) => `${chinese(count)} 间有故障`,
      meeting: (count) => `${chinese(count)} 间会议中`,
    },
    allWell: "一切正常",
    place: "位置",
    columns: { rooms: "会议室", meeting: "会议中", idle: "空闲", offline: "离线", fault: "故障" },
    more: (name) => `${name} 的楼宇和楼层`,
    building: (name) => `${name} 楼`,
    floor: (name) => `${name} 层`,
    noSite: "未设地点",
    noBuilding: "未设楼宇",
    noFloor: "未设楼层",
    never: (count) => `${chinese(count)} 间等待认领`,
    notOnMap: "不在地图上：没有坐标",
    notOnMapSome: (count) => `${count} 个地点没有坐标，仅在列表中显示。`,
    noMap: "还没有地点设置坐标。编辑地点并输入纬度和经度，即可在地图上看到它。",
    mapFailed: "无法加载地图。列表中有全部内容；如需地图，请重新加载页面。",
    none: "还没有地点",
    noneHint: "先添加第一个：一栋楼或一个园区及其地址。然后把会议室放到那里，即可一眼看出哪里需要处理。",
    noneReadOnly: "组织的管理员添加地点并把会议室放到那里。您可以在此看到哪里需要处理。",
    addSite: "添加地点",
    editSite: (name) => `地点 ${name}`,
    edit: "编辑",
    save: "保存",
    name: "名称",
    nameHint: "大家使用的名称，例如“上海”。",
    address: "地址",
    zone: "时区",
    zoneHint: "列表会显示当地时间。",
    noZone: "未设置",
    latitude: "纬度",
    longitude: "经度",
    coordinatesHint: "以度为单位，例如 31.2347 和 121.5065。从地图复制的一对坐标可以粘贴到任一栏。",
    notDegrees: (most) => `请输入 -${most} 到 ${most} 之间的度数。`,
    both: "纬度和经度须同时填写。",
    groups: "分组",
    groupsHint: "共用设置的会议室，例如所有董事会议室。可属于一个地点或全部地点。",
    groupsNone: "还没有分组。分组为其中的会议室提供设置。",
    addGroup: "添加分组",
    editGroup: (name) => `分组 ${name}`,
    group: "分组",
    site: "地点",
    anySite: "全部地点",
    showRooms: "显示其会议室",
  },
};
