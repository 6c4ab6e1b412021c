/** A line of what was found. */
export function say(line: string): void {
  tell('');
  process.stdout.write(`${line}\n`);
}

/** What is going on: one line that changes where a person watches. */
export function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
  else if (text !== '') process.stderr.write(`${text}\n`);
}
