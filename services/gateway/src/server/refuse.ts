import type { Request, Response } from 'express';

/** Asks to come again, where as much is being taken in as there is place for. */
export function refuseBusy(request: Request, response: Response): void {
  const message = 'As many files are being taken in as the gateway takes at once. Send it again in a moment.';
  refuse(request, response.setHeader('retry-after', '10'), 503, 'BUSY', message);
}

/** Answers with an error outside of GraphQL. What is still being sent is let go, so that the answer is read. */
export function refuse(request: Request, response: Response, status: number, code: string, message: string): void {
  if (!request.complete) response.setHeader('connection', 'close');
  request.resume();
  response.status(status).json({ error: { code, message } });
}
