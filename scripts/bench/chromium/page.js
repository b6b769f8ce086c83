// The browser that the room is measured beside: livekit-client as an application would use it, with its camera, microphone and
// the others' sound. Driven from outside by `window.bench`. Times are wall-clock milliseconds with fractions.

const { Room, RoomEvent, Track, createLocalTracks } = globalThis.LivekitClient;

const now = () => performance.timeOrigin + performance.now();

/** @type {{room: any, tracks: any[], pictures: {counter: number, atMs: number}[], marks: number[]}} */
const state = { room: null, tracks: [], pictures: [], marks: [] };

function publishOptions(track, { codec, simulcast, maxBitrate }) {
  if (track.kind !== "video") return { source: Track.Source.Microphone };
  const videoEncoding = { maxBitrate, maxFramerate: 30 };
  return { source: Track.Source.Camera, simulcast, videoCodec: codec, videoEncoding, backupCodec: false };
}

/** Joins: the camera is opened while it connects, sound of the others is played, their pictures are left alone. */
async function join(url, token, options) {
  const times = { tapAt: now() };
  const processing = options.audioProcessing;
  const room = new Room({ adaptiveStream: false, dynacast: false });
  state.room = room;
  const wantSound = (publication) => publication.kind === "audio" && publication.setSubscribed(true);
  room.on(RoomEvent.TrackPublished, wantSound);
  room.on(RoomEvent.TrackSubscribed, (track) => track.attach());
  const opening = createLocalTracks({
    audio: { echoCancellation: processing, noiseSuppression: processing, autoGainControl: processing },
    video: { resolution: { width: options.width, height: options.height, frameRate: 30 } },
  });
  await room.connect(url, token, { autoSubscribe: false });
  times.connectedAt = now();
  for (const participant of room.remoteParticipants.values()) participant.trackPublications.forEach(wantSound);
  state.tracks = await opening;
  await Promise.all(
    state.tracks.map((track) => room.localParticipant.publishTrack(track, publishOptions(track, options))),
  );
  times.publishedAt = now();
  return times;
}

async function leave() {
  await state.room?.disconnect();
  for (const track of state.tracks) track.stop();
}

/** @returns when it was asked for */
function setMicrophone(on) {
  const askedAt = now();
  const microphone = state.tracks.find((track) => track.kind === "audio");
  void (on ? microphone.unmute() : microphone.mute());
  return askedAt;
}

// Where the clip's frame counter is: see the README of the meeting worker's pictures.
const counterBand = { top: 1 / 20, blocks: 40 };

/** Notes when camera and microphone delivered what, so that others can tell how long it took to them. */
function watchOwnMedia() {
  for (const { kind, mediaStreamTrack } of state.tracks) {
    if (kind === "video") watchPicture(mediaStreamTrack);
    else void watchSound(mediaStreamTrack.clone());
  }
}

function watchPicture(track) {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  void video.play();
  const canvas = new OffscreenCanvas(counterBand.blocks, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const each = (_, { captureTime, presentationTime, width, height }) => {
    const line = Math.floor(height * counterBand.top * 1.5);
    context.drawImage(video, 0, line, width, 1, 0, 0, counterBand.blocks, 1);
    const counter = readCounter(context.getImageData(0, 0, counterBand.blocks, 1).data);
    const atMs = performance.timeOrigin + (captureTime ?? presentationTime);
    if (counter !== null) state.pictures.push({ counter, atMs });
    video.requestVideoFrameCallback(each);
  };
  video.requestVideoFrameCallback(each);
}

/** The file's sound falls to 30 % at one place of each second. The fall is found in windows of 10 ms. */
async function watchSound(track) {
  const { readable } = new MediaStreamTrackProcessor({ track });
  const reader = readable.getReader();
  let usual = 0;
  let below = true;
  for (;;) {
    const { value: sound, done } = await reader.read();
    if (done) return;
    const atMs = now();
    const samples = new Float32Array(sound.numberOfFrames);
    sound.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
    sound.close();
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    usual += (level - usual) * (level > usual ? 0.05 : 0.001);
    const isBelow = level < usual * 0.65;
    if (isBelow && !below) state.marks.push(atMs);
    below = isBelow;
  }
}

function readCounter(pixels) {
  const bytes = [0, 0, 0, 0, 0];
  for (let block = 0; block < counterBand.blocks; block++) {
    if (pixels[block * 4] > 125) bytes[block >> 3] |= 128 >> (block & 7);
  }
  const [a, b, c, d, check] = bytes;
  return (a ^ b ^ c ^ d ^ 0x5a) === check ? ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 : null;
}

function ownMedia() {
  return { pictures: state.pictures.splice(0), marks: state.marks.splice(0) };
}

globalThis.bench = { join, leave, setMicrophone, watchOwnMedia, ownMedia };
