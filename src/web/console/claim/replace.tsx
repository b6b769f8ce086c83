import { useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { Form } from "../parts/form.tsx";
import { may } from "../session.ts";
import { say } from "../words.ts";
import { CodeFields } from "./code-fields.tsx";
import { useClaim } from "./use-claim.ts";
import { claimWords } from "./words.ts";

interface ReplaceProps {
  id: string;
  name: string;
  onDone: () => void;
}

/** Another computer takes a room's place: for those who may, on the room's page. */
export function Replace(props: ReplaceProps) {
  const text = say(claimWords);
  const [asking, setAsking] = useState(false);
  if (!may("rooms:write") || !may("trust:write")) return null;
  return (
    <>
      <Button size="small" act="replace" onPress={() => setAsking(true)}>
        {text.replace}
      </Button>
      {asking && (
        <Sheet title={text.replaceTitle(props.name)} onClose={() => setAsking(false)}>
          <ReplaceForm
            {...props}
            onDone={() => {
              setAsking(false);
              props.onDone();
            }}
          />
        </Sheet>
      )}
    </>
  );
}

function ReplaceForm({ id, onDone }: ReplaceProps) {
  const text = say(claimWords);
  const claiming = useClaim();
  const replace = async () => {
    if ((await claiming.claim({ room: id })) !== null) onDone();
  };
  return (
    <Form
      label={text.replace}
      act="replaceComputer"
      busy={claiming.busy}
      problem={claiming.problem}
      incomplete={claiming.incomplete}
      onSend={() => void replace()}
    >
      <p>{text.replaceConsequence}</p>
      <CodeFields claiming={claiming} />
    </Form>
  );
}
