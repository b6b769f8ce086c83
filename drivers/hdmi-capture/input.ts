import type { CaptureCapability, CaptureRefusal, VideoRecipe } from "../../src/domain/capability.ts";
import type { Wishes } from "../../src/driver-contract/index.ts";

/** An HDMI input, however its signal is known. */
export interface HdmiInput {
  readonly detection: NonNullable<CaptureCapability["detection"]>;
  readonly picture: VideoRecipe;
  /** Null when nobody can tell at this moment. */
  readonly signal: boolean | null;
  /** A source is plugged in, but dark or protected. */
  readonly blank: boolean;
  /** Why the picture of what is plugged in cannot be had. */
  readonly refused?: CaptureRefusal | undefined;
  /** From now on changes are told to `changed`. */
  begin(changed: () => void): void;
  /** What the room wants has changed. */
  want(wishes: Wishes): void;
  /** Lets go of the pictures. */
  end(): void;
}
