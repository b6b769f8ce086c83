/** Hertz: what the emulated microphone hears, and what the other participant sends. */
export const tones = { microphone: 450, participant: 660 } as const;

export const isTone = (heard: number, hertz: number) => Math.abs(heard - hertz) <= 10;
