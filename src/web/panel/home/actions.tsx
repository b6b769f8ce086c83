import { Button } from "../../shared/components/button.tsx";
import { words } from "../../shared/language.ts";
import { controlOf } from "../wishes/index.ts";

export function JoinButton({ bookingId, small, children }: { bookingId: string; small?: boolean; children: string }) {
  const control = controlOf({ type: "join", bookingId });
  return (
    <Button
      kind="primary"
      size={small ? "small" : "large"}
      {...(small ? {} : { icon: "join" as const })}
      act="join"
      step={words.value.call.starting}
      {...control}
    >
      {children}
    </Button>
  );
}

export function MeetNowButton({ kind }: { kind: "primary" | "quiet" }) {
  const control = controlOf({ type: "meetNow" });
  return (
    <Button kind={kind} size="large" icon="plus" act="meetNow" step={words.value.call.starting} {...control}>
      {words.value.home.meetNow}
    </Button>
  );
}

export function SkipAutoJoinButton() {
  const control = controlOf({ type: "cancelAutoJoin" });
  return (
    <Button kind="quiet" size="large" icon="close" act="cancelAutoJoin" {...control}>
      {words.value.home.doNotJoin}
    </Button>
  );
}
