import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { AwsV4Signer } from 'aws4fetch';
import { EvidenceStoreError } from './evidence-errors.js';
import type { EvidenceContent, EvidenceKey, EvidenceStore } from './evidence-store.js';

export interface S3Settings {
  /** Without a slash at its end; the bucket follows as the first part of the path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Without a byte for so long, the store is taken for down. */
const silenceMs = 30_000;

/**
 * Objects of a bucket of Amazon S3 or of what speaks like it. What is signed includes the hash of the bytes, so the
 * store itself refuses bytes that were changed or cut off on the way.
 */
export function createS3EvidenceStore(settings: S3Settings): EvidenceStore {
  return {
    name: 'S3',
    async put(key, bytes, content) {
      (await send(settings, 'PUT', key, { bytes, content })).resume();
    },
    open: (key) => send(settings, 'GET', key),
    async remove(key) {
      (await send(settings, 'DELETE', key)).resume();
    },
  };
}

interface Body {
  readonly bytes: Readable;
  readonly content: EvidenceContent;
}

async function send(settings: S3Settings, method: string, key: EvidenceKey, body?: Body): Promise<IncomingMessage> {
  const { url, headers } = await sign(settings, method, key, body?.content);
  try {
    const answer = await exchange(url, method, headers, body);
    const status = answer.statusCode ?? 0;
    if ((status >= 200 && status < 300) || (method === 'DELETE' && status === 404)) return answer;
    const told = /<Code>(\w+)<\/Code>/.exec(await text(answer))?.[1] ?? 'no code';
    throw new EvidenceStoreError(`it answered ${status} (${told})`);
  } catch (error) {
    body?.bytes.destroy();
    if (error instanceof EvidenceStoreError) throw error;
    const { code = (error as Error).message } = error as NodeJS.ErrnoException;
    throw new EvidenceStoreError(`it cannot be reached at ${settings.endpoint} (${code})`, { cause: error });
  }
}

async function sign(
  { endpoint, bucket, region, accessKey, secretKey }: S3Settings,
  method: string,
  { id }: EvidenceKey,
  content: EvidenceContent | undefined,
) {
  const { url, headers } = await new AwsV4Signer({
    method,
    // A record may move to another region, so the id alone is the name.
    url: `${endpoint}/${bucket}/evidence/${id}`,
    headers: { 'x-amz-content-sha256': content?.sha256 ?? sha256OfNothing },
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    ...{ service: 's3', region },
  }).sign();
  const length = content === undefined ? {} : { 'content-length': String(content.byteCount) };
  return { url, headers: { ...Object.fromEntries(headers.entries()), ...length } };
}

const sha256OfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function exchange(url: URL, method: string, headers: Record<string, string>, body?: Body): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { method, headers }, resolve);
    request.setTimeout(silenceMs, () => request.destroy(new Error(`no answer within ${silenceMs} ms`)));
    request.on('error', reject);
    if (body === undefined) request.end();
    else pipeline(body.bytes, request).catch(reject);
  });
}
