export { AnalystLogin } from './analyst-login.entity.js';
export type { AnalystRole } from './analyst-login.entity.js';
export { ApiToken } from './api-token.entity.js';
export { RoleEnum, roles } from './roles.js';
export type { GivenRole, Role } from './roles.js';
