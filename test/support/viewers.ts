import type { Viewer } from '@oblys/access';

/** Somebody who may do everything, and only within some areas. */
export function confinedTo(areaCodes: readonly string[], name = 'analyst'): Viewer {
  return { name, role: 'ADMINISTRATOR', scope: { areaCodes } };
}
