import { Choice } from "../../shared/components/choice.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { room } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { controlOf } from "../wishes/index.ts";
import { sheet } from "./open-sheet.ts";

/** Which source to share, when there are several. */
export function ShareSheet() {
  const sources = room.value?.shareSources ?? [];
  return (
    <Sheet title={words.value.sheets.shareTitle} onClose={sheet.close}>
      <div class="device-role">
        {sources.map((source) => (
          <SourceChoice key={source.deviceId} {...source} />
        ))}
      </div>
    </Sheet>
  );
}

function SourceChoice({ deviceId, title }: { deviceId: string; title: string }) {
  const control = controlOf({ type: "startShare", deviceId });
  const choose = () => {
    control.onPress();
    sheet.close();
  };
  return <Choice title={title} detail={null} chosen={false} act={`share ${deviceId}`} {...control} onPress={choose} />;
}
