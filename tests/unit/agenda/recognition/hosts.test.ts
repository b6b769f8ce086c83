import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serviceIds } from "../../../../src/agenda/recognition/catalog.ts";
import { recognise } from "../../../../src/agenda/recognition/recognise.ts";
import { services } from "../../../../src/agenda/recognition/services/table.ts";
import { sampleLinks } from "./sample-links.ts";

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?$/);

/** Ways to write an address that a hurried reader takes for the service's. */
const disguises: ((host: string, label: string) => string)[] = [
  (host, name) => `${host}.${name}.example`,
  (host, name) => `${name}.example/${host}`,
  (host, name) => `${host}@${name}.example`,
  (host, name) => `${name}:x@${host}`,
  (host) => `@${host}`,
  (host, name) => `${name}.example\\@${host}`,
  (host, name) => `${host}\\.${name}.example`,
  (host, name) => `${host}%2e${name}.example`,
  (host) => `${host}.`,
  (host) => `${host.replace(/:\d+$/, "")}:8443`,
  (host) => host.replace(/\.(?=[^.]+$)/, "-"),
  (host) => host.replace(/(?=[^.]+$)/, "x"),
  (host) => host.replace(/[aeo](?=[^.]*\.[^.]+$)/, (letter) => ({ a: "а", e: "е", o: "о" })[letter] ?? letter),
];

describe.each(sampleLinks)("$service $url", ({ service, url, adminHosts = {} }) => {
  const { host } = new URL(url);
  const rest = url.slice(url.indexOf(host) + host.length);

  it("is not offered when its host is disguised", () => {
    fc.assert(
      fc.property(label, fc.constantFrom(...disguises), (name, disguise) => {
        const fake = disguise(host, name);
        fc.pre(fake !== host);
        const text = `https://${fake}${rest}`;
        expect([text, recognise({ location: text }, { adminHosts }).best]).toEqual([text, null]);
      }),
    );
  });

  it("is not taken out of somebody else's address", () => {
    for (const before of [
      "https://evil.example/?next=",
      "https://evil.example/#",
      "https://evil.example/",
      "evil.example/?u=",
      "ftp://a/",
    ]) {
      expect(recognise({ description: `See ${before}${url}` }, { adminHosts }).best).toBeNull();
      expect(recognise({ description: `See ${before}${encodeURIComponent(url)}` }, { adminHosts }).best).toBeNull();
    }
  });

  it.each(["location", "title", "description", "html"])("is found in %s, with and without https", (field) => {
    for (const text of [url, url.replace("https:", "http:"), url.replace("https://", "")]) {
      const { best } = recognise({ [field]: `Raum 3; ${text}` }, { adminHosts });
      expect(best).toMatchObject({ service, url });
    }
  });

  it("is found inside sentences, brackets and next to scripts without blanks", () => {
    const texts = [
      `(${url}).`,
      `<${url}>`,
      `"${url}"`,
      `会议链接：${url}，请准时`,
      `参加する${url} です`,
      `[Join](${url})`,
      `Link:${url}`,
    ];
    for (const text of texts)
      expect(recognise({ description: text }, { adminHosts }).best).toMatchObject({ service, url });
  });
});

it("the table names every service once, and each with hosts has a sample here", () => {
  expect(new Set(serviceIds).size).toBe(serviceIds.length);
  const dialled = ["sip", "h323"];
  expect([...new Set(sampleLinks.map(({ service }) => service)), ...dialled].sort()).toEqual([...serviceIds].sort());
});

it("hosts are written as the parser writes them, or they would never match", () => {
  for (const host of services.flatMap(({ hosts }) => hosts)) {
    const bare = host.replace(/^\*\./, "");
    expect(new URL(`https://${bare}`).host).toBe(bare);
  }
});
