import type { AnyDriver } from "../src/driver-contract/index.ts";
import { bench } from "./bench/driver.ts";

/** Every driver that comes with Roomkeeper. Which of them run is for the settings to say. */
export const catalog: readonly AnyDriver[] = [bench];
