/** The address of a database as a login reaches it, ready for any client of PostgreSQL. */
export function connectionString(url: string, login: string, password: string): string {
  const address = new URL(url);
  address.protocol = 'postgresql:';
  address.username = login;
  address.password = password;
  return address.href;
}
