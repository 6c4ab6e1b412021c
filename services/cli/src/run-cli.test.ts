import { describe, expect, it } from '@jest/globals';
import { Interruption } from './interruption.js';
import { runCli } from './run-cli.js';
import { createProgram } from './program.js';

async function run(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
  };
  const interruption = new Interruption();
  try {
    return { exitCode: await runCli(args, { io, interruption }), ...written };
  } finally {
    interruption.dispose();
  }
}

const host = { io: process, interruption: undefined as unknown as Interruption, onConfig: () => undefined };
const names = createProgram(host).commands.map((command) => command.name());

describe('runCli', () => {
  it.each([
    [['frobnicate'], "oblys: Unknown command 'frobnicate'. Add --help to see what it takes."],
    [['migrat'], "oblys: Unknown command 'migrat'. Did you mean migrate? Add --help to see what it takes."],
    [['--frob'], "oblys: Unknown option '--frob'. Add --help to see what it takes."],
    [['migrate', '--frob'], "oblys: Unknown option '--frob'. Add --help to see what it takes."],
    [
      ['migrate', 'now'],
      "oblys: Too many arguments for 'migrate'. Expected 0 arguments but got 1. Add --help to see what it takes.",
    ],
  ])('refuses %j in one line, and exits with 2', async (args, line) => {
    expect(await run(...args)).toEqual({ exitCode: 2, stdout: '', stderr: `${line}\n` });
  });

  it.each(names)('explains %s with an example', async (name) => {
    const { exitCode, stdout, stderr } = await run(name, '--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: oblys ${name}`));
    expect(stdout).toMatch(/--json/);
    expect(stdout).toMatch(/Example:\n {2}npx pnpm@10 \S/);
  });

  it('lists the commands when none is named, as a mistake', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    for (const name of names) expect(stderr).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });
});
