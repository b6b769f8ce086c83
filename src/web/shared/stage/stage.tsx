import { Icon } from "../components/icon.tsx";
import { initialsOf } from "../components/initials.ts";
import { words } from "../language.ts";
import type { Layout, StagePerson, StageShare } from "./stage-model.ts";
import { type OnFrame, VideoView } from "./video-view.tsx";
import "./stage.css";

interface StageProps {
  layout: Layout;
  share: StageShare | null;
  onFrame?: OnFrame;
}

/** The pictures of a meeting: a grid, one large with a strip, or a share with people beside it. */
export function Stage({ layout, share, onFrame }: StageProps) {
  const { display } = words.value;
  const strip = layout.tiles.length > 0;
  return (
    <div
      class={`stage stage-${layout.kind}`}
      data-columns={layout.columns}
      data-rows={layout.rows}
      data-count={layout.tiles.length}
      data-strip={strip}
    >
      {layout.kind === "share" && share !== null && (
        <figure class="stage-main tile-share" key={share.picture.id}>
          <VideoView picture={share.picture} onFrame={onFrame} />
          <figcaption class="caption">
            <Icon name="share" />
            {display.shareOf(share.name)}
          </figcaption>
        </figure>
      )}
      {layout.main !== null && <PersonTile key={layout.main.identity} person={layout.main} main onFrame={onFrame} />}
      {strip && (
        <div class="stage-tiles">
          {layout.tiles.map((person) => (
            <PersonTile key={person.identity} person={person} onFrame={onFrame} />
          ))}
        </div>
      )}
    </div>
  );
}

interface PersonTileProps {
  person: StagePerson;
  main?: boolean;
  onFrame?: OnFrame | undefined;
}

function PersonTile({ person, main = false, onFrame }: PersonTileProps) {
  const kind = main ? "stage-main face" : "face";
  return (
    <figure class={person.speaking ? `${kind} face-speaking` : kind} data-person={person.name}>
      {person.picture === null ? (
        <span class="face-initials" aria-hidden="true">
          {initialsOf(person.name)}
        </span>
      ) : (
        <VideoView picture={person.picture} onFrame={onFrame} />
      )}
      <figcaption class="caption">
        {person.muted && <Icon name="microphoneOff" />}
        <span>{person.name}</span>
        {person.muted && <span class="unseen">{words.value.call.muted}</span>}
      </figcaption>
    </figure>
  );
}
