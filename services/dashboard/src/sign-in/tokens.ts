/** What somebody holds while they are signed in: in this tab alone, and gone with it. */
export interface HeldTokens {
  readonly accessToken: string;
  /** By which the provider knows whom to sign out; absent where no provider gave the token. */
  readonly idToken?: string | undefined;
}

const key = 'oblys.tokens';

export function readTokens(): HeldTokens | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as HeldTokens);
}

export function keepTokens(tokens: HeldTokens): void {
  sessionStorage.setItem(key, JSON.stringify(tokens));
}

export function forgetTokens(): void {
  sessionStorage.removeItem(key);
}
