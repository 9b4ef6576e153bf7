/** What came of a command: shown here alone, never stored. */
export interface Note {
  key: string;
  /** The line as it was typed. */
  line: string;
  text: string;
  failed: boolean;
  at: number;
  /** The stored message it stands after; undefined in an empty room. */
  after: string | undefined;
}
