import { useState } from "preact/hooks";
import type { ShownAlert } from "../../../protocol/hub/shown-alerts.ts";
import { Sheet } from "../../shared/components/sheet.tsx";
import { useChange } from "../hub/use-hub.ts";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { api } from "../session.ts";
import { say } from "../words.ts";
import { endOfDay, type Span, spans } from "./alerts-model.ts";
import { causeWords } from "./cause-words.ts";
import { alertWords } from "./words.ts";

/** Nobody looks for one of thousands in a list to choose from. */
const mostRooms = 100;

interface SilenceSheetProps {
  alert: ShownAlert;
  onClose: () => void;
  onDone: () => void;
}

/** Silences an alert's cause: where, until when, and why. */
export function SilenceSheet({ alert, onClose, onDone }: SilenceSheetProps) {
  const text = say(alertWords);
  const { busy, problem, send } = useChange();
  const [room, setRoom] = useState("");
  const [span, setSpan] = useState<Span | "date">("day");
  const [day, setDay] = useState("");
  const [reason, setReason] = useState("");
  const until = span === "date" ? endOfDay(day) : Date.now() + spans[span];
  const silence = async () => {
    const body = { room: room === "" ? null : room, cause: alert.cause, until, reason: reason.trim() };
    if ((await send("POST", api("/silences"), body)) !== null) onDone();
  };
  const rooms = alert.roomNames.slice(0, mostRooms).map((name, index) => [alert.rooms[index] ?? "", name] as const);
  const left = alert.rooms.length - rooms.length;
  return (
    <Sheet title={text.silenceTitle(causeWords(alert))} onClose={onClose}>
      <p class="quiet">{text.silenceHint}</p>
      <Form
        label={text.silence}
        act="silence-yes"
        icon="speakerOff"
        busy={busy}
        problem={problem}
        incomplete={reason.trim() === "" || until === null}
        onSend={() => void silence()}
      >
        <div class="form-grid">
          <Choose
            label={text.where}
            name="where"
            value={room}
            hint={left > 0 ? text.roomsNotListed(left) : ""}
            options={[["", text.everywhere], ...rooms]}
            onChange={setRoom}
          />
          <Choose
            label={text.until}
            name="span"
            value={span}
            options={Object.entries(text.spans)}
            onChange={(chosen) => setSpan(chosen as Span)}
          />
          {span === "date" && <Field label={text.lastDay} name="day" type="date" value={day} onChange={setDay} />}
        </div>
        <Field
          label={text.reason}
          name="reason"
          maxLength={200}
          hint={text.reasonHint}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Sheet>
  );
}
