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
const { commands } = await createProgram(host);
const names = commands.map((command) => command.name());
/** What one types for each thing that oblys does; a group does nothing by itself. */
const lines = commands.flatMap((command) =>
  command.commands.length === 0 ? [[command.name()]] : command.commands.map((inner) => [command.name(), inner.name()]),
);

describe('runCli', () => {
  it.each([
    [['frobnicate'], "oblys: Unknown command 'frobnicate'. Add --help to see what it takes."],
    [['migrat'], "oblys: Unknown command 'migrat'. Did you mean migrate? Add --help to see what it takes."],
    [['--frob'], "oblys: Unknown option '--frob'. Add --help to see what it takes."],
    [['export'], "oblys: Missing required argument 'what'. Add --help to see what it takes."],
    [['export', 'weather'], 'oblys: There is no oblys export weather: it takes open-data. Add --help to see more.'],
    [['migrate', '--frob'], "oblys: Unknown option '--frob'. Add --help to see what it takes."],
    [
      ['migrate', 'now'],
      "oblys: Too many arguments for 'migrate'. Expected 0 arguments but got 1. Add --help to see what it takes.",
    ],
  ])('refuses %j in one line, and exits with 2', async (args, line) => {
    expect(await run(...args)).toEqual({ exitCode: 2, stdout: '', stderr: `${line}\n` });
  });

  it.each(lines.map((line) => [line]))('explains %j with an example', async (line) => {
    const { exitCode, stdout, stderr } = await run(...line, '--help');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: oblys ${line.join(' ')}`));
    expect(stdout).toMatch(/--json/);
    expect(stdout).toMatch(/Example:\n {2}npx pnpm@10 \S/);
  });

  it('explains a group by what it takes', async () => {
    const { exitCode, stdout } = await run('export', '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}open-data .*$/m);
  });

  it('lists the commands when none is named, as a mistake', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    for (const name of names) expect(stderr).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });
});
