/** The explorer, with a question that is written but not asked. */
export function explorerPath(query: string): string {
  return `/explorer?${new URLSearchParams({ query })}`;
}
