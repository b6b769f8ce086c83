import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { Waiting } from "../parts/waiting.tsx";
import type { SectionProps } from "../section-props.ts";
import type { LoadPart } from "../sections.ts";
import { say } from "../words.ts";
import { frameWords } from "./words.ts";

type Part = { kind: "loading" } | { kind: "ready"; Component: ComponentType<SectionProps> } | { kind: "failed" };

interface LazyProps {
  load: LoadPart;
  /** What is likely to be wanted next: fetched while nothing else is under way. */
  next?: LoadPart | undefined;
  props: SectionProps;
}

/** A page's part, loaded when it is first shown. A hub that was updated has other files: then the document is loaded again. */
export function Lazy({ load, next, props }: LazyProps) {
  const text = say(frameWords);
  const [part, setPart] = useState<Part>({ kind: "loading" });
  useNext(part.kind === "ready" ? next : undefined);
  useEffect(() => {
    let left = false;
    load().then(
      (module) => !left && setPart({ kind: "ready", Component: module.default }),
      () => !left && setPart({ kind: "failed" }),
    );
    return () => {
      left = true;
    };
  }, [load]);
  if (part.kind === "loading") return <Waiting />;
  if (part.kind === "ready") return <part.Component {...props} />;
  return (
    <Empty icon="alert" title={text.notLoaded} hint="">
      <Button kind="primary" act="loadAgain" onPress={() => location.reload()}>
        {text.loadAgain}
      </Button>
    </Empty>
  );
}

const calmMs = 300;

function useNext(next: LoadPart | undefined): void {
  useEffect(() => {
    if (next === undefined) return;
    // What cannot be had now is asked for again, and then said, when it is wanted.
    const timer = setTimeout(() => void next().catch(() => undefined), calmMs);
    return () => clearTimeout(timer);
  }, [next]);
}
