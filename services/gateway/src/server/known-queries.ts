import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** A query that was checked and answered as text before. */
export interface KnownQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** As many as the pages that people look at ask for; a text longer than most documents is not kept. */
const mostKnown = 500;
const longestText = 20_000;

/** Queries by their text and the name of the operation, the latest used. */
export class KnownQueries {
  private readonly byText = new Map<string, KnownQuery>();

  find(text: string, operationName: string | null): KnownQuery | undefined {
    const key = keyOf(text, operationName);
    const query = this.byText.get(key);
    // The map is in the order of use, oldest first.
    if (query !== undefined) this.place(key, query);
    return query;
  }

  keep(text: string | undefined, operationName: string | null, query: KnownQuery): void {
    if (text === undefined || text.length > longestText) return;
    this.place(keyOf(text, operationName), query);
    if (this.byText.size > mostKnown) this.byText.delete(this.byText.keys().next().value!);
  }

  private place(key: string, query: KnownQuery): void {
    this.byText.delete(key);
    this.byText.set(key, query);
  }
}

function keyOf(text: string, operationName: string | null): string {
  return `${operationName ?? ''} ${text}`;
}
