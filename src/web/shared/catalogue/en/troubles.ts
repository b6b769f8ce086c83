import type { Catalogue } from "../shape.ts";

export const ends: Catalogue["ends"] = {
  left: {
    happened: "You have left the meeting.",
    doing: "Camera and microphone are off.",
    youCan: "Tap Join to go back in.",
  },
  "ended-by-host": {
    happened: "The host has ended the meeting.",
    doing: "Camera and microphone are off.",
    youCan: "Nothing to do.",
  },
  removed: {
    happened: "Somebody took this room out of the meeting.",
    doing: "Camera and microphone are off.",
    youCan: "Ask the host before you join again.",
  },
  duplicate: {
    happened: "This room has joined from another place.",
    doing: "Here, camera and microphone are off.",
    youCan: "Join here to take the meeting back.",
  },
  refused: {
    happened: "The meeting did not let this room in.",
    doing: "We have stopped trying.",
    youCan: "Ask the host for a new invitation.",
  },
  unreachable: {
    happened: "The meeting service could not be reached.",
    doing: "We keep testing the connection.",
    youCan: "Try again in a minute, or tell IT.",
  },
  failed: {
    happened: "The meeting could not be joined.",
    doing: "The reason is kept for IT.",
    youCan: "Try again. If it fails again, tell IT.",
  },
  denied: {
    happened: "The host did not let this room in.",
    doing: "We have stopped waiting.",
    youCan: "Call the host, then join again.",
  },
  encrypted: {
    happened: "The meeting is encrypted, and the room has no key.",
    doing: "Nothing was sent.",
    youCan: "Ask for the full link and join by link.",
  },
  "window-lost": {
    happened: "The page of the meeting has closed by itself.",
    doing: "Camera, microphone and speaker are back with the room.",
    youCan: "Open it again from the booking.",
  },
  cancelled: {
    happened: "Joining was cancelled.",
    doing: "Camera and microphone are off.",
    youCan: "Tap Join when you are ready.",
  },
};

export const faults: Catalogue["faults"] = {
  "camera.missing": {
    happened: "There is no camera.",
    doing: "We use it as soon as it is back.",
    youCan: "Check its cable.",
  },
  "camera.failed": {
    happened: "The camera gives no picture.",
    doing: "We are restarting it.",
    youCan: "If it lasts, unplug it and plug it in again.",
  },
  "microphone.missing": {
    happened: "There is no microphone: nobody can hear you.",
    doing: "We use it as soon as it is back.",
    youCan: "Check its cable.",
  },
  "microphone.failed": {
    happened: "The microphone gives no sound: nobody can hear you.",
    doing: "We are restarting it.",
    youCan: "If it lasts, unplug it and plug it in again.",
  },
  "speaker.missing": {
    happened: "There is no speaker: you cannot hear the others.",
    doing: "We use it as soon as it is back.",
    youCan: "Check its cable and power.",
  },
  "speaker.failed": {
    happened: "The speaker does not play: you cannot hear the others.",
    doing: "We are restarting it.",
    youCan: "If it lasts, unplug it and plug it in again.",
  },
  "device.failed": {
    happened: "A device in this room does not work.",
    doing: "We try it again every few seconds.",
    youCan: "Unplug it and plug it in again, or tell IT.",
  },
  "device-host.down": {
    happened: "The room's devices are restarting.",
    doing: "They are back in a few seconds.",
    youCan: "Please wait.",
  },
  "meeting-worker.down": {
    happened: "Picture and sound were interrupted.",
    doing: "We are starting them again.",
    youCan: "Please wait a moment.",
  },
  "network.down": {
    happened: "The meeting service does not answer.",
    doing: "We test the connection twice a second and go back by ourselves.",
    youCan: "Check the network cable, or tell IT.",
  },
  "meeting.failed": {
    happened: "The last meeting could not be joined.",
    doing: "The reason is kept for IT.",
    youCan: "Try again. If it fails again, tell IT.",
  },
  "calendar.stale": {
    happened: "The calendar may be out of date.",
    doing: "We try to read it every minute.",
    youCan: "Missing your meeting? Join by name.",
  },
  "calendar.failed": {
    happened: "The calendar cannot be read.",
    doing: "The last known bookings are shown; we keep trying.",
    youCan: "Missing your meeting? Join by name.",
  },
  "calendar.event": {
    happened: "One booking cannot be read.",
    doing: "All others are shown.",
    youCan: "Missing your meeting? Join by name.",
  },
  "clock.wrong": {
    happened: "The room computer's clock is wrong.",
    doing: "The room does not join by itself until it is right.",
    youCan: "Tap Join yourself, and tell IT.",
  },
  "settings.rejected": {
    happened: "The newest settings have a mistake.",
    doing: "The last good ones stay in use.",
    youCan: "Nothing to do here: IT can mend it.",
  },
  "bench.in-use": {
    happened: "Bench devices stand in for real ones.",
    doing: "Others see a test card and hear a tone.",
    youCan: "For a real room, IT sets up real devices.",
  },
};

export const pages: Catalogue["pages"] = {
  lost: {
    happened: "This panel has lost the room computer.",
    doing: "It reconnects by itself; a running meeting goes on.",
    youCan: "Wait a moment. If it lasts, check the panel's network.",
  },
  unanswered: {
    happened: "The room computer did not answer.",
    doing: "We are reconnecting to it.",
    youCan: "Wait a moment, then tap again.",
  },
  unconfirmed: {
    happened: "This takes unusually long.",
    doing: "The panel shows what is really so.",
    youCan: "Tap again, or look at the room status.",
  },
  reconnecting: {
    happened: "The connection to the meeting is lost: nobody can hear you.",
    doing: "We are going back in by ourselves.",
    youCan: "Please wait.",
  },
  mutedByOther: {
    happened: "Somebody in the meeting has muted this room.",
    doing: "The microphone stays off until you switch it on.",
    youCan: "Tap Microphone to speak.",
  },
  cameraStopped: {
    happened: "Somebody in the meeting has stopped this room’s camera.",
    doing: "The camera stays off until you switch it on.",
    youCan: "Tap Camera to be seen.",
  },
  microphoneWithheld: {
    happened: "The host does not let this room speak.",
    doing: "As soon as the host allows it, the room is heard again.",
    youCan: "Raise your hand, or write to the host.",
  },
  cameraWithheld: {
    happened: "The host does not let this room show its camera.",
    doing: "As soon as the host allows it, the room is seen again.",
    youCan: "Ask the host.",
  },
  displayWaits: {
    happened: "The room is in, but its display still waits to be let in.",
    doing: "Sound works; pictures come as soon as the host admits the display, too.",
    youCan: "Ask the host to admit the second entry of this room.",
  },
  inTheClear: {
    happened: "Somebody in this encrypted meeting is not encrypted.",
    doing: "The room hears and sees them; they get nothing of the room but noise.",
    youCan: "Ask them to join again with the full link. Details for IT has their names.",
  },
  bookingCancelled: {
    happened: "The booking of this meeting was cancelled.",
    doing: "The meeting goes on: the room never hangs up for that.",
    youCan: "Somebody else may book the room. Tap Leave when you are done.",
  },
  bookingMoved: {
    happened: "The booking of this meeting was moved to another time.",
    doing: "The meeting goes on: the room never hangs up for that.",
    youCan: "Somebody else may book the room. Tap Leave when you are done.",
  },
  talkingWhileMuted: {
    happened: "You are muted: nobody hears you.",
    doing: "The microphone stays off until you switch it on.",
    youCan: "Tap Microphone to speak.",
  },
  poor: {
    happened: "The connection is weak.",
    doing: "Sound comes first; pictures may be coarse.",
    youCan: "If it lasts, switch the camera off.",
  },
  leaving: {
    happened: "Leaving the meeting.",
    doing: "Camera and microphone are being switched off.",
    youCan: "One moment.",
  },
  cameraNotAllowed: {
    happened: "The browser may not use camera or microphone.",
    doing: "You can join without them.",
    youCan: "Allow them in the browser's address bar.",
  },
  cameraMissing: {
    happened: "No camera or microphone was found.",
    doing: "You can join without them.",
    youCan: "Plug one in and load the page again.",
  },
  meetingLost: {
    happened: "The connection to the meeting is lost.",
    doing: "We have tried to go back in.",
    youCan: "Check your network and join again.",
  },
  guestRemoved: {
    happened: "You were taken out of the meeting.",
    doing: "Camera and microphone are off.",
    youCan: "Ask the host before you join again.",
  },
};
