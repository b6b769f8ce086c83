/** A line as its backend gives it; true is on, whatever voltage that is. */
export interface RawLine {
  read(): Promise<boolean>;
  write(on: boolean): Promise<void>;
  close(): Promise<void>;
}
