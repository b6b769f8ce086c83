import { homedir } from "node:os";
import { join } from "node:path";
import { talkingHead } from "../../../drivers/bench/talking-head.ts";
import { clipIn } from "../../../src/device-host/transports/clip.ts";
import { layoutOf } from "../../../src/meeting-worker/video/i420.ts";
import { stamp } from "../../../src/meeting-worker/video/stamp.ts";

const size = { width: 1280, height: 720 };
const frames = 300;

/**
 * The browser's camera: the bench camera's picture as a Motion-JPEG file, with the frame counter painted in. (The room paints
 * counter and clock while it runs; a file cannot know the time.)
 * @returns its path, in the cache
 */
export function chromiumClip(): Promise<string> {
  const cache = process.env.ROOMKEEPER_CACHE ?? join(homedir(), ".cache/roomkeeper");
  const head = talkingHead(size.width, size.height, frames);
  const layout = layoutOf(size.width, size.height);
  return clipIn(
    join(cache, "clips"),
    {
      name: `counted-head-${size.width}x${size.height}-v1`,
      ...size,
      frames,
      framesPerSecond: 30,
      quality: 85,
      paint(index, picture) {
        head(index, picture);
        stamp(picture, layout, 0, index);
      },
    },
    new AbortController().signal,
  );
}
