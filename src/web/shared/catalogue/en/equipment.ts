import type { Catalogue } from "../shape.ts";

export const equipment: Catalogue["equipment"] = {
  trouble: (device) => ({
    forIt: {
      happened: `The room computer may not use “${device}”.`,
      doing: "It is tried again every minute.",
      youCan: "Tell IT: the details say what is missing.",
    },
    busy: {
      happened: `Another program has “${device}”.`,
      doing: "We take it as soon as it is free.",
      youCan: "Close the other program, or tell IT.",
    },
    silent: {
      happened: `“${device}” does not answer.`,
      doing: "We try it again every few seconds.",
      youCan: "Check its cable and power.",
    },
    odd: {
      happened: `“${device}” does not work as it should.`,
      doing: "We try it again every few seconds.",
      youCan: "Unplug it and plug it in again, or tell IT.",
    },
  }),
  shareLost: (device) => ({
    happened: `“${device}” was unplugged: nothing is shared any more.`,
    doing: "The meeting goes on.",
    youCan: "Plug it in again to share again.",
  }),
  shareRefused: (device) => ({
    unsteady: {
      happened: `“${device}” gets a picture that comes and goes.`,
      doing: "It is shared as soon as it is steady.",
      youCan: "Push the plug in firmly, or take another cable.",
    },
    unsupported: {
      happened: `“${device}” gets a picture that it cannot show.`,
      doing: "It is shared as soon as it can be.",
      youCan: "Set the connected device to 1920 × 1080 at 60 Hz.",
    },
    interlaced: {
      happened: `“${device}” gets an interlaced picture: it cannot be shared.`,
      doing: "It is shared as soon as it can be.",
      youCan: "Set the connected device to 1080p instead of 1080i.",
    },
  }),
  mirror: "What the camera sees, mirrored",
  noMirror: {
    waiting: "The camera is starting…",
    off: "The camera is off.",
    missing: "There is no camera.",
    elsewhere: "The picture is shown on the room computer only.",
    busy: "Another program has the camera.",
  },
  microphoneLevel: "Loudness of the microphone",
  microphoneQuiet: "Quiet: say something.",
  microphoneHeard: "The microphone hears you.",
  speakerLevel: "Loudness of the speaker",
  speakerQuiet: "Nothing plays.",
  speakerPlays: "The speaker plays.",
  testTone: "Play a test tone",
  toneHint: "Only this room hears it.",
  toneSilent: "The sound is off: turn the volume up first.",
  toneRefused: "It cannot be played now.",
  moveCamera: "Move the camera",
  cameraTitle: "Camera",
  cannotMove: "This camera cannot be moved from here.",
  joystick: "Move the camera: hold and pull, or hold an arrow key",
  nearer: "Nearer",
  further: "Further away",
  home: "Middle",
  positions: "Kept positions",
  noPositions: "None yet. Move the camera, then keep its position.",
  position: (number) => `Position ${number}`,
  keepPosition: "Keep this position",
  keepHere: "Keep here",
  changePositions: "Change",
  remove: "Remove",
  done: "Done",
};

export const report: Catalogue["report"] = {
  button: "Report a problem",
  title: "Report a problem",
  hint: "The room keeps what it knows for IT: its state and its log, without names and links.",
  kinds: {
    picture: "Camera or picture",
    sound: "Microphone or sound",
    meeting: "Joining or leaving a meeting",
    display: "Display or sharing",
    other: "Something else",
  },
  send: "Report",
  sending: "Keeping…",
  failed: "It could not be kept. Please try again, or tell IT.",
  kept: "Thank you. Tell IT this number:",
  keptHint: "With it they find what the room knew at this moment.",
};
