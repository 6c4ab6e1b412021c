/** Where a command writes; a terminal may be watched by a person. */
export interface TextStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Io {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
}
