/** Hertz: what the emulated microphone hears, what the other participant sends, what a laptop plays over HDMI. */
export const tones = { microphone: 450, participant: 660, laptop: 880 } as const;

export const isTone = (heard: number, hertz: number) => Math.abs(heard - hertz) <= 10;
