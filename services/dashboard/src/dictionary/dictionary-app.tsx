import { useEffect, useState } from 'react';
import { LanguageSwitch } from '../language-switch.js';
import { findStorage, initialLocale, rememberLocale } from '../locale.js';
import { Mark } from '../mark.js';
import { pageWords } from '../words.js';
import { findMeasures, topicsOf } from './dictionary.js';
import { dictionaryWords } from './dictionary-words.js';
import { MeasureEntry } from './measure-entry.js';
import { useDictionary } from './use-dictionary.js';

/** The data dictionary, at `/dictionary`. */
export function DictionaryApp() {
  const [locale, setLocale] = useState(() => initialLocale(window.location.search, findStorage()));
  const [text, setText] = useState('');
  const { state, retry } = useDictionary(locale);
  const words = pageWords[locale];
  const own = dictionaryWords[locale];

  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = `${own.title} · Oblys`;
    rememberLocale(findStorage(), locale);
  }, [locale, own]);

  const found = state.status === 'loaded' ? findMeasures(state.measures, text) : [];
  return (
    <>
      <header className="bar">
        <span className="brand">
          <Mark /> Oblys
        </span>
        <a href="./">{own.toReport}</a>
        <LanguageSwitch locale={locale} label={words.chooseLanguage} onChoose={setLocale} />
      </header>
      <main aria-busy={state.status === 'loading'} className="dictionary">
        <h1>{own.title}</h1>
        <p className="muted">{own.lead}</p>
        <label>
          {own.search} <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
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
        {state.status === 'loaded' && found.length === 0 && (
          <p className="notice" role="status">
            {own.none}
          </p>
        )}
        {topicsOf(found).map(({ code, name, measures }) => (
          <section key={code} aria-labelledby={`topic-${code}`}>
            <h2 id={`topic-${code}`}>{name}</h2>
            {measures.map((measure) => (
              <MeasureEntry key={measure.code} measure={measure} words={own} />
            ))}
          </section>
        ))}
      </main>
    </>
  );
}
