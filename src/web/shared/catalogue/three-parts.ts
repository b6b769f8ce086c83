/** Trouble as people read it: what happened · what we are doing · what you can do. */
export interface ThreeParts {
  happened: string;
  doing: string;
  youCan: string;
}
