import type { Catalogue } from "../shape.ts";

export const display: Catalogue["display"] = {
  welcome: "Welcome",
  next: "Next in this room",
  nothingNext: "Nothing else is booked today",
  joinHint: "Tap Join on the touch panel",
  inviteHint: (room) => `To meet here, invite “${room}” to your meeting.`,
  scanHint: "Scan to join with your phone",
  waiting: "The meeting is connecting…",
  alone: "Waiting for others to join",
  reconnecting: "Connection lost. Reconnecting by itself…",
  lost: "This screen has lost the room computer. It comes back by itself.",
  shareOf: (name) => `${name} is sharing`,
  others: (count) => `+ ${count} more`,
  noPicture: "No camera",
};

export const guest: Catalogue["guest"] = {
  title: "Join this room’s meeting",
  name: "Your name",
  check: "How others see and hear you",
  you: "You",
  youAreHeard: "Speak: the bar moves when you are heard.",
  level: "Loudness of your microphone",
  joining: "Joining…",
  notNow: "The room is not in a meeting yet",
  notNowHint: "Stay here: you get in as soon as the meeting starts.",
  off: "Guests cannot join this room",
  offHint: "The guest page is switched off. Ask the person who invited you for another link.",
  left: "You have left the meeting",
  joinAgain: "Join again",
  tryAgain: "Try again",
  soundBlocked: "Your browser holds the sound back.",
  playSound: "Play sound",
  alone: "Nobody else is here yet",
  people: "People",
};

export const services: Catalogue["services"] = {
  livekit: "LiveKit",
  "livekit-meet": "LiveKit Meet",
  "la-suite-meet": "Visio",
  teams: "Microsoft Teams",
  zoom: "Zoom",
  webex: "Webex",
  jitsi: "Jitsi Meet",
  bigbluebutton: "BigBlueButton",
  tencent: "Tencent Meeting",
  meet: "Google Meet",
  voov: "VooV Meeting",
  feishu: "Feishu",
  lark: "Lark",
  dingtalk: "DingTalk",
  huawei: "Huawei Cloud Meeting",
  "nextcloud-talk": "Nextcloud Talk",
  "element-call": "Element Call",
  goto: "GoTo Meeting",
  chime: "Amazon Chime",
  ringcentral: "RingCentral",
  whereby: "Whereby",
  sip: "SIP",
  h323: "H.323",
};

export const noJoin: Catalogue["noJoin"] = {
  "too-early": "Join appears shortly before the start.",
  over: "This booking is over.",
  "no-link": "The invitation contains no meeting link. Join by name, or meet now.",
  assisted: "The room cannot enter this service by itself.",
  "not-configured": "This room is not set up for this service. IT can add it.",
  "in-meeting": "The room is in another meeting. Leave it first.",
  "already-in": "The room is in this meeting.",
};

export const steps: Catalogue["steps"] = {
  asking: "Asking to come in",
  connecting: "Connecting to the meeting",
  publishing: "Sending picture and sound",
};

export const qualities: Catalogue["qualities"] = {
  excellent: "Connection good",
  good: "Connection good",
  poor: "Connection weak",
  lost: "Connection lost",
  unknown: "Connection",
};

export const roles: Catalogue["roles"] = {
  camera: "Camera",
  microphone: "Microphone",
  speaker: "Speaker",
  capture: "Share",
};
