// Fails where a package that runs in production has a known hole of level high or worse. A registry that does not
// answer such questions says nothing of the packages: that is told, and is no fault of theirs.
import { spawnSync } from 'node:child_process';

const { stdout, stderr, error } = spawnSync('pnpm', ['audit', '--prod', '--audit-level', 'high', '--json'], {
  encoding: 'utf8',
  timeout: 120_000,
  maxBuffer: 64 * 1024 * 1024,
  env: { ...process.env, npm_config_fetch_retries: '1' },
});
const answer = readAnswer();

if (answer.advisories !== undefined) {
  const holes = Object.values(answer.advisories).filter(({ severity }) => ['high', 'critical'].includes(severity));
  for (const { severity, module_name: name, title, url, patched_versions: mended } of holes) {
    process.stderr.write(`${severity}: ${name}: ${title}; mended in ${mended}; ${url}\n`);
  }
  if (holes.length > 0) process.exitCode = 1;
  else process.stdout.write('No package that runs in production has a known hole of level high or worse.\n');
} else if (error?.code === 'ETIMEDOUT' || isNoAnswer(answer.error?.code)) {
  process.stdout.write(
    `Dependencies are not audited: the registry does not answer (${answer.error?.code ?? error.code}).\n`,
  );
} else {
  process.stderr.write(
    `Dependencies could not be audited: ${answer.error?.message ?? error?.message ?? `${stdout}${stderr}`}\n`,
  );
  process.exitCode = 1;
}

function readAnswer() {
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}

function isNoAnswer(code) {
  return /^(ERR_PNPM_AUDIT_(BAD_RESPONSE|ENDPOINT_NOT_EXISTS)|ERR_PNPM_(META_)?FETCH.*|ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ERR_SOCKET_TIMEOUT|UND_ERR_.*)$/.test(
    code ?? '',
  );
}
