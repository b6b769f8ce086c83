import type { Descriptor, DeviceReport } from "../../domain/device.ts";
import type { Survey } from "./survey.ts";

/** The survey for people. */
export function surveyText({ devices, unclaimed, refused }: Survey): string {
  const lines = [
    ...devices.flatMap(deviceLines),
    ...(devices.length === 0 ? ["No device that a room could use is plugged."] : []),
    ...(unclaimed.length === 0 ? [] : ["", "Plugged, but nobody wants it:"]),
    ...unclaimed.map((one) => `  ${one.name || one.key}  ${placeOf(one)}  ${whyNobody(one)}`),
    ...refused.map(({ driver, detail }) => `Refused: ${driver}: ${detail}`),
  ];
  return `${lines.join("\n")}\n`;
}

function deviceLines({
  id,
  title,
  driver,
  port,
  phase,
  claim,
  capabilities,
  problem,
  standIn,
}: DeviceReport): string[] {
  const can = Object.keys(capabilities).join(", ");
  const { camera, ptz, display } = capabilities;
  return [
    `${title}${standIn ? " (stand-in)" : ""}: ${phase}`,
    `  driver  ${driver}${port === "" ? "" : `, port ${port}`}`,
    `  claim   ${claim}`,
    `  id      ${id}`,
    ...(can === "" ? [] : [`  can     ${can}`]),
    ...(camera === undefined ? [] : [`  picture ${camera.choice}`]),
    ...(ptz === undefined || ptz.presets.length === 0
      ? []
      : [`  presets ${ptz.presets.map(({ name }) => name).join(", ")}`]),
    ...(display?.trouble == null ? [] : [`  trouble ${display.trouble}`]),
    ...(problem === null ? [] : [`  missing ${problem.message} (${problem.code})`]),
  ];
}

const placeOf = ({ subsystem, node, vendorId, productId, port }: Descriptor) =>
  [subsystem, node, vendorId === "" ? "" : `${vendorId}:${productId}`, port].filter((part) => part !== "").join(" ");

/** What is known about things that no driver takes. */
function whyNobody({ subsystem, facts }: Descriptor): string {
  if (subsystem === "video4linux" && facts.role === "metadata") return "(a camera's metadata, not a picture)";
  if (subsystem === "video4linux" && facts.role === "other") return "(no capture)";
  if (subsystem === "video4linux" && !facts.role && facts.index !== "0") return "(could not be asked what it is for)";
  if (subsystem === "sound") return whyNoSound(facts);
  if (subsystem === "hidraw" && (facts.reportDescriptor ?? "") === "") return "(its report descriptor cannot be read)";
  if (subsystem === "hidraw") return "(no telephony keys)";
  return "";
}

function whyNoSound({ capture, playback, monitor, cardDriver = "", videoInputs }: Descriptor["facts"]): string {
  if (monitor === "absent") return "(no display at this output)";
  if (!capture && !playback) return "(neither a microphone nor a speaker)";
  if (["Loopback", "Dummy"].includes(cardDriver)) return "(for programs, not for rooms)";
  return videoInputs === undefined ? "" : "(goes along with the pictures of its device)";
}
