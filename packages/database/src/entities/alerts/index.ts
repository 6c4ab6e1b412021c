export { AlertRecipient } from './alert-recipient.entity.js';
export type { AlertChannel } from './alert-recipient.entity.js';
export { Delivery } from './delivery.entity.js';
export type { DeliveryState, DeliveryWhat } from './delivery.entity.js';
export { Incident } from './incident.entity.js';
export type { IncidentSeverity } from './incident.entity.js';
