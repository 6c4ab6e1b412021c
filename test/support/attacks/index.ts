export { attack } from './attack.js';
export type { Attack, Attacked, Hostility } from './attack.js';
export { Target } from './target.js';
export { floods } from './floods.js';
export { withoutScope, otherScopes } from './other-scopes.js';
export { hostilities } from './hostilities.js';
