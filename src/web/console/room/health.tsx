import { useHub } from "../hub/use-hub.ts";
import { Loaded } from "../parts/loaded.tsx";
import { say } from "../words.ts";
import { healthWords } from "./health-words.ts";
import { roomApi } from "./room-api.ts";
import { Spark } from "./spark.tsx";

interface HealthRow {
  start: number;
  values: Record<string, { min: number; max: number; mean: number }>;
}

/** What the room measured: a line a value, and numbers beside it. */
export function HealthHistory({ id }: { id: string }) {
  const text = say(healthWords);
  const [answer, again] = useHub<HealthRow[]>(roomApi(id, "/health"));
  return (
    <section class="card">
      <h2>{text.health}</h2>
      <Loaded answer={answer} again={again}>
        {(rows) => {
          const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))].sort();
          if (names.length === 0) return <p class="quiet">{text.noHealth}</p>;
          return (
            <table class="room-health">
              <thead>
                <tr>
                  <th scope="col">{text.measure}</th>
                  <th scope="col" class="room-course">
                    {text.course}
                  </th>
                  <th scope="col">{text.least}</th>
                  <th scope="col">{text.mean}</th>
                  <th scope="col">{text.most}</th>
                </tr>
              </thead>
              <tbody>
                {names.map((name) => (
                  <Spark key={name} name={name} values={rows.flatMap(({ values }) => values[name] ?? [])} />
                ))}
              </tbody>
            </table>
          );
        }}
      </Loaded>
    </section>
  );
}
