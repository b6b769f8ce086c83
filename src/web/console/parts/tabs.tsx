import "./tabs.css";

/** Parts of one page, each with an address. @param tabs id, address and what is shown */
export function Tabs({
  label,
  current,
  tabs,
}: {
  label: string;
  current: string;
  tabs: readonly (readonly [string, string, string])[];
}) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map(([id, href, shown]) => (
        <a key={id} class="tab" href={href} aria-current={id === current ? "page" : undefined}>
          {shown}
        </a>
      ))}
    </nav>
  );
}
