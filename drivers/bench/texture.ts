/** Pseudo-random numbers 0..1, the same for the same seed: clips are alike on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export const textureSize = 256;

/** A smooth random texture that tiles, about -70..70: enough detail for an encoder to work as with a real camera. */
export function smoothTexture(random: () => number): Float32Array {
  const raw = Float32Array.from({ length: textureSize * textureSize }, random);
  return blur(blur(raw, 1), textureSize).map((mean) => (mean - 0.5) * 220);
}

/** Mean of seven neighbours along one axis (`step` 1: rows, `textureSize`: columns), wrapping round. */
function blur(values: Float32Array, step: number): Float32Array {
  const last = values.length - 1;
  return values.map((_, at) => {
    let sum = 0;
    for (let d = -3; d <= 3; d++) sum += values[(at + d * step) & last] as number;
    return sum / 7;
  });
}

/** Sensor-like noise of about ±4, length a power of two. */
export function sensorNoise(random: () => number, length = 1 << 20): Int8Array {
  return Int8Array.from({ length }, () => Math.round((random() + random() + random() - 1.5) * 3));
}
