import { MeDocument, requestAnswer, type MeQuery } from '@oblys/client';
import { useCallback, useEffect, useState } from 'react';
import { gatewayUrl } from '../gateway-url.js';
import {
  addressToLeave,
  comeBackFromProvider,
  isBackFromProvider,
  leaveForProvider,
  type SignInProvider,
} from './provider.js';
import { forgetTokens, keepTokens, readTokens, type HeldTokens } from './tokens.js';

/** How people sign in, as the gateway tells it. */
export interface SignInSettings {
  readonly provider: SignInProvider | null;
  readonly development: { readonly roles: readonly string[] } | null;
}

export type Me = MeQuery['me'];

export interface SignInState {
  /** False while it is not known yet who asks: until then nothing is asked. */
  readonly isReady: boolean;
  readonly settings: SignInSettings | null;
  readonly me: Me | null;
  readonly accessToken: string | null;
  /** Why nobody is signed in who was, or wanted to be. */
  readonly problem: 'REFUSED' | 'ENDED' | null;
}

export interface SignInActions {
  signIn(): void;
  signInAs(role: string, areaCode: string): void;
  signOut(): void;
}

const nobody = { me: null, accessToken: null } as const;

/** Who uses the page: found when it opens, and until what they hold is good no more. */
export function useSignIn(): SignInState & SignInActions {
  const [state, setState] = useState<SignInState>({ isReady: false, settings: null, ...nobody, problem: null });

  const enter = useCallback(async (settings: SignInSettings | null, tokens: HeldTokens | null) => {
    const me = tokens === null ? null : await askWho(tokens.accessToken);
    if (tokens === null || me === null) {
      forgetTokens();
      return setState({ isReady: true, settings, ...nobody, problem: tokens === null ? null : 'ENDED' });
    }
    keepTokens(tokens);
    setState({ isReady: true, settings, me, accessToken: tokens.accessToken, problem: null });
  }, []);

  const refuse = useCallback((settings: SignInSettings | null) => {
    setState({ isReady: true, settings, ...nobody, problem: 'REFUSED' });
  }, []);

  useEffect(() => {
    void open(enter, refuse);
  }, [enter, refuse]);

  const { settings, me } = state;
  useEffect(() => {
    if (me === null || me.expiresAt === null) return undefined;
    const wait = Math.max(0, Date.parse(me.expiresAt) - Date.now());
    const ended = setTimeout(
      () => {
        forgetTokens();
        setState((before) => ({ ...before, ...nobody, problem: 'ENDED' }));
      },
      Math.min(wait, longestWait),
    );
    return () => clearTimeout(ended);
  }, [me]);

  return {
    ...state,
    signIn: () => {
      if (settings?.provider) leaveForProvider(settings.provider).catch(() => refuse(settings));
    },
    signInAs: (role, areaCode) => {
      askForDevelopment(role, areaCode).then(
        (accessToken) => enter(settings, { accessToken }),
        () => refuse(settings),
      );
    },
    signOut: () => {
      const tokens = readTokens();
      forgetTokens();
      setState((before) => ({ ...before, ...nobody, problem: null }));
      if (settings?.provider && tokens?.idToken !== undefined) {
        addressToLeave(settings.provider, tokens.idToken).then(
          (address) => address !== null && window.location.assign(address),
          () => undefined,
        );
      }
    },
  };
}

/** A longer one would be over at once. */
const longestWait = 2 ** 31 - 1;

type Enter = (settings: SignInSettings | null, tokens: HeldTokens | null) => Promise<void>;

async function open(enter: Enter, refuse: (settings: SignInSettings | null) => void): Promise<void> {
  const settings = await readSettings();
  try {
    const isBack = settings?.provider !== null && settings?.provider !== undefined && isBackFromProvider();
    await enter(settings, isBack ? await comeBackFromProvider(settings.provider) : readTokens());
  } catch {
    refuse(settings);
  }
}

/** Null where the gateway tells none: then nobody signs in here. */
async function readSettings(): Promise<SignInSettings | null> {
  try {
    const response = await fetch(new URL('sign-in', document.baseURI));
    return response.ok ? ((await response.json()) as SignInSettings) : null;
  } catch {
    return null;
  }
}

/** Null where the token is good no more. */
async function askWho(accessToken: string): Promise<Me | null> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const { data, errors } = await requestAnswer(gatewayUrl, MeDocument, undefined, { headers });
  if (errors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) return null;
  if (data === null) throw new Error(errors[0]?.message ?? 'The gateway does not tell who asks.');
  return data.me;
}

async function askForDevelopment(role: string, areaCode: string): Promise<string> {
  const response = await fetch(new URL('sign-in/development', document.baseURI), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, areaCodes: [areaCode] }),
  });
  const answer = (await response.json()) as { token?: string; error?: { message: string } };
  if (answer.token === undefined) throw new Error(answer.error?.message);
  return answer.token;
}
