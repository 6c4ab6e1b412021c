// A subscription, as a stream of events: waits for the next build of the figures and tells what it changed.
import { BuildMadeCurrentDocument, type BuildMadeCurrentSubscription } from '@oblys/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';

const url = process.argv[2] ?? 'http://localhost:4000/graphql';
const client = createClient({ url: `${url}/stream` });
const builds = client.iterate<BuildMadeCurrentSubscription>({ query: print(BuildMadeCurrentDocument) });

console.log('Waiting for the next build of the figures; Ctrl-C ends it.');
for await (const { data, errors } of builds) {
  if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
  if (!data) continue;
  const { asOf, rowsChanged, topics } = data.buildMadeCurrent;
  console.log(`Built as of ${asOf}: ${rowsChanged} rows changed in ${topics.length} topics`);
  break;
}
