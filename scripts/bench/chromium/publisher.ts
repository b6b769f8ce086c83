import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startBrowser } from "../../browser/chromium.ts";
import type { StartedProcess } from "../../processes/started-process.ts";
import { toneWav } from "../wav.ts";
import { servePage } from "./server.ts";

export interface PublishOptions {
  width: number;
  height: number;
  codec: "vp8" | "h264";
  simulcast: boolean;
  maxBitrate: number;
  /** Echo cancelling, noise suppression, gain control. The browser's takes a steady tone for noise. */
  audioProcessing: boolean;
}

/** Wall-clock milliseconds. */
export interface JoinTimes {
  tapAt: number;
  connectedAt: number;
  publishedAt: number;
}

/** When the camera delivered which picture of its clip, and the microphone a mark of its sound; wall clock. */
export interface OwnMedia {
  pictures: { counter: number; atMs: number }[];
  marks: number[];
}

/** What `page.js` offers, as seen from here. */
interface PageBench {
  join(url: string, token: string, options: PublishOptions): Promise<JoinTimes>;
  leave(): Promise<void>;
  setMicrophone(on: boolean): number;
  watchOwnMedia(): void;
  ownMedia(): OwnMedia;
}

/** There only in the page, where the functions given to `evaluate` run. */
declare const bench: PageBench;

/** A browser with the page loaded, waiting for the tap. */
export class ChromiumPublisher {
  readonly process: StartedProcess;
  readonly #page: Page;
  readonly #close: () => Promise<void>;

  private constructor(process: StartedProcess, page: Page, close: () => Promise<void>) {
    this.process = process;
    this.#page = page;
    this.#close = close;
  }

  /**
   * @param folder for profile, log and sound
   * @param clip Motion-JPEG file that stands in for its camera
   */
  static async start(
    folder: string,
    clip: string,
    tone: { hertz: number; level: number },
    onStart: (started: StartedProcess) => void,
  ): Promise<ChromiumPublisher> {
    const wav = join(folder, "tone.wav");
    await writeFile(wav, toneWav(tone.hertz, tone.level));
    const { url, server } = await servePage();
    const { process, browser, context } = await startBrowser(folder, `chromium-${Date.now()}`, onStart, [
      `--use-file-for-fake-video-capture=${clip}`,
      `--use-file-for-fake-audio-capture=${wav}`,
    ]);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    await page.waitForFunction("globalThis.bench !== undefined");
    return new ChromiumPublisher(process, page, async () => {
      await browser.close();
      await process.stop();
      server.close();
    });
  }

  join(url: string, token: string, options: PublishOptions): Promise<JoinTimes> {
    return this.#page.evaluate(([server, ticket, wanted]) => bench.join(server, ticket, wanted), [
      url,
      token,
      options,
    ] as const);
  }

  leave(): Promise<void> {
    return this.#page.evaluate(() => bench.leave());
  }

  /** @returns when it was asked for, wall clock */
  setMicrophone(on: boolean): Promise<number> {
    return this.#page.evaluate((wanted) => bench.setMicrophone(wanted), on);
  }

  /** From now on the page notes when its camera and microphone deliver what. */
  watchOwnMedia(): Promise<void> {
    return this.#page.evaluate(() => bench.watchOwnMedia());
  }

  /** What it has noted since the last question. */
  ownMedia(): Promise<OwnMedia> {
    return this.#page.evaluate(() => bench.ownMedia());
  }

  close(): Promise<void> {
    return this.#close();
  }
}
