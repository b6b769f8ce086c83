import { say } from "../words.ts";
import { healthWords, units } from "./health-words.ts";

interface SparkProps {
  name: string;
  /** In the order of time. */
  values: { min: number; max: number; mean: number }[];
}

const width = 160;
const height = 24;

/** One measured value as a row: its course, least, mean and most. The numbers say to a screen reader what the line shows. */
export function Spark({ name, values }: SparkProps) {
  const least = Math.min(...values.map(({ min }) => min));
  const most = Math.max(...values.map(({ max }) => max));
  const mean = values.reduce((sum, value) => sum + value.mean, 0) / values.length;
  const x = (at: number) => (values.length === 1 ? width / 2 : (at / (values.length - 1)) * (width - 6) + 3);
  const y = (value: number) =>
    most === least ? height / 2 : height - 3 - ((value - least) / (most - least)) * (height - 6);
  const line = values.map((value, at) => `${at === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(value.mean).toFixed(1)}`);
  const last = values.at(-1)?.mean ?? 0;
  return (
    <tr>
      <th scope="row" title={name}>
        {say(healthWords).measures[name] ?? name}
      </th>
      <td class="room-course">
        <svg class="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <path d={line.join("")} />
          <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" />
        </svg>
      </td>
      {[least, mean, most].map((value, index) => (
        <td key={index} class="tabular">
          {inUnits(name, value)}
        </td>
      ))}
    </tr>
  );
}

function inUnits(name: string, value: number): string {
  const [unit, factor] = units[name] ?? ["", 1];
  const shown = value * factor;
  const short = Math.abs(shown) >= 100 || factor === 100 ? Math.round(shown) : Math.round(shown * 10) / 10;
  return unit === "" ? String(short) : `${short} ${unit}`;
}
