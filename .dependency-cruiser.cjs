// Who may import whom: the floors of the house (see src/README.md). Checked with types included.
const below = {
  domain: [],
  protocol: ["domain"],
  platform: ["domain"],
  settings: ["domain", "protocol", "platform"],
  "driver-contract": ["domain", "protocol", "platform"],
  agenda: ["domain", "protocol", "platform", "settings"],
  services: ["domain", "protocol", "platform", "settings"],
  "assisted-window": ["domain", "protocol", "platform", "settings"],
  health: ["domain", "protocol", "platform", "settings"],
  "device-host": ["domain", "protocol", "platform", "settings", "driver-contract"],
  "meeting-worker": ["domain", "protocol", "platform"],
  room: [
    "domain",
    "protocol",
    "platform",
    "settings",
    "driver-contract",
    "agenda",
    "services",
    "health",
    "assisted-window",
  ],
  panel: ["domain", "protocol", "platform", "settings", "driver-contract", "agenda", "services", "health", "room"],
  fleet: ["domain", "protocol", "platform", "settings", "driver-contract", "agenda", "services", "health", "room"],
  hub: ["domain", "protocol", "platform", "settings", "driver-contract", "agenda", "services", "health", "room"],
  web: ["domain", "protocol"],
};

const floors = Object.entries(below).map(([folder, allowed]) => ({
  name: `floor-${folder}`,
  severity: "error",
  comment: `src/${folder} may import only ${[folder, ...allowed].map((f) => `src/${f}`).join(", ")}`,
  from: { path: `^src/${folder}/` },
  to: {
    path: "^(src|drivers|scripts|tests)/",
    pathNot: [folder, ...allowed].map((f) => `^src/${f}/`).concat(folder === "device-host" ? ["^drivers/catalog"] : []),
  },
}));

/** A package that only the named places may import. */
const only = (name, packages, places) => ({
  name,
  severity: "error",
  from: { path: "^(src|drivers)/", pathNot: places },
  to: { path: `^node_modules/(${packages.join("|")})` },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(virtual:|node:)" },
    },
    ...floors,
    {
      name: "floor-drivers",
      severity: "error",
      comment: "drivers see the driver contract and the domain, and nothing else",
      from: { path: "^drivers/" },
      to: { path: "^(src|scripts|tests)/", pathNot: ["^src/domain/", "^src/driver-contract/"] },
    },
    only("native-packages", ["node-hid", "usb", "serialport", "onoff", "koffi"], ["^src/device-host/transports/"]),
    only("one-door-to-rtc", ["@livekit/rtc-"], ["^src/meeting-worker/"]),
    only("fastify-in-panel-and-hub", ["fastify", "@fastify/"], ["^src/panel/", "^src/hub/"]),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|coverage)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
