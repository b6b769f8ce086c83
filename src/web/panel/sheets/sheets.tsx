import { useEffect } from "preact/hooks";
import { room } from "../../shared/connection/room.ts";
import { AssistedSheet } from "../assisted/assisted-sheet.tsx";
import { TypingSheet } from "../assisted/typing-sheet.tsx";
import { BookSheet } from "./book-sheet.tsx";
import { DevicesSheet } from "./devices-sheet.tsx";
import { JoinByNameSheet } from "./join-by-name-sheet.tsx";
import { lazySheet } from "./lazy-sheet.tsx";
import { MessagesSheet } from "./messages-sheet.tsx";
import { sheet } from "./open-sheet.ts";
import { ShareSheet } from "./share-sheet.tsx";
import { StatusSheet } from "./status-sheet.tsx";
import "./sheets.css";

const CameraSheet = lazySheet(async () => (await import("../equipment/camera-sheet.tsx")).CameraSheet);
const ReportSheet = lazySheet(async () => (await import("../equipment/report-sheet.tsx")).ReportSheet);

/** The open sheet, if any. A meeting that begins or ends closes it: what it offered is past. */
export function Sheets() {
  const meetingId = room.value?.meeting?.id ?? room.value?.assisted?.id ?? null;
  useEffect(() => sheet.close, [meetingId]);
  switch (sheet.opened.value) {
    case "joinByName":
      return <JoinByNameSheet />;
    case "devices":
      return <DevicesSheet />;
    case "status":
      return <StatusSheet />;
    case "share":
      return <ShareSheet />;
    case "assisted":
      return <AssistedSheet />;
    case "typing":
      return <TypingSheet />;
    case "book":
      return <BookSheet />;
    case "messages":
      return <MessagesSheet />;
    case "camera":
      return <CameraSheet />;
    case "report":
      return <ReportSheet />;
    case null:
      return null;
  }
}
