import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

const firstQuery = `# The figures of a region's year as of a day. Ctrl-Enter runs it, Ctrl-Space completes.
{
  region(code: "110000000") {
    summary(period: { grain: YEAR, start: "2025-01-01" }, asOf: "2025-11-05") {
      source
      roadmap { planned executed completionRate }
    }
  }
}
`;

const place = document.getElementById('explorer');
if (place === null) throw new Error('The page has no place for the explorer.');
// Beside the explorer, whatever path both are served at.
const fetcher = createGraphiQLFetcher({ url: new URL('graphql', document.baseURI).href });
// A link may bring a question, which is shown and not asked.
const linked = new URLSearchParams(window.location.search).get('query');
createRoot(place).render(
  <GraphiQL fetcher={fetcher} defaultQuery={firstQuery} {...(linked !== null && { query: linked })} />,
);
