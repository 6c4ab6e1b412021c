import { WebSocket } from 'ws';
import type { Target } from './target.js';

/** What was said to a peer that speaks GraphQL over WebSocket. */
export interface Said {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket that speaks by hand. */
export class Peer {
  private readonly heard: Said[] = [];
  private readonly waiting = new Set<() => void>();
  private closeCode: number | null = null;

  private constructor(private readonly socket: WebSocket) {
    socket.on('error', () => undefined);
    socket.on('message', (text) => this.wake(() => this.heard.push(JSON.parse(String(text)) as Said)));
    socket.once('close', (code) => this.wake(() => (this.closeCode = code)));
  }

  /** Null where the WebSocket is not let in. */
  static async open(target: Target, headers: Record<string, string> = {}): Promise<Peer | null> {
    const url = `${target.url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
    const peer = new Peer(socket);
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('open', () => resolve(true)).once('close', () => resolve(false));
    });
    if (!isOpen) return null;
    peer.say({ type: 'connection_init' });
    await peer.hears(({ type }) => type === 'connection_ack');
    return peer;
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  ask(id: string, query: string): void {
    this.say({ id, type: 'subscribe', payload: { query } });
  }

  /** What is said that fits, or the code that the WebSocket is closed with. */
  async hears(fits: (said: Said) => boolean): Promise<Said | number> {
    for (;;) {
      const found = this.heard.find(fits) ?? this.closeCode;
      if (found !== null) return found;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  leave(): void {
    this.socket.terminate();
  }

  private wake(note: () => void): void {
    note();
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
