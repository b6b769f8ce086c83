/** One link of every service with a host, and of every form that differs. */
export interface SampleLink {
  service: string;
  url: string;
  meetingId: string | null;
  adminHosts?: Record<string, string[]>;
}

const own = (service: string, host: string) => ({ adminHosts: { [service]: [host] } });

export const sampleLinks: SampleLink[] = [
  { service: "zoom", url: "https://us02web.zoom.us/j/84096127735?pwd=SFHBiNkdMUoWUiCG.1", meetingId: "84096127735" },
  { service: "zoom", url: "https://example.zoom.com.cn/w/84096127735?tk=a-b_c.DQ", meetingId: "84096127735" },
  { service: "zoom", url: "https://example.zoomgov.com/my/pat.example", meetingId: "pat.example" },
  { service: "teams", url: "https://teams.microsoft.com/meet/271940386652718?p=8htDio", meetingId: "271940386652718" },
  {
    service: "teams",
    url: "https://teams.microsoft.com/l/meetup-join/19%3ameeting_YTFl%40thread.v2/0?context=%7b%22Tid%22%3a%22a%22%2c%22Oid%22%3a%22b%22%7d",
    meetingId: null,
  },
  { service: "teams", url: "https://teams.live.com/meet/9351234567890?p=AbCd", meetingId: "9351234567890" },
  { service: "meet", url: "https://meet.google.com/qkd-wzrn-hbe?authuser=0", meetingId: "qkd-wzrn-hbe" },
  { service: "webex", url: "https://example.webex.com/example/j.php?MTID=m04ad7c762f4ffa0e", meetingId: null },
  { service: "webex", url: "https://example.webex.com/meet/pat.example", meetingId: "pat.example" },
  { service: "tencent", url: "https://meeting.tencent.com/dm/g9Fz7WXj2W5v", meetingId: null },
  { service: "voov", url: "https://intl.voovmeeting.com/dm/y99LqKTBidBY", meetingId: null },
  { service: "feishu", url: "https://vc.feishu.cn/j/284917630", meetingId: "284917630" },
  { service: "lark", url: "https://vc.larksuite.com/j/337736498", meetingId: "337736498" },
  { service: "dingtalk", url: "https://meeting.dingtalk.com/j/7F8vPBMpVQ9", meetingId: null },
  { service: "huawei", url: "https://meeting.huaweicloud.com:36443/#/j/985661561/e11ddec6", meetingId: "985661561" },
  { service: "jitsi", url: "https://meet.jit.si/ExampleSync#config.startSilent=true", meetingId: "ExampleSync" },
  {
    service: "jitsi",
    url: "https://jitsi.example.org/MontagsRunde",
    meetingId: "MontagsRunde",
    ...own("jitsi", "jitsi.example.org"),
  },
  {
    service: "bigbluebutton",
    url: "https://bbb.example.org/rooms/pat-w1x-9ab-cde/join",
    meetingId: "pat-w1x-9ab-cde",
    ...own("bigbluebutton", "bbb.example.org"),
  },
  {
    service: "nextcloud-talk",
    url: "https://cloud.example.org/call/r7dm2x9k",
    meetingId: "r7dm2x9k",
    ...own("nextcloud-talk", "cloud.example.org"),
  },
  { service: "la-suite-meet", url: "https://visio.numerique.gouv.fr/kvo-ztqa-lmp", meetingId: "kvo-ztqa-lmp" },
  { service: "livekit-meet", url: "https://meet.livekit.io/rooms/k3vd-9xqp#92Qq3y6esy%2525", meetingId: "k3vd-9xqp" },
  {
    service: "livekit-custom",
    url: "https://meet.livekit.io/custom?liveKitUrl=wss%3A%2F%2Flk.example.org&token=eyJhb.e30.sig#K3y",
    meetingId: null,
  },
  {
    service: "livekit",
    url: "https://video.example.org/rooms/board",
    meetingId: "board",
    ...own("livekit", "video.example.org"),
  },
  {
    service: "element-call",
    url: "https://call.element.io/room/#/ndk-47?password=yw&roomId=%21nt%3Aems.host",
    meetingId: "ndk-47",
  },
  { service: "goto", url: "https://meet.goto.com/123456789", meetingId: "123456789" },
  { service: "chime", url: "https://chime.aws/1234567890", meetingId: "1234567890" },
  { service: "ringcentral", url: "https://v.ringcentral.com/join/638640508770?pw=0af436f8", meetingId: "638640508770" },
  { service: "whereby", url: "https://example.whereby.com/studio-7c2e", meetingId: "studio-7c2e" },
];
