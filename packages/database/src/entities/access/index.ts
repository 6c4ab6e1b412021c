export { ApiToken } from './api-token.entity.js';
export { RoleEnum, roles } from './roles.js';
export type { GivenRole, Role } from './roles.js';
