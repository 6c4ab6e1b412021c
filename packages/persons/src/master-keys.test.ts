import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { MasterKeyError, SealError } from './errors.js';
import { MasterKeys, newDataKey, newMasterKey } from './master-keys.js';
import { readMasterKeys } from './read-master-keys.js';
import { open, seal } from './seal.js';
import { openIdentity, openText, sealIdentity, sealText } from './sealed-data.js';

const folder = mkdtempSync(join(tmpdir(), 'oblys-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const person = '018cc40d-a1b5-7ece-852f-4f2426cdb7a5';
const other = '018cc465-5da9-77d1-93a6-7c30b5d4d3a1';

describe('sealed data', () => {
  const key = newDataKey();
  const words = Buffer.from('Айгүл, +7 700 004 51 25');

  it('opens by its key as what it is, and tells nothing otherwise', () => {
    const sealed = seal(key, 'purpose:1', words);
    expect(open(key, 'purpose:1', sealed)).toEqual(words);
    expect(sealed.includes(words.subarray(0, 6))).toBe(false);
    expect(seal(key, 'purpose:1', words)).not.toEqual(sealed);
  });

  it('does not open by another key, as another thing, or once a bit of it is changed', () => {
    const sealed = seal(key, 'purpose:1', words);
    expect(() => open(newDataKey(), 'purpose:1', sealed)).toThrow(SealError);
    expect(() => open(key, 'purpose:2', sealed)).toThrow(SealError);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => open(key, 'purpose:1', changed)).toThrow('Sealed data does not open as purpose.');
    }
    for (const length of [0, 1, 12, 27]) {
      expect(() => open(key, 'purpose:1', sealed.subarray(0, length))).toThrow(SealError);
    }
  });

  it('is of one person, and of one appeal', () => {
    const identity = { fullName: 'Айгүл', phone: null, address: 'Көкшетау', birthYear: 1990 };
    const sealed = sealIdentity(key, person, identity);
    expect(openIdentity(key, person, sealed)).toEqual(identity);
    expect(() => openIdentity(key, other, sealed)).toThrow(SealError);
    const text = sealText(key, other, 'Жол жөндеу');
    expect(openText(key, other, text)).toBe('Жол жөндеу');
    expect(() => openText(key, person, text)).toThrow(SealError);
    expect(() => openIdentity(key, other, text)).toThrow(SealError);
  });
});

describe('master keys', () => {
  it('wrap the keys of persons, each for one person', () => {
    const keys = MasterKeys.random();
    const dataKey = newDataKey();
    const wrapped = keys.wrap(person, dataKey);
    expect(keys.unwrap(person, wrapped)).toEqual(dataKey);
    expect(wrapped.includes(dataKey)).toBe(false);
    expect(() => keys.unwrap(other, wrapped)).toThrow(SealError);
    expect(() => MasterKeys.random().unwrap(person, wrapped)).toThrow(
      `The key of this person is wrapped by the master key ${keys.currentId}, which is not at hand.`,
    );
  });

  it('open what an earlier one wrapped, and wrap by the first', () => {
    const [earlier, later] = [newMasterKey(), newMasterKey()];
    const wrapped = MasterKeys.parse([earlier]).wrap(person, Buffer.alloc(32, 7));
    const both = MasterKeys.parse([later, earlier]);
    expect(both.unwrap(person, wrapped)).toEqual(Buffer.alloc(32, 7));
    expect(both.currentId).toBe(MasterKeys.parse([later]).currentId);
    expect(() => MasterKeys.parse([earlier]).unwrap(person, both.wrap(person, Buffer.alloc(32)))).toThrow(
      MasterKeyError,
    );
  });

  it.each([[[]], [['']], [['x'.repeat(44)]], [[newMasterKey(), 'c2hvcnQ=']], [[`${newMasterKey()} `]]])(
    'are not made of %j',
    (texts: string[]) => {
      expect(() => MasterKeys.parse(texts)).toThrow(MasterKeyError);
    },
  );

  it('tell words apart by what only who has them can make', () => {
    const keys = MasterKeys.random();
    expect(keys.fingerprint('Айгүл')).toBe(keys.fingerprint('Айгүл'));
    expect(keys.fingerprint('Айгүл')).not.toBe(keys.fingerprint('Айгүл '));
    expect(keys.fingerprint('Айгүл')).not.toBe(MasterKeys.random().fingerprint('Айгүл'));
  });
});

describe('the settings', () => {
  const source = { keys: null, file: null, madeIn: null };

  it('name keys, or a file with one on each line, or nothing', async () => {
    const [one, two] = [newMasterKey(), newMasterKey()];
    const file = join(folder, 'keys');
    writeFileSync(file, `# current\r\n${one}\r\n\n  ${two}\n`);
    const expected = MasterKeys.parse([one, two]).currentId;
    expect((await readMasterKeys({ ...source, keys: [one, two] }))!.currentId).toBe(expected);
    const read = await readMasterKeys({ ...source, file });
    expect([read!.currentId, read!.has(MasterKeys.parse([two]).currentId)]).toEqual([expected, true]);
    expect(await readMasterKeys(source)).toBeNull();
  });

  it.each([
    ['no-such-file', undefined, /cannot be read/],
    ['empty', '# nothing\n', /There is no master key/],
    ['wrong', 'secret words', /Master key 1 is not 32 bytes in base64/],
  ])('may name a file that is %s, which is told and not shown', async (name, content, message) => {
    const file = join(folder, name);
    if (content !== undefined) writeFileSync(file, content);
    const reading = readMasterKeys({ ...source, file });
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.not.toThrow(/secret words/);
  });

  it('may leave a key to be made once in the data folder, for its owner alone', async () => {
    const madeIn = join(folder, 'data');
    const made = await Promise.all([1, 2, 3].map(() => readMasterKeys({ ...source, madeIn })));
    expect(new Set(made.map((keys) => keys!.currentId)).size).toBe(1);
    expect(statSync(join(madeIn, 'master-keys')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(madeIn, 'master-keys'), 'utf8')).toMatch(/^# .*\n\S{44}\n$/);
  });
});
