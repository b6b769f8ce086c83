import { useState } from "preact/hooks";
import { type Change, useChange } from "../hub/use-hub.ts";
import type { BrowserPasskey, PasskeyOptions } from "./passkey.ts";

interface PasskeyExchange {
  /** Where the hub says what the browser needs; its body, if any. */
  options: string;
  asked?: unknown;
  /** Where the browser's answer goes, and what goes with it. */
  answer: string;
  send?: (response: unknown) => object;
}

export interface PasskeyChange extends Pick<Change, "busy" | "problem"> {
  /** The browser gave none: the person changed their mind, or there is none. */
  notGiven: boolean;
  /** @returns whether the hub has taken the browser's answer */
  exchange: (wanted: PasskeyExchange) => Promise<boolean>;
}

/** The three steps of every passkey: the hub's options, the browser, the hub again. @param browser proves or makes one */
export function usePasskey(browser: BrowserPasskey): PasskeyChange {
  const { busy, problem, send } = useChange();
  const [notGiven, setNotGiven] = useState(false);
  const exchange = async (wanted: PasskeyExchange) => {
    setNotGiven(false);
    const options = await send<PasskeyOptions>("POST", wanted.options, wanted.asked);
    if (options === null) return false;
    const response = await browser(options.value);
    if (response === null) {
      setNotGiven(true);
      return false;
    }
    const body = wanted.send?.(response) ?? { response };
    return (await send("POST", wanted.answer, body)) !== null;
  };
  return { busy, problem, notGiven, exchange };
}
