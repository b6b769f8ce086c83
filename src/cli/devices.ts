import { readFile, writeFile } from "node:fs/promises";
import { release } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { catalog } from "../../drivers/catalog.ts";
import packageFile from "../../package.json" with { type: "json" };
import { enumeratorOf } from "../device-host/enumerate/enumerate.ts";
import { attributeBytes, rootsIn } from "../device-host/enumerate/sysfs.ts";
import { loadDriver } from "../device-host/kit/load-driver.ts";
import { Leases } from "../device-host/leases.ts";
import { record, recordedDescriptors, recordedTransports } from "../device-host/survey/recording.ts";
import { readRecording } from "../device-host/survey/recording-form.ts";
import { survey } from "../device-host/survey/survey.ts";
import { surveyText } from "../device-host/survey/words.ts";
import { requireAccess } from "../device-host/transports/access.ts";
import { transportsIn } from "../device-host/transports/transports.ts";
import { openV4l2, v4l2Role } from "../device-host/transports/v4l2.ts";
import { ConfigError, messageOf, RoomkeeperError } from "../domain/errors.ts";
import { systemClock } from "../platform/clock.ts";
import { cacheFolder } from "../platform/paths.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { loadSettings, parseSettings } from "../settings/load.ts";

const usage = "usage: roomkeeper devices [--json] [--config FILE] [--record FILE | --replay FILE]\n";

/** `roomkeeper devices`: what is plugged, whose it is, and what is missing. */
export async function runDevices(args: string[]): Promise<number> {
  const options = optionsOf(args);
  if (options === null) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const settings = options.config
      ? await loadSettings(resolve(options.config))
      : parseSettings("room: { name: Room }", "/room.yaml");
    if (options.record) return await recordTo(options.record);
    const found = await (options.replay ? replay(options.replay, settings) : look(settings));
    process.stdout.write(options.json ? `${JSON.stringify(found, null, 1)}\n` : surveyText(found));
    return 0;
  } catch (error) {
    if (!(error instanceof RoomkeeperError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function optionsOf(args: string[]) {
  try {
    const file = { type: "string" } as const;
    const { values } = parseArgs({
      args,
      options: { json: { type: "boolean" }, config: file, record: file, replay: file },
    });
    return values.record !== undefined && values.replay !== undefined ? null : values;
  } catch {
    // Named wrongly: the usage says what there is.
    return null;
  }
}

const roots = rootsIn(process.env.ROOMKEEPER_DEVICE_ROOT ?? "/");
const enumerate = enumeratorOf(roots, (node) => v4l2Role(node, () => undefined), systemClock);

const partsFor = ({ devices, media }: RoomSettings) => {
  const { width, height, framesPerSecond } = media.camera;
  return {
    catalog,
    clock: systemClock,
    leases: new Leases(),
    configuration: {
      drivers: devices.drivers,
      modules: devices.modules,
      cameraSize: { width, height, framesPerSecond },
    },
    loadModule: async (place: string) => (await loadDriver(place)).driver,
  };
};

function look(settings: RoomSettings) {
  const parts = partsFor(settings);
  const transportsFor = transportsIn({
    ...{ cacheFolder: cacheFolder(process.env), leases: parts.leases, roots },
    // Nothing cuts it off: this program ends when nothing is left to do.
    ending: () => undefined,
  });
  return survey({ ...parts, enumerate, transportsFor });
}

async function recordTo(file: string): Promise<number> {
  const { signal } = new AbortController();
  const about = { version: packageFile.version, kernel: release() };
  const recording = await record(await enumerate(), about, {
    open: (node) => openV4l2(node, signal),
    access: requireAccess,
    usbDescriptors: (port) => attributeBytes(roots.sys, "bus/usb/devices", port, "descriptors"),
  });
  try {
    await writeFile(file, `${JSON.stringify(recording, null, 1)}\n`);
  } catch (error) {
    throw new ConfigError("config.unreadable", `${file}: ${messageOf(error)}`, { subject: file });
  }
  process.stdout.write(`${file}: ${recording.descriptors.length} devices; serial numbers are hashed\n`);
  return 0;
}

async function replay(file: string, settings: RoomSettings) {
  const recording = readRecording(await textIn(file), file);
  const descriptors = recordedDescriptors(recording);
  return await survey({
    ...partsFor(settings),
    enumerate: () => Promise.resolve(descriptors),
    transportsFor: () => recordedTransports(recording),
  });
}

async function textIn(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConfigError("config.unreadable", `${file}: ${messageOf(error)}`, { subject: file });
  }
}
