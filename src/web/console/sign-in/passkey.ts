import { say } from "../words.ts";
import { signInWords } from "./words.ts";

/** What the hub's options and the browser's answers are: JSON forms of WebAuthn level 3, §5.1.8 and §5.1.9. */
export type PasskeyOptions = PublicKeyCredentialRequestOptionsJSON & PublicKeyCredentialCreationOptionsJSON;

/** Null: the person changed their mind, or there is no passkey. */
export type BrowserPasskey = (options: PasskeyOptions) => Promise<unknown>;

export const passkeysWork = (): boolean =>
  typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

/** Asks the browser to prove who is there. */
export const provePasskey: BrowserPasskey = (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return given(() => navigator.credentials.get({ publicKey }));
};

/** Asks the browser to make a passkey. */
export const makePasskey: BrowserPasskey = (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return given(() => navigator.credentials.create({ publicKey }));
};

async function given(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = (await ask()) as PublicKeyCredential | null;
    return credential?.toJSON() ?? null;
  } catch {
    // Refused, cancelled or timed out: browsers do not tell which, on purpose.
    return null;
  }
}

interface Brands {
  userAgentData?: { brands?: { brand: string }[] };
}

/** What a person will know this device's passkey by: the browser and the system. */
export function passkeyName(): string {
  const { userAgent, userAgentData } = navigator as Navigator & Brands;
  const brands = (userAgentData?.brands ?? []).map(({ brand }) => brand);
  const [browser, system] = [browserOf(userAgent, brands), systemOf(userAgent, navigator.maxTouchPoints)];
  const text = say(signInWords);
  if (browser === "" || system === "") return browser || system || text.passkey;
  return text.keyOn(browser, system);
}

/** Several browsers say that they are Chrome and Safari, too: those come last. */
const browsers: readonly [RegExp, string][] = [
  [/Edg(A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/(Firefox|FxiOS)\//, "Firefox"],
  [/Chromium\//, "Chromium"],
  [/(Chrome|CriOS)\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** @param brands as Chromium names itself and its relatives; empty in other browsers, and where the connection is not secure */
export function browserOf(userAgent: string, brands: readonly string[]): string {
  const found = browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "";
  const itself = found === "Chrome" && brands.includes("Chromium") && !brands.includes("Google Chrome");
  return itself ? "Chromium" : found;
}

/** @param touchPoints an iPad says that it is a Mac; no Mac can be touched */
export function systemOf(userAgent: string, touchPoints: number): string {
  if (/iPhone|iPod/.test(userAgent)) return "iPhone";
  if (/iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return "iPad";
  if (/Macintosh/.test(userAgent)) return "macOS";
  if (/Windows/.test(userAgent)) return "Windows";
  if (/Android/.test(userAgent)) return "Android";
  if (/CrOS/.test(userAgent)) return "ChromeOS";
  return /Linux|X11/.test(userAgent) ? "Linux" : "";
}
