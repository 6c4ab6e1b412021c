import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { StepLines } from './step-lines.js';

function createSteps(json: boolean) {
  const told: string[] = [];
  const stream = { write: (text: string) => told.push(text) };
  return { steps: new StepLines({ stdout: stream, stderr: stream }, json), told };
}

describe('StepLines', () => {
  it('tells how long the work of a step took', async () => {
    const { steps, told } = createSteps(true);
    await steps.run('persons', async () => {
      await wait(50);
      return { summary: '3 persons sealed' };
    });
    const line = JSON.parse(told.join('')) as { durationMs: number };
    expect(line).toMatchObject({ step: 'persons', summary: '3 persons sealed' });
    expect(line.durationMs).toBeGreaterThanOrEqual(40);
  });

  it('says nothing of a step with nothing to tell', async () => {
    const { steps, told } = createSteps(false);
    expect(await steps.run('persons', () => Promise.resolve(null))).toBeNull();
    expect(told).toEqual([]);
  });
});
