import { bigBlueButton } from "./big-blue-button.ts";
import { chime } from "./chime.ts";
import { h323, sip } from "./dial.ts";
import { dingtalk } from "./dingtalk.ts";
import { elementCall } from "./element-call.ts";
import { feishu, lark } from "./feishu.ts";
import { googleMeet } from "./google-meet.ts";
import { goTo } from "./goto.ts";
import { huawei } from "./huawei.ts";
import { jitsi } from "./jitsi.ts";
import { laSuiteMeet } from "./la-suite-meet.ts";
import { liveKit, liveKitCustom, liveKitMeet } from "./livekit.ts";
import { nextcloudTalk } from "./nextcloud-talk.ts";
import { ringCentral } from "./ringcentral.ts";
import type { Service } from "./service.ts";
import { teams } from "./teams.ts";
import { tencent, voov } from "./tencent.ts";
import { webex } from "./webex.ts";
import { whereby } from "./whereby.ts";
import { zoom } from "./zoom.ts";

/** Every service that recognition knows. The order decides nothing: hosts are exact. */
export const services: readonly Service[] = [
  zoom,
  teams,
  googleMeet,
  webex,
  tencent,
  voov,
  feishu,
  lark,
  dingtalk,
  huawei,
  jitsi,
  bigBlueButton,
  nextcloudTalk,
  laSuiteMeet,
  liveKitMeet,
  liveKitCustom,
  liveKit,
  elementCall,
  goTo,
  chime,
  ringCentral,
  whereby,
  sip,
  h323,
];
