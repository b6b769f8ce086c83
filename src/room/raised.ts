import type { Condition, RoomModel } from "./model.ts";

/** Raises a condition, or renews it. */
export function raise(model: RoomModel, condition: Condition): RoomModel {
  const others = model.raised.filter(({ code, subject }) => code !== condition.code || subject !== condition.subject);
  return { ...model, raised: [...others, condition] };
}

/** Takes a condition back; without `subject`, all of that code. */
export function lower(model: RoomModel, code: Condition["code"], subject?: string): RoomModel {
  const raised = model.raised.filter((c) => c.code !== code || (subject !== undefined && c.subject !== subject));
  return raised.length === model.raised.length ? model : { ...model, raised };
}
