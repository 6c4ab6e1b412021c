import { DictionaryDocument, request } from '@oblys/client';
import { useCallback, useEffect, useState } from 'react';
import { gatewayUrl } from '../gateway-url.js';
import type { PageLocale } from '../locale.js';
import type { PageMeasure } from './dictionary.js';

export type DictionaryState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  /** The locale is that of the texts from the gateway; while another one is on its way the page stays whole. */
  | { readonly status: 'loaded'; readonly measures: readonly PageMeasure[]; readonly locale: PageLocale };

/** The measures, in a language; anybody may read what they mean. */
export function useDictionary(locale: PageLocale): { state: DictionaryState; retry: () => void } {
  const [state, setState] = useState<DictionaryState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    const variables = { locale: locale.toUpperCase() as Uppercase<PageLocale> };
    request(gatewayUrl, DictionaryDocument, variables, { signal: leaving.signal }).then(
      ({ measures }) => setState({ status: 'loaded', measures, locale }),
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
