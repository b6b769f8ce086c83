import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { sheet } from "../sheets/open-sheet.ts";

/** The camera's sheet, fetched when it is first opened: few need it, and the panel is up sooner without. */
export function LazyCameraSheet() {
  const [Loaded, setLoaded] = useState<FunctionComponent | null>(null);
  useEffect(() => {
    // The daemon is away, or another version of it serves other pages: the page's own line tells that.
    import("./camera-sheet.tsx").then(({ CameraSheet }) => setLoaded(() => CameraSheet), sheet.close);
  }, []);
  return Loaded === null ? null : <Loaded />;
}
