import { describe, expect, it } from '@jest/globals';
import { viewerOf } from './claims.js';

const payload = { iss: 'https://id.example.kz', sub: '7f3', exp: 1_700_000_000 };
const names = { role: 'oblys_role', areas: 'oblys_areas' };

describe('viewerOf', () => {
  it('reads a claim by its whole name first, and else as a path', () => {
    const nested = { ...payload, realm_access: { roles: ['offline_access', 'regional-analyst'] } };
    expect(viewerOf(nested, { ...names, role: 'realm_access.roles' }, 'OIDC').role).toBe('REGIONAL_ANALYST');
    const flat = { ...nested, 'realm_access.roles': 'viewer' };
    expect(viewerOf(flat, { ...names, role: 'realm_access.roles' }, 'OIDC').role).toBe('VIEWER');
    const address = { ...payload, 'https://oblys.example.kz/role': 'Caseworker' };
    expect(viewerOf(address, { ...names, role: 'https://oblys.example.kz/role' }, 'OIDC').role).toBe('CASEWORKER');
  });

  it.each(['__proto__', 'constructor.name', 'sub.length', 'toString'])(
    'finds nothing at %s, which the token does not hold',
    (role) => {
      expect(viewerOf(payload, { ...names, role }, 'OIDC').role).toBe('PUBLIC');
    },
  );

  it('takes areas as a list or as words, each once', () => {
    const areasOf = (oblys_areas: unknown) => viewerOf({ ...payload, oblys_areas }, names, 'OIDC').scope;
    expect(areasOf('110000000, 117000000 110000000')).toEqual({ areaCodes: ['110000000', '117000000'] });
    expect(areasOf(['117000000', 7, null])).toEqual({ areaCodes: ['117000000'] });
    expect(areasOf({ all: true })).toEqual({ areaCodes: [] });
    expect(() => areasOf('WHOLE_TREE')).toThrow(/no codes of areas/);
    expect(() => areasOf(Array.from({ length: 501 }, (_, index) => String(100_000_000 + index)))).toThrow(/too many/);
  });

  it('calls people what they are called, without what cannot be seen, and knows them by issuer and subject', () => {
    const { name, identity } = viewerOf({ ...payload, preferred_username: ' Айгүл\u202e\n ' }, names, 'OIDC');
    expect(name).toBe('Айгүл');
    expect(identity).toEqual({
      subject: 'https://id.example.kz#7f3',
      by: 'OIDC',
      expiresAt: new Date(1_700_000_000_000),
    });
    expect(viewerOf({ ...payload, name: '', email: 'a@example.kz' }, names, 'OIDC').name).toBe('a@example.kz');
    expect(viewerOf(payload, names, 'OIDC').name).toBe('7f3');
    expect(viewerOf({ ...payload, name: 'я'.repeat(300) }, names, 'OIDC').name).toHaveLength(200);
  });
});
