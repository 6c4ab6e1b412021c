import { useState } from 'react';
import type { PageWords } from '../words.js';
import type { SignInActions, SignInState } from './use-sign-in.js';

type SignInBarProps = SignInState & SignInActions & { readonly words: PageWords };

/** Who is signed in, and how to sign in or out; nothing where nobody signs in here. */
export function SignInBar({ words, settings, me, problem, isReady, signIn, signInAs, signOut }: SignInBarProps) {
  if (!isReady || settings === null) return null;
  if (me !== null) {
    return (
      <div className="sign-in">
        <span>
          {me.name} <span className="muted">{words.role[me.role]}</span>
        </span>
        <button type="button" onClick={signOut}>
          {words.signOut}
        </button>
      </div>
    );
  }
  return (
    <div className="sign-in">
      {problem !== null && <span role="alert">{problem === 'ENDED' ? words.signInEnded : words.signInRefused}</span>}
      {settings.provider !== null && (
        <button type="button" onClick={signIn}>
          {words.signIn}
        </button>
      )}
      {settings.development !== null && (
        <DevelopmentSignIn words={words} roles={settings.development.roles} onSignIn={signInAs} />
      )}
    </div>
  );
}

interface DevelopmentSignInProps {
  readonly words: PageWords;
  readonly roles: readonly string[];
  onSignIn(role: string, areaCode: string): void;
}

/** On a machine of developers: as anybody, of any area. */
function DevelopmentSignIn({ words, roles, onSignIn }: DevelopmentSignInProps) {
  const [role, setRole] = useState(roles[0] ?? '');
  const [areaCode, setAreaCode] = useState('110000000');
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        onSignIn(role, areaCode);
      }}
    >
      <select aria-label={words.signInAs} value={role} onChange={(event) => setRole(event.target.value)}>
        {roles.map((each) => (
          <option key={each} value={each}>
            {words.role[each.toUpperCase().replaceAll('-', '_')] ?? each}
          </option>
        ))}
      </select>
      <input
        aria-label={words.areaCode}
        value={areaCode}
        inputMode="numeric"
        pattern="[0-9]{9}"
        size={9}
        required
        onChange={(event) => setAreaCode(event.target.value)}
      />
      <button type="submit">{words.signIn}</button>
    </form>
  );
}
