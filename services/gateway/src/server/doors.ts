import type { IncomingMessage, ServerResponse } from 'node:http';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Lets a request through by `next`, or answers it. */
export type Door = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Every request goes through each of the doors, one after the other, before anything reads its body. */
export function behindDoors(doors: readonly Door[], answer: Answer): Answer {
  return doors.reduceRight<Answer>(
    (inside, door) => (request, response) => door(request, response, () => inside(request, response)),
    answer,
  );
}

export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What programs may want to know beside the code. */
  readonly details?: object;
}

/** Where files are sent and people sign in: errors are not in the shape of GraphQL there. */
const plainPaths = /^\/(?:imports|evidence|sign-in)(?:[/?]|$)/;

/** In the shape that who asks at the path reads. What is still being sent is let go, so that the answer is read. */
export function refuseAtDoor(request: IncomingMessage, response: ServerResponse, refused: Refused): void {
  const { status, code, message, headers = {}, details = {} } = refused;
  const body = plainPaths.test(request.url ?? '')
    ? { error: { code, message, ...details } }
    : { errors: [{ message, extensions: { code, ...details } }] };
  const text = JSON.stringify(body);
  if (!request.complete) response.setHeader('connection', 'close');
  request.resume();
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}
