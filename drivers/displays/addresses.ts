import Type from "typebox";
import type { StreamAddress } from "../../src/driver-contract/index.ts";
import type { DisplayProtocol } from "./protocol.ts";
import { lg } from "./protocols/lg.ts";
import { nec } from "./protocols/nec.ts";
import { pjlink } from "./protocols/pjlink.ts";
import { samsungMdc } from "./protocols/samsung-mdc.ts";
import { sharp } from "./protocols/sharp.ts";
import { sonyRs232 } from "./protocols/sony-rs232.ts";
import { sonySimpleIp } from "./protocols/sony-simple-ip.ts";

/** Each language with the port it is spoken at on the network, null where there is none, and its id for displays that have ids. */
const languages = {
  "samsung-mdc": { make: (id = 1) => samsungMdc(id), tcpPort: 1515 },
  lg: { make: (id = 1) => lg(id), tcpPort: 9761 },
  nec: { make: (id = 1) => nec(id), tcpPort: 7142 },
  sharp: { make: () => sharp, tcpPort: 10008 },
  "sony-rs232": { make: () => sonyRs232, tcpPort: null },
  "sony-simple-ip": { make: () => sonySimpleIp, tcpPort: 20060 },
  pjlink: { make: () => pjlink, tcpPort: 4352 },
} as const satisfies Record<string, { make: (id?: number) => DisplayProtocol; tcpPort: number | null }>;

type Language = keyof typeof languages;
const strict = { additionalProperties: false } as const;

const DisplayShape = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, description: "What people call this display." }),
    protocol: Type.Enum(Object.keys(languages) as Language[]),
    serial: Type.Optional(
      Type.String({ pattern: "^/dev/", description: "Serial port; a path under /dev/serial/by-id stays when moved." }),
    ),
    baudRate: Type.Optional(Type.Integer({ minimum: 300, maximum: 1_000_000, description: "9600 when left out." })),
    host: Type.Optional(
      Type.String({ minLength: 1, description: "Name or address in the network, instead of serial." }),
    ),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    id: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: "The display's id as in its menu; 1." })),
    passwordFile: Type.Optional(
      Type.String({ pattern: "^/", description: "File with the password (PJLink), as an absolute path." }),
    ),
    input: Type.Optional(Type.String({ description: "Input to choose when it is switched on, such as hdmi1." })),
  },
  strict,
);

export const DisplaySettingsSchema = Type.Object(
  {
    displays: Type.Optional(Type.Array(DisplayShape, { maxItems: 8 })),
    cec: Type.Optional(
      Type.Array(Type.String({ pattern: "^/dev/cec\\d+$" }), { description: "CEC adapters whose display to steer." }),
    ),
  },
  strict,
);

export type DisplaySettings = Type.Static<typeof DisplaySettingsSchema>;
export type DisplayEntry = Type.Static<typeof DisplayShape>;

/** Where a display is; null when its settings name neither a serial port nor a host, or a language that is not spoken there. */
export function addressOf({ protocol, serial, baudRate = 9_600, host, port }: DisplayEntry): StreamAddress | null {
  if (serial !== undefined) return { kind: "serial", path: serial, baudRate };
  const usual = port ?? languages[protocol].tcpPort;
  return host === undefined || usual === null ? null : { kind: "tcp", host, port: usual };
}

export const languageOf = ({ protocol, id }: DisplayEntry): DisplayProtocol => languages[protocol].make(id);
