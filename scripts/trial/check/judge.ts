import type { Observations } from "./observations.ts";

export interface Requirement {
  name: string;
  ok: boolean;
  value: number | null;
  wanted: string;
}

/** What `scripts/try --check` prints. */
export interface CheckReport {
  ok: boolean;
  tapToConnectedMs: number | null;
  tapToPublishedMs: number | null;
  tapToFirstFrameMs: number | null;
  tapToFullFrameMs: number | null;
  framesPerSecond: number;
  width: number;
  height: number;
  /** What the participant hears of the room. */
  toneHeardHz: number;
  /** What the room's speaker gets of the participant. */
  toneSpokenHz: number;
  displayFrames: number;
  latencyMs: { median: number | null; p95: number | null };
  requirements: Requirement[];
}

/**
 * Generous: they tell working from broken on a busy computer. How fast it is, the benchmark says. Numbers of pictures and sounds are
 * waited for (watch.ts), so no slowness changes them.
 */
const patientLimits = (slowness: number) => ({
  connectedMs: 3000 * slowness,
  publishedMs: 4000 * slowness,
  firstFrameMs: 5000 * slowness,
  fullFrameMs: 10_000 * slowness,
  /** Part of the camera's rate. */
  rate: 0.5,
  pictures: 10,
  differentShare: 0.8,
  toneHz: 10,
  soundFrames: 50,
  displayFrames: 30,
  luma: 10,
  spread: 4,
  change: 0.5,
  latencyP95Ms: 1000 * slowness,
});
type Limits = ReturnType<typeof patientLimits>;

/** Says what holds and what does not. Pure. @param slowness of an emulated processor: how many times longer things may take */
export function judge(seen: Observations, slowness = 1): CheckReport {
  const limits = patientLimits(slowness);
  const of = [joining, picture, sound, display];
  const requirements = of.flatMap((one) => one(seen, limits));
  const { tapTo, picture: video } = seen;
  return {
    ok: requirements.every((requirement) => requirement.ok),
    tapToConnectedMs: tapTo.connectedMs,
    tapToPublishedMs: tapTo.publishedMs,
    tapToFirstFrameMs: tapTo.firstFrameMs,
    tapToFullFrameMs: tapTo.fullFrameMs,
    framesPerSecond: round(rateOf(seen)),
    width: video.width,
    height: video.height,
    toneHeardHz: round(seen.sound.heardHz),
    toneSpokenHz: round(seen.sound.spokenHz),
    displayFrames: seen.display.frames,
    latencyMs: { median: percentile(video.latenciesMs, 0.5), p95: percentile(video.latenciesMs, 0.95) },
    requirements,
  };
}

/** Whether all that is watched once the room is in the meeting holds. */
export function isWatchedWell(seen: Observations, slowness: number): boolean {
  const limits = patientLimits(slowness);
  return [picture, sound, display].flatMap((one) => one(seen, limits)).every(({ ok }) => ok);
}

function joining({ tapTo }: Observations, limits: Limits): Requirement[] {
  return [
    atMost("connected after the tap", tapTo.connectedMs, limits.connectedMs, "ms"),
    atMost("published after the tap", tapTo.publishedMs, limits.publishedMs, "ms"),
    atMost("first frame at the participant", tapTo.firstFrameMs, limits.firstFrameMs, "ms"),
    atMost("full size at the participant", tapTo.fullFrameMs, limits.fullFrameMs, "ms"),
  ];
}

function picture(seen: Observations, limits: Limits): Requirement[] {
  const { expected, picture: video } = seen;
  const different = round(share(video.differentFrames, video.frames));
  const flow =
    expected.framesPerSecond === null
      ? [atLeast("different pictures at the participant", video.differentFrames, limits.pictures)]
      : [
          atLeast("frames a second at the participant", round(rateOf(seen)), expected.framesPerSecond * limits.rate),
          atLeast("the picture moves: share of different frames", different, limits.differentShare),
        ];
  const all = [
    ...flow,
    atLeast("width at the participant", video.width, expected.width),
    atLeast("height at the participant", video.height, expected.height),
  ];
  if (!expected.stamped) return all;
  return [
    ...all,
    atMost("picture latency, 95th percentile", percentile(video.latenciesMs, 0.95), limits.latencyP95Ms, "ms"),
  ];
}

function sound({ expected, sound: all }: Observations, limits: Limits): Requirement[] {
  const { heardHz, spokenHz, heardFrames, spokenFrames } = all;
  const tone = (name: string, value: number, wantedHz: number) => toneNear(name, value, wantedHz, limits.toneHz);
  return [
    expected.heardHz === null
      ? atLeast("the participant hears the room: frames", heardFrames, limits.soundFrames)
      : tone("the participant hears the room's tone", heardHz, expected.heardHz),
    expected.spokenHz === null
      ? atLeast("the room's speaker gets sound: frames", spokenFrames, limits.soundFrames)
      : tone("the room's speaker gets the participant's tone", spokenHz, expected.spokenHz),
  ];
}

function display({ display: { frames, pictures } }: Observations, limits: Limits): Requirement[] {
  const least = (values: number[]) => (values.length === 0 ? null : round(Math.min(...values)));
  const changes = pictures.flatMap(({ change }) => change ?? []);
  return [
    atLeast("the display shows frames", frames, limits.displayFrames),
    atLeast("the display is not black: luma", least(pictures.map((look) => look.meanLuma)), limits.luma),
    atLeast("the display is not plain: spread", least(pictures.map((look) => look.spread)), limits.spread),
    // Between two looks the picture may come back to where it was, so most of them count, not each.
    atLeast("the display moves: change", percentile(changes, 0.5), limits.change),
  ];
}

const rateOf = ({ picture: { frames, watchedMs } }: Observations) => (watchedMs > 0 ? (frames * 1000) / watchedMs : 0);

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

function atMost(name: string, value: number | null, limit: number, unit: string): Requirement {
  return { name, ok: value !== null && value <= limit, value, wanted: `at most ${limit} ${unit}` };
}

function atLeast(name: string, value: number | null, limit: number): Requirement {
  return { name, ok: value !== null && value >= limit, value, wanted: `at least ${limit}` };
}

function toneNear(name: string, value: number, wantedHz: number, toleranceHz: number): Requirement {
  const ok = Math.abs(value - wantedHz) <= toleranceHz;
  return { name, ok, value: round(value), wanted: `${wantedHz} Hz, within ${toleranceHz}` };
}

function percentile(values: number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  return value === undefined ? null : round(value);
}

const round = (value: number) => Math.round(value * 100) / 100;
