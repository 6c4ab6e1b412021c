import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { findWorkspaceRoot } from './workspace-root.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's environment over the `.env` of the checkout, where there is one. */
export function readEnvironment(): Environment {
  return { ...readDotEnv(join(findWorkspaceRoot(), '.env')), ...process.env };
}

function readDotEnv(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as Environment;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
