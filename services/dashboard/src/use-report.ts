import { ReportPageDocument, request } from '@oblys/client';
import { useCallback, useEffect, useState } from 'react';
import type { PageLocale } from './locale.js';
import type { PageReport } from './report.js';

export type ReportState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  /** The locale is that of the texts from the gateway; while another one is on its way the page stays whole. */
  | { readonly status: 'loaded'; readonly report: PageReport | null; readonly locale: PageLocale };

/** Beside this page, whatever path both are served at. */
const gatewayUrl = new URL('graphql', document.baseURI).href;

/** The latest report, in a language; fetched anew when the language changes. */
export function useReport(locale: PageLocale): { state: ReportState; retry: () => void } {
  const [state, setState] = useState<ReportState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    const variables = { locale: locale.toUpperCase() as Uppercase<PageLocale> };
    request(gatewayUrl, ReportPageDocument, variables, { signal: leaving.signal }).then(
      ({ reports }) => setState({ status: 'loaded', report: reports.edges[0]?.node ?? null, locale }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setState({ status: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => leaving.abort();
  }, [locale, attempt]);

  const retry = useCallback(() => {
    setState({ status: 'loading' });
    setAttempt((before) => before + 1);
  }, []);
  return { state, retry };
}
