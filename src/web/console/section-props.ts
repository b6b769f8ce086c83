/** What a page of the console gets: the parts of the address behind its own. */
export interface SectionProps {
  rest: string[];
}
