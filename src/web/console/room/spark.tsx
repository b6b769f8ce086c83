interface SparkProps {
  name: string;
  /** In the order of time. */
  values: { min: number; max: number; mean: number }[];
}

const width = 120;
const height = 24;

/** One measured value as a row: its course, least, mean and most. The numbers say to a screen reader what the line shows. */
export function Spark({ name, values }: SparkProps) {
  const least = Math.min(...values.map(({ min }) => min));
  const most = Math.max(...values.map(({ max }) => max));
  const mean = values.reduce((sum, value) => sum + value.mean, 0) / values.length;
  const x = (at: number) => (values.length === 1 ? width / 2 : (at / (values.length - 1)) * (width - 2) + 1);
  const y = (value: number) => height - 2 - ((value - least) / (most - least || 1)) * (height - 4);
  const line = values.map((value, at) => `${at === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(value.mean).toFixed(1)}`);
  return (
    <tr>
      <td>{name}</td>
      <td>
        <svg class="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <path d={line.join("")} />
        </svg>
      </td>
      <td class="tabular">{short(least)}</td>
      <td class="tabular">{short(mean)}</td>
      <td class="tabular">{short(most)}</td>
    </tr>
  );
}

const short = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
