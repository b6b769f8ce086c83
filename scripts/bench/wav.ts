const rate = 48_000;

/** Like the bench's microphone: for the first 40 ms of each second the tone is at 30 %, by which its age is told. */
const mark = { samples: rate * 0.04, part: 0.3 };

/** One second of a tone as a WAV file (RIFF, 16 bit, mono, 48 kHz): whole periods, so that it can be looped. */
export function toneWav(hertz: number, level: number): Buffer {
  const samples = Buffer.alloc(rate * 2);
  for (let index = 0; index < rate; index++) {
    const peak = level * 32_767 * (index < mark.samples ? mark.part : 1);
    samples.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hertz * index) / rate) * peak), index * 2);
  }
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
