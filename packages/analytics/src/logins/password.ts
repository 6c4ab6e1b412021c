import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const passwordBytes = 24;
const iterations = 4096;

/** A random password without a character that a connection string would have to escape. */
export function newPassword(): string {
  return randomBytes(passwordBytes).toString('base64url');
}

/** What PostgreSQL keeps of a password (RFC 5802), so that none is ever in a statement, which servers log. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
