import type { Catalogue } from "../shape.ts";

const unchanged = "Nothing was changed.";

export const errors: Catalogue["errors"] = {
  programming: {
    happened: "That did not work.",
    doing: "The fault is in Roomkeeper; it is in the log.",
    youCan: "Try again. If it stays, tell IT.",
  },
  cancelled: { happened: "It was cancelled.", doing: "Nothing is running.", youCan: "Tap again when you want it." },
  "config.unreadable": {
    happened: "The room's settings cannot be read.",
    doing: "The last good ones stay in use.",
    youCan: "Tell IT.",
  },
  "config.invalid": {
    happened: "The room's settings have a mistake.",
    doing: "The last good ones stay in use.",
    youCan: "Tell IT.",
  },
  "config.secret": {
    happened: "The room lacks a password that it needs.",
    doing: "We look for it again at each try.",
    youCan: "Tell IT.",
  },
  "device.gone": {
    happened: "The device is not there any more.",
    doing: "We use it as soon as it is back.",
    youCan: "Check its cable.",
  },
  "device.busy": {
    happened: "Another program uses the device.",
    doing: "We try again every few seconds.",
    youCan: "Close the other program, or tell IT.",
  },
  "device.timeout": {
    happened: "The device does not answer.",
    doing: "We are restarting it.",
    youCan: "Unplug it and plug it in again.",
  },
  "device.permission": {
    happened: "The room may not use this device.",
    doing: "We try again every few seconds.",
    youCan: "Tell IT.",
  },
  "device.protocol": {
    happened: "The device answers in a way we do not understand.",
    doing: "We are restarting it.",
    youCan: "Unplug it and plug it in again.",
  },
  "device.tool": {
    happened: "A program for this device is missing.",
    doing: "We look for it again every few seconds.",
    youCan: "Tell IT.",
  },
  "device.settings": {
    happened: "The device does not accept its settings.",
    doing: "It stays off.",
    youCan: "Tell IT.",
  },
  "media.pipeline": {
    happened: "Picture or sound did not start.",
    doing: "We are starting it again.",
    youCan: "Wait a moment. If it lasts, tell IT.",
  },
  "media.frozen": {
    happened: "The picture stands still.",
    doing: "We are restarting the camera.",
    youCan: "Wait a few seconds.",
  },
  "media.input": {
    happened: "This picture or sound cannot be sent.",
    doing: "It is left out.",
    youCan: "Choose another device.",
  },
  "meeting.refused": {
    happened: "The meeting did not let this room in.",
    doing: "We have stopped trying.",
    youCan: "Ask the host for a new invitation.",
  },
  "meeting.unreachable": {
    happened: "The meeting service does not answer.",
    doing: "We keep testing the connection.",
    youCan: "Try again in a minute, or tell IT.",
  },
  "meeting.denied": {
    happened: "The host did not let this room in.",
    doing: "We have stopped waiting.",
    youCan: "Call the host, then join again.",
  },
  "meeting.token": {
    happened: "The room has no permission for this meeting.",
    doing: "We ask for it again at each try.",
    youCan: "Try again. If it stays, tell IT.",
  },
  "meeting.unknown": {
    happened: "No meeting was found under this name or link.",
    doing: "Nothing was joined.",
    youCan: "Check how it is written and try again.",
  },
  "meeting.timeout": {
    happened: "Joining took too long.",
    doing: "We have stopped this try.",
    youCan: "Tap Join again.",
  },
  "meeting.removed": {
    happened: "The room was taken out of the meeting.",
    doing: "Camera and microphone are off.",
    youCan: "Ask the host before you join again.",
  },
  "meeting.encrypted": {
    happened: "The meeting is encrypted, and the room has no key.",
    doing: "Nothing was sent.",
    youCan: "Ask for the full link and join by link.",
  },
  "meeting.assisted": {
    happened: "This room cannot enter that service by itself.",
    doing: "Nothing was joined.",
    youCan: "Open its page here, or use the link on your own device.",
  },
  "assisted.window": {
    happened: "The page could not be opened on the display.",
    doing: "Camera, microphone and speaker are back with the room.",
    youCan: "Try again. If it fails again, use your own device and tell IT.",
  },
  "intent.invalid": {
    happened: "The room did not understand this panel.",
    doing: unchanged,
    youCan: "Load the page again. If it stays, tell IT.",
  },
  "intent.impossible": {
    happened: "That is not possible right now.",
    doing: unchanged,
    youCan: "Look at what the panel shows and try again.",
  },
  "phone.code": {
    happened: "This code was used or is too old.",
    doing: "The room’s display shows a new one.",
    youCan: "Scan the code that is on the display now.",
  },
  "calendar.unreachable": {
    happened: "The calendar does not answer.",
    doing: "The last known bookings are shown; we keep trying.",
    youCan: "Missing your meeting? Join by name.",
  },
  "calendar.refused": {
    happened: "The calendar does not let this room in.",
    doing: "The last known bookings are shown; we keep trying.",
    youCan: "Tell IT.",
  },
  "calendar.unreadable": {
    happened: "The calendar cannot be understood.",
    doing: "The last known bookings are shown.",
    youCan: "Tell IT.",
  },
  "calendar.event": {
    happened: "One booking cannot be read.",
    doing: "All others are shown.",
    youCan: "Missing your meeting? Join by name.",
  },
  "process.crashed": {
    happened: "A part of the room had to restart.",
    doing: "It is back in a moment.",
    youCan: "Wait a moment and try again.",
  },
  "process.timeout": {
    happened: "A part of the room did not answer.",
    doing: "It is being restarted.",
    youCan: "Wait a moment and try again.",
  },
  "panel.port": {
    happened: "The room's pages cannot use their address.",
    doing: "The reason is in the log.",
    youCan: "Tell IT.",
  },
  "request.host": {
    happened: "The room does not know the name in this page's address.",
    doing: unchanged,
    youCan: "Open the page under its own address, or tell IT.",
  },
  "request.origin": {
    happened: "Another site tried to steer this room.",
    doing: "It was refused.",
    youCan: "Open the room's own page.",
  },
  "request.elsewhere": {
    happened: "This can only be seen on the room computer's own screen.",
    doing: "It was refused.",
    youCan: "Go to the room computer, or ask IT to allow it.",
  },
  "request.invalid": {
    happened: "The room did not understand this page.",
    doing: unchanged,
    youCan: "Load the page again. If it stays, tell IT.",
  },
  "request.unknown": {
    happened: "The room does not know what this page asked for.",
    doing: unchanged,
    youCan: "Load the page again. If it stays, tell IT.",
  },
  "request.type": {
    happened: "The room did not understand this page.",
    doing: unchanged,
    youCan: "Load the page again. If it stays, tell IT.",
  },
  "request.too-large": {
    happened: "That was too long.",
    doing: unchanged,
    youCan: "Use a shorter name or link.",
  },
  "request.too-many": {
    happened: "Too much was asked at once.",
    doing: "The room takes a breath.",
    youCan: "Wait a moment and try again.",
  },
  "protocol.invalid": {
    happened: "Two parts of the room do not understand each other.",
    doing: "The fault is in the log.",
    youCan: "Tell IT.",
  },
};

const notSettable = {
  happened: "The picture of this camera cannot be set that way now.",
  doing: unchanged,
  youCan: "Switch “Automatic” off first, or choose another camera.",
};

const notMovable = {
  happened: "This camera cannot be moved from here.",
  doing: unchanged,
  youCan: "Choose another camera, or turn it by hand.",
};

export const impossible: Catalogue["impossible"] = {
  join: {
    happened: "This meeting cannot be joined right now.",
    doing: unchanged,
    youCan: "Leave the running meeting first, or join by name.",
  },
  openAssisted: {
    happened: "This page cannot be opened right now.",
    doing: unchanged,
    youCan: "Leave the running meeting first, or use the link on your own device.",
  },
  pointer: {
    happened: "The pointer of the display cannot be moved right now.",
    doing: unchanged,
    youCan: "Use the touch screen of the display.",
  },
  meetNow: {
    happened: "A new meeting cannot start right now.",
    doing: unchanged,
    youCan: "Leave the running meeting first.",
  },
  leave: { happened: "The room is not in a meeting.", doing: unchanged, youCan: "Nothing to do." },
  cancelAutoJoin: {
    happened: "The room has already begun to join.",
    doing: "Joining goes on.",
    youCan: "Tap Cancel or Leave.",
  },
  setMicrophone: {
    happened: "The microphone cannot be switched right now.",
    doing: unchanged,
    youCan: "Wait until the room is in the meeting.",
  },
  setCamera: {
    happened: "The camera cannot be switched right now.",
    doing: unchanged,
    youCan: "Wait until the room is in the meeting.",
  },
  setVolume: {
    happened: "The volume cannot be changed right now.",
    doing: unchanged,
    youCan: "Wait a moment and try again.",
  },
  startShare: {
    happened: "There is nothing to share right now.",
    doing: "Sharing starts when a picture comes.",
    youCan: "Plug in your computer and tap Share again.",
  },
  stopShare: { happened: "Nothing is being shared.", doing: unchanged, youCan: "Nothing to do." },
  bookNow: {
    happened: "The room cannot be booked for this time.",
    doing: unchanged,
    youCan: "Choose a shorter time, or meet without a booking.",
  },
  checkIn: { happened: "There is nothing to confirm.", doing: unchanged, youCan: "Nothing to do." },
  raiseHand: {
    happened: "The hand cannot be raised or lowered right now.",
    doing: unchanged,
    youCan: "Wait until the room is in the meeting.",
  },
  extend: {
    happened: "The booking cannot be made longer.",
    doing: "The meeting goes on.",
    youCan: "Look for another room, or come to an end in time.",
  },
  useDevice: {
    happened: "This device cannot be used right now.",
    doing: "The room keeps the device it has.",
    youCan: "Check its cable, or choose another.",
  },
  moveCamera: notMovable,
  cameraHome: notMovable,
  cameraPreset: notMovable,
  setPicture: notSettable,
  pictureDefaults: notSettable,
  setDisplay: {
    happened: "No display of this room can be switched from here.",
    doing: unchanged,
    youCan: "Use the display's remote control.",
  },
};
