import { useEffect, useRef } from "preact/hooks";
import type { Picture } from "./stage-model.ts";

/** A rendered frame, for whoever counts. */
export type OnFrame = (width: number, height: number) => void;

/** One moving picture; never sounds. */
export function VideoView({ picture, onFrame }: { picture: Picture; onFrame?: OnFrame | undefined }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    video.muted = true;
    picture.attach(video);
    const stopCounting = onFrame === undefined ? () => {} : countFrames(video, onFrame);
    return () => {
      stopCounting();
      picture.detach(video);
    };
  }, [picture.id]);
  return <video ref={element} class="picture" autoplay playsInline muted />;
}

function countFrames(video: HTMLVideoElement, onFrame: OnFrame): () => void {
  let handle = 0;
  const next = () => {
    handle = video.requestVideoFrameCallback((_, { width, height }) => {
      onFrame(width, height);
      next();
    });
  };
  next();
  return () => video.cancelVideoFrameCallback(handle);
}
