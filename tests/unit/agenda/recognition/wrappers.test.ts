import { describe, expect, it } from "vitest";
import { recognise } from "../../../../src/agenda/recognition/recognise.ts";
import { unwrap } from "../../../../src/agenda/recognition/wrappers.ts";
import { comparable } from "./case-files.ts";
import { type SampleLink, sampleLinks } from "./sample-links.ts";

const encode = encodeURIComponent;
const safeLink = (host: string) => (url: string) =>
  `https://${host}/?url=${encode(url)}&data=05%7C02%7Cx&sdata=a%3D&reserved=0`;
const teamsPage = (host: string) => (url: string) =>
  `https://${host}/evergreen-assets/safelinks/2/atp-safelinks.html?url=${encode(url)}&locale=de-de`;

/** Version 2: every character but letters, digits, dots and slashes as `-XX`. */
function proofpoint2(url: string): string {
  const coded = url
    .replace(/[^a-z0-9./]/gi, (one) => `-${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("/", "_");
  return `https://urldefense.proofpoint.com/v2/url?u=${coded}&d=DwMFaQ&c=a&r=b&m=c&s=d&e=`;
}

/** Version 3: what is not plain becomes `*` or `**x`, its originals follow as base64. */
function proofpoint3(url: string): string {
  const lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  let originals = "";
  const clear = url.replace(/[^a-z0-9./:?=&_-]+/gi, (run) => {
    originals += run;
    return run.length === 1 ? "*" : `**${lengths[run.length - 2]}`;
  });
  return `https://urldefense.com/v3/__${clear}__;${Buffer.from(originals).toString("base64url")}!!csdooAk!HqPWm-x$`;
}

const wrappers: [string, (url: string) => string][] = [
  ...[
    "eur03.safelinks.protection.outlook.com",
    "gcc02.safelinks.protection.outlook.com",
    "usg02.safelinks.protection.office365.us",
    "can01.safelinks.protection.partner.outlook.cn",
    "safelinks.protection.apps.mil",
  ].map((host): [string, (url: string) => string] => [host, safeLink(host)]),
  ["Teams client", teamsPage("statics.teams.cdn.office.net")],
  ["Teams client of the US government", teamsPage("statics.gov.teams.microsoft.us")],
  ["Teams client of the US military", teamsPage("statics.dod.teams.microsoft.us")],
  ["Google", (url) => `https://www.google.com/url?q=${encode(url)}&sa=D&source=calendar&usg=AOv`],
  ["Proofpoint 1", (url) => `https://urldefense.proofpoint.com/v1/url?u=${encode(url)}&k=abc`],
  ["Proofpoint 2", proofpoint2],
  ["Proofpoint 3", proofpoint3],
  ["Barracuda", (url) => `https://linkprotect.cudasvc.com/url?a=${encode(url)}&c=E,1,abc,def&typo=1`],
  [
    "Trend Micro",
    (url) => `https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=${encode(url)}&umid=1&auth=2`,
  ],
  ["FireEye", (url) => `https://protect2.fireeye.com/v1/url?k=1&q=1&e=x&u=${encode(url)}`],
  ["Symantec", (url) => `https://clicktime.symantec.com/3abc/7Vc?u=${encode(url)}`],
  ["Sophos", (url) => `https://eu-central-1.protection.sophos.com/?d=x&u=${Buffer.from(url).toString("base64")}&i=x`],
  ["URLSand", (url) => `https://urlsand.esvalabs.com/?u=${encode(url)}&e=1`],
  ["GMX", (url) => `https://deref-gmx.net/mail/client/abc/dereferrer/?redirectUrl=${encode(url)}`],
  ["Cisco", (url) => `https://secure-web.cisco.com/1K4RzXyZabc-DEF_/${encode(url)}`],
];

function answerTo(text: string, { adminHosts = {} }: SampleLink) {
  const { best } = recognise({ title: "x", description: `Join: ${text}` }, { adminHosts });
  return best === null ? null : comparable(best);
}

function rightAnswer({ service, meetingId, url }: SampleLink) {
  return comparable({ service, meetingId, passcode: null, url });
}

describe.each(sampleLinks)("$service $url", (sample) => {
  it("is found as it is", () => {
    expect(answerTo(sample.url, sample)).toEqual(rightAnswer(sample));
  });

  it.each(wrappers)("is found behind %s, decoded exactly once", (_name, wrap) => {
    expect(answerTo(wrap(sample.url), sample)).toEqual(rightAnswer(sample));
  });

  it.each(wrappers)("is found behind %s behind every other wrapper", (_name, inner) => {
    for (const [, outer] of wrappers) expect(answerTo(outer(inner(sample.url)), sample)).toEqual(rightAnswer(sample));
  });

  it.each(wrappers)("is refused behind %s when its host only looks like the service's", (_name, wrap) => {
    const { host } = new URL(sample.url);
    expect(answerTo(wrap(sample.url.replace(host, `${host}.evil.example`)), sample)).toBeNull();
  });

  it.each(wrappers)("is refused behind a host that only looks like that of %s", (_name, wrap) => {
    const wrapped = wrap(sample.url);
    const { host } = new URL(wrapped);
    for (const fake of [
      `${host}.evil.example`,
      host.replace(/\.(?=[^.]+$)/, "-evil."),
      `user@${host}`,
      `${host}:8443`,
    ]) {
      expect(answerTo(wrapped.replace(host, fake), sample)).toBeNull();
    }
  });
});

it("a wrapper that wraps itself for ever is given up, not followed for ever", () => {
  let text = "https://zoom.us/j/84096127735";
  for (let depth = 0; depth < 5; depth++) text = safeLink("eur03.safelinks.protection.outlook.com")(text);
  expect(unwrap(text)?.written).toBe("https://zoom.us/j/84096127735");
  const endless = "https://eur03.safelinks.protection.outlook.com/?url=".repeat(40);
  expect(unwrap(endless)).toBeNull();
});
