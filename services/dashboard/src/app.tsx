import { useEffect, useState } from 'react';
import { LanguageSwitch } from './language-switch.js';
import { findStorage, initialLocale, rememberLocale } from './locale.js';
import { dictionaryWords } from './dictionary/dictionary-words.js';
import { Mark } from './mark.js';
import { ReportView } from './report-view.js';
import { SignInBar } from './sign-in/sign-in-bar.js';
import { useSignIn } from './sign-in/use-sign-in.js';
import { useReport } from './use-report.js';
import { pageWords } from './words.js';

export function App() {
  const [locale, setLocale] = useState(() => initialLocale(window.location.search, findStorage()));
  const words = pageWords[locale];
  const signIn = useSignIn();
  const { state, retry } = useReport(locale, signIn);

  useEffect(() => {
    document.documentElement.lang = locale;
    rememberLocale(findStorage(), locale);
  }, [locale]);

  return (
    <>
      <header className="bar">
        <span className="brand">
          <Mark /> Oblys
        </span>
        <a href="./dictionary">{dictionaryWords[locale].title}</a>
        <SignInBar words={words} {...signIn} />
        <LanguageSwitch locale={locale} label={words.chooseLanguage} onChoose={setLocale} />
      </header>
      <main aria-busy={state.status === 'loading'}>
        {state.status === 'loading' && <p className="notice">{words.loading}</p>}
        {state.status === 'failed' && (
          <div className="notice" role="alert">
            <p>{words.failed}</p>
            <p className="muted">{state.message}</p>
            <button type="button" onClick={retry}>
              {words.tryAgain}
            </button>
          </div>
        )}
        {state.status === 'loaded' && state.report === null && (
          <div className="notice">
            <p>{words.noReport}</p>
            <p className="muted">{words.noReportHint}</p>
          </div>
        )}
        {state.status === 'loaded' && state.report !== null && (
          <ReportView report={state.report} locale={state.locale} />
        )}
      </main>
    </>
  );
}
