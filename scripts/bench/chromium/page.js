// The browser that the room is measured beside: livekit-client as an application would use it, with its camera, microphone and
// the others' sound. Driven from outside by `window.bench`. Times are wall-clock milliseconds with fractions.

const { Room, RoomEvent, Track, createLocalTracks } = globalThis.LivekitClient;

const now = () => performance.timeOrigin + performance.now();

/** @type {{room: any, tracks: any[], seen: {counter: number, capturedAt: number}[]}} */
const state = { room: null, tracks: [], seen: [] };

function publishOptions(track, { codec, simulcast, maxBitrate }) {
  if (track.kind !== "video") return { source: Track.Source.Microphone };
  const videoEncoding = { maxBitrate, maxFramerate: 30 };
  return { source: Track.Source.Camera, simulcast, videoCodec: codec, videoEncoding, backupCodec: false };
}

/** Joins: the camera is opened while it connects, sound of the others is played, their pictures are left alone. */
async function join(url, token, options) {
  const times = { tapAt: now() };
  const room = new Room({ adaptiveStream: false, dynacast: false });
  state.room = room;
  const wantSound = (publication) => publication.kind === "audio" && publication.setSubscribed(true);
  room.on(RoomEvent.TrackPublished, wantSound);
  room.on(RoomEvent.TrackSubscribed, (track) => track.attach());
  const opening = createLocalTracks({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
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

/** Notes when the camera delivered which picture, so that others can tell how long it took to them. */
function watchOwnPicture() {
  const camera = state.tracks.find((track) => track.kind === "video");
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([camera.mediaStreamTrack]);
  void video.play();
  const canvas = new OffscreenCanvas(counterBand.blocks, 1);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const each = (_, { captureTime, presentationTime, width, height }) => {
    const line = height * counterBand.top * 1.5;
    context.drawImage(video, 0, line, width, 1, 0, 0, counterBand.blocks, 1);
    const counter = readCounter(context.getImageData(0, 0, counterBand.blocks, 1).data);
    const at = performance.timeOrigin + (captureTime ?? presentationTime);
    if (counter !== null) state.seen.push({ counter, capturedAt: at });
    video.requestVideoFrameCallback(each);
  };
  video.requestVideoFrameCallback(each);
}

function readCounter(pixels) {
  const bytes = [0, 0, 0, 0, 0];
  for (let block = 0; block < counterBand.blocks; block++) {
    if (pixels[block * 4] > 125) bytes[block >> 3] |= 128 >> (block & 7);
  }
  const [a, b, c, d, check] = bytes;
  return (a ^ b ^ c ^ d ^ 0x5a) === check ? ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 : null;
}

globalThis.bench = { join, leave, setMicrophone, watchOwnPicture, seenPictures: () => state.seen.splice(0) };
