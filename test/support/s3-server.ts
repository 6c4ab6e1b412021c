import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import S3rver from 's3rver';

export interface S3Server {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  close(): Promise<void>;
}

const [accessKey, secretKey] = ['S3RVER', 'S3RVER'];

/**
 * An S3-compatible store on a free port that keeps its objects in a folder. The package behind it takes any signature
 * of version 4, so each is worked out anew before it sees the request.
 */
export async function startS3Server(directory: string, bucket: string): Promise<S3Server> {
  const store = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory, resetOnClose: false },
    configureBuckets: [{ name: bucket }],
  });
  await store.configureBuckets();
  const handle = store.callback();
  const server = createServer((request, response) => {
    if (isSigned(request)) return void handle(request, response);
    request.resume();
    response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}`, accessKey, secretKey, close };
}

/** As the description of Signature Version 4 has it, for requests without a query. */
function isSigned({ method, url, headers }: IncomingMessage): boolean {
  const given = /Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(
    headers.authorization ?? '',
  );
  if (given === null) return false;
  const [, key, day, region, names, signature] = given as unknown as string[];
  const told = names!.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, url, '', told.join(''), names, headers['x-amz-content-sha256']].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hashed].join('\n');
  const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
  const signingKey = [day!, region!, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  return key === accessKey && hmac(signingKey, toSign).toString('hex') === signature;
}
