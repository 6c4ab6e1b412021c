import { stopTestServer } from './test-server.js';

export default (): Promise<void> => stopTestServer(18);
