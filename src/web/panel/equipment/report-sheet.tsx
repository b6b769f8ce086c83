import { useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Choice } from "../../shared/components/choice.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { linkPhase } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { sheet } from "../sheets/open-sheet.ts";
import "./equipment.css";

const kinds = ["picture", "sound", "meeting", "display", "other"] as const;
type Kind = (typeof kinds)[number];
type Sending = "asking" | "sending" | "failed" | { id: string };

/** Something is wrong: the room keeps what it knows, under a number for IT. */
export function ReportSheet() {
  const { report } = words.value;
  const [sending, setSending] = useState<Sending>("asking");
  const [kind, setKind] = useState<Kind | null>(null);
  if (typeof sending === "object") return <Kept id={sending.id} />;
  const send = () => {
    if (kind === null) return;
    setSending("sending");
    void keep(kind).then(setSending);
  };
  return (
    <Sheet title={report.title} onClose={sheet.close}>
      <p class="sheet-hint">{report.hint}</p>
      <div class="device-role">
        {kinds.map((one) => (
          <Choice
            key={one}
            title={report.kinds[one]}
            detail={null}
            chosen={kind === one}
            busy={false}
            disabled={sending === "sending"}
            act={`about ${one}`}
            onPress={() => setKind(one)}
          />
        ))}
      </div>
      {sending === "failed" && <p role="alert">{report.failed}</p>}
      <Button
        kind="primary"
        act="sendReport"
        busy={sending === "sending"}
        step={report.sending}
        disabled={kind === null || linkPhase.value !== "live"}
        onPress={send}
      >
        {report.send}
      </Button>
    </Sheet>
  );
}

function Kept({ id }: { id: string }) {
  const { report } = words.value;
  return (
    <Sheet title={report.title} onClose={sheet.close}>
      <p class="status-good" role="status">
        <Icon name="check" size={32} />
        <span>{report.kept}</span>
      </p>
      <p class="report-number tabular" data-report={id}>
        {id}
      </p>
      <p class="sheet-hint">{report.keptHint}</p>
    </Sheet>
  );
}

async function keep(about: Kind): Promise<Sending> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/reports", { method: "POST", headers, body: JSON.stringify({ about }) });
    return answer.ok ? { id: ((await answer.json()) as { id: string }).id } : "failed";
  } catch {
    // The daemon is away: the page's own line tells that, too.
    return "failed";
  }
}
