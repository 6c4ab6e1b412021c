import type { PageLocale } from './locale.js';
import { pageLocales } from './locale.js';
import { pageWords } from './words.js';

interface LanguageSwitchProps {
  locale: PageLocale;
  label: string;
  onChoose(locale: PageLocale): void;
}

/** Each language under its own name, so that nobody has to read another one to find theirs. */
export function LanguageSwitch({ locale, label, onChoose }: LanguageSwitchProps) {
  return (
    <div className="languages" role="group" aria-label={label}>
      {pageLocales.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === locale} onClick={() => onChoose(each)}>
          {pageWords[each].language}
        </button>
      ))}
    </div>
  );
}
