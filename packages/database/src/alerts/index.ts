export { claimDeliveries, countDeliveries, noteFailed, noteSent, queueDigests, releaseDelivery } from './deliveries.js';
export type { ClaimedDelivery, ClaimOptions, DeliveryCount, DigestDelivery } from './deliveries.js';
export { closeIncident, listOpenIncidents, openIncident } from './incidents.js';
export type { IncidentReport, OpenIncident } from './incidents.js';
export { addRecipient, getRecipient, listRecipients, removeRecipient } from './recipients.js';
export type { Recipient } from './recipients.js';
