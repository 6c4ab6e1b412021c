import type { Server, ServerResponse } from 'node:http';

/**
 * Closes a server without waiting for clients that keep idle connections: those are closed at once, those with a
 * request in flight after its answer.
 */
export class ConnectionTracker {
  private isClosing = false;

  constructor(private readonly server: Server) {
    server.on('request', (_request, response: ServerResponse) => {
      if (this.isClosing) response.setHeader('connection', 'close');
      // The last request of a kept-alive connection was answered while closing: nothing else ends it in time.
      response.on('finish', () => {
        if (this.isClosing) setImmediate(() => this.server.closeIdleConnections());
      });
    });
  }

  /** Whether every request was answered within the time; those that were not are cut off. */
  async close(timeoutMs: number): Promise<boolean> {
    this.isClosing = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    let isClean = true;
    const deadline = setTimeout(() => {
      isClean = false;
      this.server.closeAllConnections();
    }, timeoutMs);
    await closed;
    clearTimeout(deadline);
    return isClean;
  }
}
