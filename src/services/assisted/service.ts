import type { AssistedLimit, AssistedNeed } from "../../domain/assisted.ts";

/** What is known of a service's web client. To add a row, see the README of this folder. */
export interface AssistedService {
  /** As recognition calls it. */
  id: string;
  /** The page that leads straight to the web client; without it the link itself is opened. */
  page?: (link: URL) => URL;
  /**
   * Hosts of its pages beside that of the link (`zoom.us`, with all below it: `*.zoom.us`): they get camera and microphone
   * without asking, since people have asked for it on the panel.
   */
  hosts: readonly string[];
  /** In the order in which people meet them. */
  needs: readonly AssistedNeed[];
  /** Beside what no window can do. */
  limits?: readonly AssistedLimit[];
}
