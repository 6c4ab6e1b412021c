export { AuditBlock, AuditSeal } from './audit-block.entity.js';
export { AuditEvent } from './audit-event.entity.js';
