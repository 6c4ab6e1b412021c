import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@oblys/access';
import { startGateway } from '@oblys/gateway';
import { askGateway, confinedTo, createRecordingLogger, seedRecord, startTestGateway } from '../support/index.js';
import type { GraphQLAnswer, TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const kokshetau = '111000000';
const month = '2025-10-01';
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => new Date('2025-11-04T06:00:00Z') });
});

afterAll(() => gateway?.end());

const selection = 'id area areaName(locale: EN) topic month dueOn state version recordCount note submittedBy';
const decided = 'returnedBy returnReason approvedBy changedAt history { event version happenedBy reason }';
const submitMonth = `mutation ($input: SubmitMonthInput!, $key: ID) {
  submitMonth(input: $input, idempotencyKey: $key) { isRepeat submissions { ${selection} } } }`;
const approve = `mutation ($id: ID!, $version: Int!, $key: ID) {
  approveSubmission(id: $id, version: $version, idempotencyKey: $key) { isRepeat submissions { ${selection} ${decided} } } }`;
const giveBack = (name: string) => `mutation ($id: ID!, $version: Int!) {
  ${name}(id: $id, version: $version, reason: "One is missing") { submissions { ${selection} ${decided} } } }`;
const grid = `query ($area: ID, $topic: ID, $state: [SubmissionState!]) {
  submissions(area: $area, from: "2025-10-01", to: "2025-10-01", topic: $topic, state: $state) { ${selection} ${decided} } }`;

interface Read {
  id: string;
  version: number;
}

async function submit(topic: string, more: Record<string, unknown> = {}): Promise<Read> {
  const input = { area: burabay, month, topics: [topic], ...more };
  const data = await gateway.askData(submitMonth, { input });
  return data.submitMonth.submissions[0] as Read;
}

async function lock(topic: string, more: Record<string, unknown> = {}): Promise<Read> {
  const { id, version } = await submit(topic, more);
  const data = await gateway.askData(approve, { id, version });
  return data.approveSubmission.submissions[0] as Read;
}

const codeOf = ({ errors }: GraphQLAnswer) => errors?.map(({ extensions }) => extensions.code);

async function withViewer<T>(viewer: Viewer, work: (url: string) => Promise<T>): Promise<T> {
  const { logger } = createRecordingLogger();
  const now = () => new Date('2025-11-04T06:00:00Z');
  const confined = await startGateway({ database: gateway.database, port: 0, logger, viewer, now });
  try {
    return await work(confined.url);
  } finally {
    await confined.stop();
  }
}

describe('a month', () => {
  it('is submitted, sent back, submitted anew, approved and reopened, and its history tells it', async () => {
    await seedRecord(gateway.database, 'programme_event', { area_code: burabay, held_on: '2025-10-07' });
    const sent = await submit('event', { note: 'All in' });
    expect(sent).toMatchObject({
      ...{ area: burabay, areaName: 'Burabay District', topic: 'event', month, dueOn: '2025-11-05' },
      ...{ state: 'SUBMITTED', version: 1, recordCount: 1, note: 'All in', submittedBy: 'developer' },
    });
    const returned = await gateway.askData(giveBack('returnSubmission'), { id: sent.id, version: 1 });
    expect(returned.returnSubmission.submissions).toMatchObject([
      { state: 'RETURNED', returnReason: 'One is missing' },
    ]);
    const again = await submit('event');
    const approved = await gateway.askData(approve, { id: again.id, version: 3 });
    expect(approved.approveSubmission.submissions).toMatchObject([{ state: 'APPROVED', approvedBy: 'developer' }]);
    const open = await gateway.askData(giveBack('reopenSubmission'), { id: sent.id, version: 4 });
    const [{ history, state }] = open.reopenSubmission.submissions;
    expect(state).toBe('RETURNED');
    expect(history.map((each: Record<string, unknown>) => Object.values(each).join(' '))).toEqual([
      'SUBMITTED 1 developer All in',
      'RETURNED 2 developer One is missing',
      'SUBMITTED 3 developer ',
      'APPROVED 4 developer ',
      'REOPENED 5 developer One is missing',
    ]);
  });

  it('is done once under one key, and decided on by who read what stands', async () => {
    const input = { area: burabay, month, topics: ['course'], isNil: true };
    const { submitMonth: first } = await gateway.askData(submitMonth, { input, key: 'course' });
    const { submitMonth: repeat } = await gateway.askData(submitMonth, { input, key: 'course' });
    expect(repeat).toEqual({ isRepeat: true, submissions: first.submissions });
    expect(codeOf(await gateway.ask(submitMonth, { input }))).toEqual(['SUBMISSION_STATE']);
    const [{ id }] = first.submissions;
    const stale = await gateway.ask(approve, { id, version: 7 });
    expect(stale.errors).toMatchObject([{ extensions: { code: 'CONFLICT', expectedVersion: 7, currentVersion: 1 } }]);
    await gateway.askData(approve, { id, version: 1, key: 'approve' });
    const { approveSubmission } = await gateway.askData(approve, { id, version: 1, key: 'approve' });
    expect(approveSubmission).toMatchObject({ isRepeat: true, submissions: [{ state: 'APPROVED', version: 2 }] });
  });

  it('is shown as a grid of branches and topics, late or not', async () => {
    const { submissions } = await gateway.askData(grid, { area: akmola, topic: 'legalAid' });
    expect(submissions).toHaveLength(20);
    expect(new Set(submissions.map(({ state }: { state: string }) => state))).toEqual(new Set(['DUE']));
    const { submissions: approved } = await gateway.askData(grid, { area: burabay, state: ['APPROVED'] });
    expect(approved).toMatchObject([{ topic: 'course', recordCount: 0 }]);
    expect(codeOf(await gateway.ask(grid, { topic: 'weather' }))).toEqual(['NOT_FOUND']);
  });
});

describe('the figures of a month that stands on submissions', () => {
  const summary = `summary(period: { grain: MONTH, start: "2025-09-01" }, asOf: "2025-11-04") {
    coverage { expected reported basis onTime missing { area month state } }
    meeting { held withheld { measure reason } } }`;

  it('are zero where nothing was submitted as nothing, and coverage says who has not sent', async () => {
    await submit('meeting', { area: kokshetau, month: '2025-09-01', isNil: true });
    const { sent, other } = await gateway.askData(
      `{ sent: district(code: "${kokshetau}") { ${summary} } other: district(code: "${burabay}") { ${summary} } }`,
    );
    expect(sent.summary.coverage).toEqual({
      ...{ expected: 1, reported: 0, basis: 'SUBMISSIONS', onTime: 0 },
      missing: [{ area: kokshetau, month: '2025-09-01', state: 'MISSING' }],
    });
    expect(sent.summary.meeting).toMatchObject({ held: 0 });
    expect(other.summary.coverage).toMatchObject({ basis: 'SUBMISSIONS', reported: 0 });
    expect(other.summary.meeting.withheld).toContainEqual({ measure: 'meeting.held', reason: 'NOT_REPORTED' });
    await submit('meeting', { area: kokshetau, month: '2025-09-01', topics: null, isNil: true });
    const { district } = await gateway.askData(`{ district(code: "${kokshetau}") { ${summary} } }`);
    expect(district.summary.coverage).toEqual({
      expected: 1,
      reported: 1,
      basis: 'SUBMISSIONS',
      onTime: 0,
      missing: [],
    });
  });
});

describe('a locked month', () => {
  const project = {
    ...{ area: burabay, title: 'Жылыжай', recipientKind: 'farm', sector: 'crops' },
    ...{ fundedOn: '2025-10-03', amount: '1250000.00' },
  };
  const create = `mutation ($input: CreateFundedProjectInput!, $reason: String) {
    createFundedProject(input: $input, reason: $reason) { fundedProject { id version } } }`;
  const update = `mutation ($input: UpdateFundedProjectInput!, $reason: String) {
    updateFundedProject(input: $input, reason: $reason) { version } }`;
  const remove = `mutation ($input: DeleteFundedProjectInput!, $reason: String) {
    deleteFundedProject(input: $input, reason: $reason) { deletedId } }`;

  it('takes a mutation only with a reason, which the history keeps', async () => {
    const data = await gateway.askData(create, { input: project });
    const { id } = data.createFundedProject.fundedProject;
    await lock('funding');
    const refusal = await gateway.ask(create, { input: project });
    expect(refusal).toMatchObject({
      data: { createFundedProject: null },
      errors: [{ extensions: { code: 'PERIOD_LOCKED', topic: 'funding', branchCode: burabay, month: '2025-10' } }],
    });
    const changed = { id, version: 1, amount: '1250001.00' };
    expect(codeOf(await gateway.ask(update, { input: changed }))).toEqual(['PERIOD_LOCKED']);
    expect(codeOf(await gateway.ask(update, { input: changed, reason: ' ' }))).toEqual(['INVALID_INPUT']);
    expect(codeOf(await gateway.ask(remove, { input: { id, version: 1 } }))).toEqual(['PERIOD_LOCKED']);
    await gateway.askData(update, { input: changed, reason: 'A slip of the pen' });
    await gateway.askData(remove, { input: { id, version: 2 }, reason: 'Funded twice' });
    const { submissions } = await gateway.askData(grid, { area: burabay, topic: 'funding' });
    expect(submissions).toMatchObject([{ state: 'APPROVED', changedAt: expect.any(String) }]);
    expect(submissions[0].history.slice(-2)).toEqual([
      { event: 'CHANGED', version: 3, happenedBy: 'developer', reason: 'A slip of the pen' },
      { event: 'CHANGED', version: 4, happenedBy: 'developer', reason: 'Funded twice' },
    ]);
  });
});

describe('a viewer of a part of the tree', () => {
  const district: Viewer = confinedTo([burabay], 'Aigul');
  const region: Viewer = confinedTo([akmola], 'Berik');

  it('submits and sees what is its own, and decides on nothing', async () => {
    await withViewer(district, async (url) => {
      const input = { area: burabay, month, topics: ['meeting'], isNil: true };
      const { data } = await askGateway(url, submitMonth, { input });
      expect(data.submitMonth.submissions).toMatchObject([{ submittedBy: 'Aigul' }]);
      expect(codeOf(await askGateway(url, submitMonth, { input: { ...input, area: kokshetau } }))).toEqual([
        'NOT_ALLOWED',
      ]);
      const { id, version } = data.submitMonth.submissions[0];
      expect(codeOf(await askGateway(url, approve, { id, version }))).toEqual(['NOT_ALLOWED']);
      const { data: seen } = await askGateway(url, grid, { area: akmola });
      expect(new Set(seen.submissions.map(({ area }: { area: string }) => area))).toEqual(new Set([burabay]));
    });
  });

  it('decides where the region is its own', async () => {
    const { id, version } = await submit('proposal', { isNil: true });
    await withViewer(region, async (url) => {
      const { data } = await askGateway(url, approve, { id, version });
      expect(data.approveSubmission.submissions).toMatchObject([{ state: 'APPROVED', approvedBy: 'Berik' }]);
    });
  });
});
