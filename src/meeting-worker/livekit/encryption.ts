import { EncryptionState, EncryptionType, type RoomOptions } from "./binding.ts";

/**
 * End-to-end encryption that livekit-client understands: PBKDF2 over the passphrase's UTF-8, salt `LKFrameEncryptionKey`,
 * AES-128-GCM. The binding's own ratchet window (16) with no tolerance never recovers from a wrong key: 0 and 10 do.
 */
export function encryptionOptions(passphrase: string): NonNullable<RoomOptions["encryption"]> {
  return {
    encryptionType: EncryptionType.GCM,
    keyProviderOptions: {
      sharedKey: new TextEncoder().encode(passphrase),
      ratchetWindowSize: 0,
      failureTolerance: 10,
    },
  };
}

export const isEncrypted = (type: EncryptionType | undefined) => type !== undefined && type !== EncryptionType.NONE;

/**
 * Tells a wrong passphrase from one guest who has a wrong one: somebody fails and nobody has ever been understood.
 */
export class PassphraseJudge {
  readonly #understood = new Set<string>();
  readonly #failed = new Set<string>();

  /** Hears the native state of one participant's decryption; returns true once the passphrase is judged wrong. */
  hear(identity: string, state: EncryptionState | undefined): boolean {
    if (state === EncryptionState.OK) this.#understood.add(identity);
    if (state === EncryptionState.DECRYPTION_FAILED) this.#failed.add(identity);
    return this.#failed.size > 0 && this.#understood.size === 0;
  }
}
