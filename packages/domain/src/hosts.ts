/** Whether a host is this machine itself, which nobody else reaches: a name or an address, as a URL has it or plain. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
