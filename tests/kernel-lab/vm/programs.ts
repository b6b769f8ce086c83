import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "rolldown";

const root = join(import.meta.dirname, "../../..");
/** Of the checkout: at the same path on this computer and in the guest. */
export const programsFolder = "node_modules/.cache/kernel-lab";
const folder = join(root, programsFolder);

const entries = {
  room: "src/cli.ts",
  "device-host": "src/device-host/main.ts",
  "meeting-worker": "src/meeting-worker/main.ts",
  "expansion-worker": "src/agenda/expansion-worker.ts",
} as const;

/** Packages that load native code or files from their own folder. */
const left =
  /^(@livekit\/rtc-|node-hid|koffi|serialport|@serialport\/|@elgato-stream-deck\/|@julusian\/|onoff|bufferutil|utf-8-validate|pg-native)/;

/** A program of Roomkeeper as the guest runs it. */
export const programFile = (name: keyof typeof entries) => join(folder, `${name}.mjs`);

/**
 * Puts the modules of each program into a few files. Node opens some nine hundred otherwise, half a second's work for a
 * computer and half a minute's for an emulated one that is busy: by then the daemon has given its children up.
 */
export async function bundlePrograms(): Promise<void> {
  await build({
    input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
    platform: "node",
    external: left,
    logLevel: "warn",
    plugins: [ownPlaces],
    output: { dir: folder, cleanDir: true, entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
  });
}

/** What a module finds beside itself it still finds there; the children it starts are those of this folder. */
const ownPlaces: Plugin = {
  name: "own-places",
  transform: {
    filter: { id: /\/(src|drivers)\/.*\.ts$/, code: /import\.meta\.url/ },
    handler(code, id) {
      const own = code.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(id).href));
      return Object.entries(entries).reduce((text, [name, file]) => {
        const asWritten = JSON.stringify(relative(dirname(id), join(root, file)));
        return text.replaceAll(asWritten, JSON.stringify(programFile(name as keyof typeof entries)));
      }, own);
    },
  },
};
