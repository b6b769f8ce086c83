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

/** What a person will know this device's passkey by. */
export const passkeyName = (): string => /\(([^;)]+)/.exec(navigator.userAgent)?.[1]?.trim() || "Passkey";
