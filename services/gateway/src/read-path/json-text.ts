import type { FormattedExecutionResult } from 'graphql';

/** A value that is JSON already: it is written into an answer as it is, and read only by who looks into it. */
export class JsonText {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** An answer as text; what is text already is not read and written again. */
export function stringifyAnswer(answer: FormattedExecutionResult): string {
  const { data, errors, extensions } = answer;
  if (!data || errors !== undefined || extensions !== undefined) return JSON.stringify(answer);
  const fields: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (!(value instanceof JsonText)) return JSON.stringify(answer);
    fields.push(`${JSON.stringify(key)}:${value.text}`);
  }
  return `{"data":{${fields.join(',')}}}`;
}
