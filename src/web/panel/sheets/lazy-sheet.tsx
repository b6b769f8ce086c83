import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { sheet } from "./open-sheet.ts";

/** A sheet that is fetched when it is first opened: few need it, and the panel is up sooner without. */
export function lazySheet(load: () => Promise<FunctionComponent>): FunctionComponent {
  return function LazySheet() {
    const [Loaded, setLoaded] = useState<FunctionComponent | null>(null);
    useEffect(() => {
      let left = false;
      load().then(
        (Sheet) => setLoaded(() => Sheet),
        // The daemon is away, or another version of it serves other pages: the page's own line tells that.
        () => !left && sheet.close(),
      );
      return () => {
        left = true;
      };
    }, []);
    return Loaded === null ? null : <Loaded />;
  };
}
