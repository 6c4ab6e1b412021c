import { Command } from 'commander';
import type { CommandHost } from './command.js';

type CreateCommand = (host: CommandHost) => Command;

/** In the order of the help. What one of them needs may take a second to load, so each is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<CreateCommand>>> = {
  start: async () => (await import('./commands/start.js')).startCommand,
  gateway: async () => (await import('./commands/gateway.js')).gatewayCommand,
  scheduler: async () => (await import('./commands/scheduler.js')).schedulerCommand,
  migrate: async () => (await import('./commands/migrate.js')).migrateCommand,
  template: async () => (await import('./commands/template.js')).templateCommand,
  import: async () => (await import('./commands/import.js')).importCommand,
  imports: async () => (await import('./commands/imports.js')).importsCommand,
  'undo-import': async () => (await import('./commands/undo-import.js')).undoImportCommand,
  submissions: async () => (await import('./commands/submissions.js')).submissionsCommand,
  submit: async () => (await import('./commands/submit.js')).submitCommand,
  approve: async () => (await import('./commands/decide.js')).approveCommand,
  return: async () => (await import('./commands/decide.js')).returnCommand,
  reopen: async () => (await import('./commands/decide.js')).reopenCommand,
  due: async () => (await import('./commands/due.js')).dueCommand,
  evidence: async () => (await import('./commands/evidence.js')).evidenceCommand,
  areas: async () => (await import('./commands/areas.js')).areasCommand,
  suggest: async () => (await import('./commands/suggest.js')).suggestCommand,
  reports: async () => (await import('./commands/reports.js')).reportsCommand,
  demo: async () => (await import('./commands/demo.js')).demoCommand,
  rollup: async () => (await import('./commands/rollup.js')).rollupCommand,
  reconcile: async () => (await import('./commands/reconcile.js')).reconcileCommand,
  measures: async () => (await import('./commands/measures.js')).measuresCommand,
  behind: async () => (await import('./commands/behind.js')).behindCommand,
  explain: async () => (await import('./commands/explain.js')).explainCommand,
  publish: async () => (await import('./commands/publish.js')).publishCommand,
  verify: async () => (await import('./commands/verify.js')).verifyCommand,
  quality: async () => (await import('./commands/quality.js')).qualityCommand,
  findings: async () => (await import('./commands/findings.js')).findingsCommand,
  jobs: async () => (await import('./commands/jobs.js')).jobsCommand,
  runs: async () => (await import('./commands/runs.js')).runsCommand,
  job: async () => (await import('./commands/job.js')).jobCommand,
  alerts: async () => (await import('./commands/alerts.js')).alertsCommand,
  query: async () => (await import('./commands/query.js')).queryCommand,
  export: async () => (await import('./commands/export.js')).exportCommand,
  token: async () => (await import('./commands/token.js')).tokenCommand,
  tokens: async () => (await import('./commands/tokens.js')).tokensCommand,
  analyst: async () => (await import('./commands/analyst.js')).analystCommand,
  keys: async () => (await import('./commands/keys.js')).keysCommand,
  persons: async () => (await import('./commands/persons.js')).personsCommand,
  audit: async () => (await import('./commands/audit.js')).auditCommand,
};

/**
 * The program with its commands, whole where all of them are to be told of.
 * @param asked the first word of the command line: where it is no option, the others are there by name alone
 */
export async function createProgram(host: CommandHost, asked?: string): Promise<Command> {
  const program = new Command('oblys')
    .description('A GraphQL data platform for organisations that work through regions and districts.')
    .helpOption('--help', 'show this help')
    .helpCommand(false)
    .addHelpText('after', '\nEach command explains itself:\n  npx pnpm@10 oblys rollup --help')
    .exitOverride()
    .configureOutput({ writeOut: (help) => void host.io.stdout.write(help), writeErr: () => undefined });
  const isWhole = asked === undefined || asked.startsWith('-');
  for (const [name, load] of Object.entries(commands)) {
    program.addCommand(isWhole || name === asked ? (await load())(host) : new Command(name));
  }
  return program;
}
