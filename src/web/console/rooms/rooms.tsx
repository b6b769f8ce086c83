import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { Button } from "../../shared/components/button.tsx";
import { useStream } from "../hub/use-stream.ts";
import { place, setQuery } from "../navigation.ts";
import { Empty } from "../parts/empty.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { useNarrow } from "../parts/use-narrow.ts";
import { VirtualRows } from "../parts/virtual-rows.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { api, at, may } from "../session.ts";
import { say } from "../words.ts";
import { AddRoom } from "./add-room.tsx";
import { Filters } from "./filters.tsx";
import { ImportRooms } from "./import-rooms.tsx";
import { type KnownList, type ListQuery, queryText, roomAt } from "./list-model.ts";
import { RoomList } from "./room-list.ts";
import { Row } from "./row.tsx";
import { SearchField } from "./search-field.tsx";
import { Side } from "./side.tsx";
import { roomsWords } from "./words.ts";
import "./rooms.css";

/** All rooms of the organisation: found, counted, watched. */
export default function Rooms() {
  const { search } = place.value;
  const query = { search: search.get("search") ?? "", only: search.get("only") ?? "" };
  const list = useMemo(() => new RoomList(), []);
  useEffect(() => () => list.stop(), [list]);
  useEffect(() => list.ask(query), [list, query.search, query.only]);
  const live = useStream(api("/live"), {
    rooms: (rooms) => list.patch(rooms as ShownRoom[]),
    reload: () => list.outdate(),
    open: () => list.outdate(),
  });
  return (
    <div class="rooms-page">
      <Head query={query} onImported={() => list.outdate()} />
      <div class="rooms-layout">
        <Side query={query} />
        <div class="rooms-main">
          <SearchField value={query.search} onChange={(value) => setQuery({ search: value })} />
          <div class="rooms-bar">
            <Filters
              counts={list.shown.value?.counts ?? null}
              only={query.only}
              onChoose={(only) => setQuery({ only })}
            />
            <State list={list} live={live} />
          </div>
          <Refusal problem={list.problem.value} again={() => list.again()} />
          <Found list={list} />
        </div>
      </div>
    </div>
  );
}

function Head({ query, onImported }: { query: ListQuery; onImported: () => void }) {
  const text = say(roomsWords);
  const [open, setOpen] = useState<"add" | "import" | null>(null);
  const csv = `${api("/rooms.csv")}?${new URLSearchParams({ search: queryText(query) })}`;
  const close = () => {
    setOpen(null);
    onImported();
  };
  return (
    <PageHead title={text.title}>
      <LinkButton href={csv} kind="plain" icon="download" download>
        {text.exportCsv}
      </LinkButton>
      <OnlyFor permission="rooms:write" />
      {may("rooms:write") && (
        <>
          <Button kind="plain" icon="upload" act="importRooms" onPress={() => setOpen("import")}>
            {text.importCsv}
          </Button>
          <Button kind="primary" icon="plus" act="openAdd" onPress={() => setOpen("add")}>
            {text.add}
          </Button>
        </>
      )}
      {open === "add" && <AddRoom onClose={close} />}
      {open === "import" && <ImportRooms onClose={close} />}
    </PageHead>
  );
}

/** What waits to be shown, or that nothing comes. Keeps its place: nothing moves when it appears. */
function State({ list, live }: { list: RoomList; live: boolean }) {
  const text = say(roomsWords);
  const held = list.held.value;
  const broken = useLasting(!live);
  return (
    <div class="rooms-state" role="status">
      {held > 0 && (
        <Button size="small" icon="repeat" act="showChanges" onPress={() => list.showHeld()}>
          {text.changes(held)}
        </Button>
      )}
      {broken && <span class="grave-attention">{text.notLive}</span>}
    </div>
  );
}

const lastingMs = 3_000;

/** True once it has been true for a while: a short break is not worth a word. */
function useLasting(value: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    setLasts(false);
    if (!value) return;
    const timer = setTimeout(() => setLasts(true), lastingMs);
    return () => clearTimeout(timer);
  }, [value]);
  return value && lasts;
}

function Found({ list }: { list: RoomList }) {
  const text = say(roomsWords);
  const narrow = useNarrow();
  const look = useCallback((first: number, end: number) => list.look(first, end), [list]);
  const shown = list.shown.value;
  if (shown === null) return list.problem.value === null ? <Waiting /> : null;
  if (shown.total === 0) return <Nothing shown={shown} />;
  const columns = Object.entries(text.columns).map(([id, title]) => ({ id, title }));
  const hold = (busy: boolean) => () => list.hold(busy);
  return (
    <>
      <p class="unseen" role="status">
        {text.found(shown.total)}
      </p>
      <div
        class="rooms-table"
        onPointerEnter={hold(true)}
        onPointerLeave={(event) => list.hold(event.currentTarget.contains(document.activeElement))}
        onFocusIn={hold(true)}
        onFocusOut={(event) => list.hold(event.currentTarget.matches(":hover"))}
      >
        <VirtualRows
          count={shown.total}
          rowHeight={narrow ? 64 : 36}
          row={(index) => <Row room={roomAt(shown, index)} />}
          onRange={look}
          of={queryText(shown.query)}
          label={text.list}
          columns={columns}
        />
      </div>
    </>
  );
}

function Nothing({ shown }: { shown: KnownList }) {
  const text = say(roomsWords);
  if (queryText(shown.query) !== "")
    return (
      <Empty icon="search" title={text.noneFit} hint={text.noneFitHint}>
        <Button act="clear" onPress={() => setQuery({ search: "", only: "" })}>
          {text.clear}
        </Button>
      </Empty>
    );
  return (
    <Empty icon="devices" title={text.none} hint={text.noneHint}>
      {may("rooms:write") && (
        <LinkButton href={at("/claim")} kind="primary" icon="keyboard">
          {text.claim}
        </LinkButton>
      )}
    </Empty>
  );
}
