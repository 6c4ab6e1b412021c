import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import type { Interruption } from './interruption.js';
import { createProgram } from './program.js';

/** What every command leaves in the audit, by hand: the action and what it is done to, for those that write or give out. */
const told: Readonly<Record<string, readonly string[]>> = {
  start: ['whatever of the others it does', 'SIGN_IN token', 'READ person'],
  gateway: ['SIGN_IN token', 'REFUSE token', 'READ person', 'what its mutations write'],
  scheduler: ['what its jobs write, as JOB'],
  migrate: ['BEGIN audit', 'CREATE area', 'CREATE programme', 'ERASE erasure'],
  import: ['IMPORT import', 'CREATE appeal', 'UPDATE appeal'],
  'undo-import': ['UNDO_IMPORT import', 'DELETE appeal', 'UPDATE appeal'],
  submit: ['SUBMIT submission_event', 'CREATE submission'],
  approve: ['APPROVE submission_event', 'UPDATE submission'],
  return: ['RETURN submission_event', 'UPDATE submission'],
  reopen: ['REOPEN submission_event', 'UPDATE submission'],
  'due set': ['CREATE submission_due', 'UPDATE submission_due'],
  'evidence add': ['CREATE evidence_file'],
  'evidence get': ['READ evidence_file'],
  'evidence remove': ['UPDATE evidence_file'],
  'areas classifier': ['CREATE area_edition', 'CREATE area', 'UPDATE area'],
  'areas boundaries': ['CREATE area_boundary'],
  'areas populations': ['CREATE area_population'],
  'areas undo': ['UPDATE area_edition', 'UPDATE area'],
  'reports add': ['CREATE report', 'CREATE stated_figure'],
  'reports remove': ['DELETE report', 'DELETE stated_figure'],
  demo: ['CREATE appeal', 'CREATE person'],
  explain: ['CREATE figure_explanation', 'UPDATE figure_explanation'],
  publish: ['PUBLISH publication'],
  'job run': ['RUN_JOB job_run'],
  'job backfill': ['RUN_JOB job_run', 'RETRY_JOB job_run'],
  'job retry': ['RETRY_JOB job_run'],
  'job cancel': ['CANCEL_JOB job_run'],
  'alerts add': ['CREATE alert_recipient'],
  'alerts remove': ['UPDATE alert_recipient'],
  query: ['EXPORT answer', 'CREATE analyst_login'],
  'export open-data': ['EXPORT open_data'],
  'tokens create': ['CREATE_TOKEN api_token'],
  'tokens revoke': ['REVOKE_TOKEN api_token'],
  'analyst create': ['CREATE analyst_login'],
  'analyst password': ['ROTATE_KEYS analyst_login'],
  'analyst revoke': ['UPDATE analyst_login'],
  'keys rotate': ['ROTATE_KEYS person_key', 'UPDATE person_key'],
  'persons erase': ['ERASE erasure', 'UPDATE person', 'UPDATE person_key'],
  'persons purge': ['ERASE erasure', 'UPDATE person', 'UPDATE person_key'],
  'audit export': ['EXPORT audit'],
};

/** What only reads, writes what is worked out from records, or is told where it is used, as a token for development is. */
const untold = [
  ...['template', 'imports', 'submissions', 'due list', 'evidence list', 'areas editions', 'suggest'],
  ...[
    'reports template',
    'reports list',
    'rollup',
    'reconcile',
    'measures',
    'behind',
    'verify',
    'quality',
    'findings',
    'jobs',
    'runs',
  ],
  ...[
    'alerts test',
    'token',
    'tokens list',
    'analyst list',
    'keys new',
    'keys status',
    'audit verify',
    'audit list',
    'audit seal',
  ],
];

function namesOf(command: Command, before = ''): string[] {
  const name = `${before}${command.name()}`;
  return command.commands.length === 0 ? [name] : command.commands.flatMap((below) => namesOf(below, `${name} `));
}

describe('the commands', () => {
  it('are all in the list of what they leave in the audit, or among those that leave nothing', async () => {
    const host = { io: process, interruption: undefined as unknown as Interruption, onConfig: () => undefined };
    const { commands } = await createProgram(host);
    const names = commands.flatMap((command) => namesOf(command));
    expect([...Object.keys(told), ...untold].sort()).toEqual(names.sort());
  });
});
