import type { Request, Response } from 'express';

/** Answers with an error outside of GraphQL. What is still being sent is let go, so that the answer is read. */
export function refuse(request: Request, response: Response, status: number, code: string, message: string): void {
  if (!request.complete) response.setHeader('connection', 'close');
  request.resume();
  response.status(status).json({ error: { code, message } });
}
