import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
let registry: Server | undefined;

afterEach(() => {
  registry?.closeAllConnections();
  registry?.close();
});

/** Asks a registry of this machine, which answers every question so. */
async function audit(status: number, body: unknown): Promise<{ code: number | null; said: string }> {
  registry = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => registry!.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  return auditAt(`http://127.0.0.1:${port}/`);
}

function auditAt(address: string): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, npm_config_registry: address };
  const child = spawn(process.execPath, [join(root, '.ci', 'audit-dependencies.mjs')], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

function known(severity: string) {
  const advisory = {
    id: 1,
    severity,
    module_name: 'express',
    title: 'a hole',
    url: 'https://advisories.example/1',
    vulnerable_versions: '<99',
    patched_versions: '>=99',
    findings: [{ version: '5.0.0', paths: ['services/gateway>express'] }],
    cves: [],
    cwe: [],
  };
  const vulnerabilities = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, [severity]: 1 };
  return {
    actions: [],
    advisories: { 1: advisory },
    muted: [],
    metadata: { vulnerabilities, dependencies: 1, devDependencies: 0, optionalDependencies: 0, totalDependencies: 1 },
  };
}

describe('audit:dependencies', () => {
  it.each(['high', 'critical'])('fails for a known hole of level %s, and names it', async (severity) => {
    const { code, said } = await audit(200, known(severity));
    expect([code, said]).toEqual([1, `${severity}: express: a hole; mended in >=99; https://advisories.example/1\n`]);
  });

  it('passes where the worst is less', async () => {
    expect(await audit(200, known('moderate'))).toEqual({
      code: 0,
      said: 'No package that runs in production has a known hole of level high or worse.\n',
    });
  });

  it('tells that a registry answers no such questions, and passes', async () => {
    const { code, said } = await audit(405, {});
    expect([code, said]).toEqual([0, expect.stringMatching(/^Dependencies are not audited: the registry/)]);
  });

  it('tells that there is no registry, and passes', async () => {
    const { code, said } = await auditAt('http://127.0.0.1:9/');
    expect([code, said]).toEqual([0, expect.stringMatching(/^Dependencies are not audited: the registry/)]);
  });
});
