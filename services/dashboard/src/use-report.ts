import { ReportPageDocument, request } from '@oblys/client';
import { useCallback, useEffect, useState } from 'react';
import { gatewayUrl } from './gateway-url.js';
import type { PageLocale } from './locale.js';
import type { PageReport } from './report.js';

export type ReportState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  /** The locale is that of the texts from the gateway; while another one is on its way the page stays whole. */
  | { readonly status: 'loaded'; readonly report: PageReport | null; readonly locale: PageLocale };

/** Who asks for what the page shows. */
export interface Asker {
  /** Nothing is asked before it is known. */
  readonly isReady: boolean;
  /** Null of who is not signed in. */
  readonly accessToken: string | null;
}

/** The latest report, in a language; fetched anew when the language or who asks changes. */
export function useReport(
  locale: PageLocale,
  { isReady, accessToken }: Asker,
): { state: ReportState; retry: () => void } {
  const [state, setState] = useState<ReportState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!isReady) return undefined;
    const leaving = new AbortController();
    const variables = { locale: locale.toUpperCase() as Uppercase<PageLocale> };
    const headers: Record<string, string> = accessToken === null ? {} : { authorization: `Bearer ${accessToken}` };
    request(gatewayUrl, ReportPageDocument, variables, { headers, signal: leaving.signal }).then(
      ({ reports }) => setState({ status: 'loaded', report: reports.edges[0]?.node ?? null, locale }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setState({ status: 'failed', message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => leaving.abort();
  }, [locale, attempt, isReady, accessToken]);

  const retry = useCallback(() => {
    setState({ status: 'loading' });
    setAttempt((before) => before + 1);
  }, []);
  return { state, retry };
}
