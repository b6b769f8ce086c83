import { Button } from "../../shared/components/button.tsx";
import { words } from "../../shared/language.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { controlOf } from "../wishes/index.ts";

export function BookButton() {
  return (
    <Button kind="quiet" size="large" icon="calendar" act="book" onPress={() => sheet.open("book")}>
      {words.value.ways.book}
    </Button>
  );
}

export function WeAreHereButton() {
  const { ways } = words.value;
  return (
    <Button
      kind="primary"
      size="large"
      icon="check"
      act="checkIn"
      step={ways.oneMoment}
      {...controlOf({ type: "checkIn" })}
    >
      {ways.weAreHere}
    </Button>
  );
}
