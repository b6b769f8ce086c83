import { errorTable } from "../../src/domain/error-codes.ts";
import { faultTable } from "../../src/domain/fault.ts";
import { SettingsSchema } from "../../src/settings/schema.ts";
import { driverTable, productTable, udevRules } from "./hardware.ts";
import { landModule } from "./land.ts";
import { replaceSection, table } from "./markdown.ts";

export interface GeneratedFile {
  /** Relative to the checkout. */
  file: string;
  /** @param now the file as it is, for those of which only a part is generated */
  make(now: string): string;
}

/** Every file, or part of one, that is made from another source in this repository. */
export const generatedFiles: GeneratedFile[] = [
  { file: "systemd/60-roomkeeper.rules", make: udevRules },
  {
    file: "drivers/README.md",
    make: (now) => replaceSection(replaceSection(now, "products", productTable()), "drivers", driverTable()),
  },
  { file: "src/web/console/sites/land.ts", make: landModule },
  { file: "config/room.schema.json", make: () => `${JSON.stringify(SettingsSchema, null, 2)}\n` },
  {
    file: "src/domain/README.md",
    make: (now) => replaceSection(replaceSection(now, "error codes", errorCodes()), "faults", faults()),
  },
];

function errorCodes(): string {
  const rows = Object.entries(errorTable).map(([code, { retry, docs }]) => [`\`${code}\``, retry, docs]);
  return table(["code", "try again", "what it means and what to do"], rows);
}

function faults(): string {
  const rows = Object.entries(faultTable).map(([code, { severity, owner, docs }]) => [
    `\`${code}\``,
    severity,
    owner,
    docs,
  ]);
  return table(["code", "severity", "owner", "what it means"], rows);
}
