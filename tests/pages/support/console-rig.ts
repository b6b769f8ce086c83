import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { RoomState } from "../../../src/domain/room-state.ts";
import type { FleetMember } from "../../../src/fleet/fleet-member.ts";
import { signingRequest } from "../../../src/fleet/identity.ts";
import { newOrganisation } from "../../../src/hub/people/invite.ts";
import { newId } from "../../../src/hub/store/ids.ts";
import { createPrivateKey } from "../../../src/platform/x509.ts";
import { HubKit } from "../../integration/hub/hub-kit.ts";
import type { FakeRoom } from "../../unit/fleet/fake-room.ts";
import { closePages, launchBrowser } from "./browser.ts";
import { type ConsoleOptions, contextFor } from "./console-context.ts";

const pagesFolder = fileURLToPath(new URL("../../../dist/web", import.meta.url));

/** A real hub with its owner signed in, and a browser: there from the first test of a file that calls `consoleRig`. */
export let kit: HubKit;
let browser: Browser;
const owner = "owner@acme.example";

export function consoleRig(): void {
  beforeAll(async () => {
    // By its name: browsers make no passkeys for addresses.
    kit = await HubKit.start(
      { pagesFolder, rates: { anybody: generous, address: generous, organisation: generous } },
      { names: ["localhost", "127.0.0.1"] },
    );
    await kit.signInFirst(owner);
    browser = await launchBrowser();
  });
  beforeEach(moveToNewOrganisation);
  afterEach(() => closePages(browser));
  afterAll(async () => {
    await browser.close();
    await kit.stop();
  });
}

/** Each test has an organisation of its own with the same owner: it finds nothing that another one left, whatever their order. */
async function moveToNewOrganisation(): Promise<void> {
  const now = Date.now();
  const organisation = newId("org", now);
  await kit.hub.parts.store.change(async (tx) => {
    await newOrganisation(tx, organisation, "Acme", now);
    const person = tx.selectFrom("people").select("id").where("email", "=", owner);
    await tx.updateTable("memberships").set({ organisation }).where("person", "=", person).execute();
  });
  kit.organisation = organisation;
}

/** Pages under test ask more often than people. */
const generous = { perSecond: 1000, burst: 1000 };

/** A browser of its own with the owner's session. */
export const consoleContext = (options: ConsoleOptions = {}): Promise<BrowserContext> =>
  contextFor(browser, kit, options);

/** Opens a page of the organisation, such as `/rooms?search=offline`; addresses that begin with `//` are of the hub itself. */
export async function openConsole(path: string, options: ConsoleOptions = {}): Promise<Page> {
  const page = await (await consoleContext(options)).newPage();
  await page.goto(path.startsWith("//") ? path.slice(1) : `/o/${kit.organisation}${path}`);
  return page;
}

export interface RoomInHub {
  id: string;
  room: FakeRoom;
  member: FleetMember;
}

/** A claimed room with real link code, online and in this state. */
export async function addRoom(name: string, state: Partial<RoomState> = {}): Promise<RoomInHub> {
  const { identity, folder } = await kit.enrolRoom(name);
  const { member, room } = kit.member(identity, folder);
  room.set(state);
  member.start();
  await kit.until<{ connected: boolean }>(`/rooms/${identity.room}`, ({ connected }) => connected);
  return { id: identity.room, room, member };
}

/**
 * The code on the panel of a computer that is to be claimed.
 * @param former serial number of its certificate that was revoked
 */
export async function shownCode(former: string | null = null): Promise<string> {
  const request = await signingRequest(await createPrivateKey());
  return (await kit.hub.parts.claims.begin(request, "1", "127.0.0.1", former)).code;
}

/** The two looks in which each page is checked. */
export const consoleLooks: ConsoleOptions[] = [
  { language: "en", colours: "light" },
  { language: "zh", colours: "dark" },
];

/** Gives the browser a passkey device that says yes (WebDriver's virtual authenticator). */
export async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
  } as const;
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
}
