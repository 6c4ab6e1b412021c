import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process by more than its number, since numbers are given out again: `startedAt` is an opaque mark of its start,
 * null where the system does not tell.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string | null;
}

/** The identity of a running process; null when none runs under that number. A zombie does not run. */
export function findProcess(pid: number): ProcessIdentity | null {
  if (!Number.isInteger(pid) || pid <= 0 || !hasProcess(pid)) return null;
  if (process.platform === 'linux') return findOnLinux(pid);
  if (process.platform === 'win32') return { pid, startedAt: null };
  return findByPs(pid);
}

export function isRunning(identity: ProcessIdentity): boolean {
  const found = findProcess(identity.pid);
  if (found === null) return false;
  return found.startedAt === null || identity.startedAt === null || found.startedAt === identity.startedAt;
}

export function ownIdentity(): ProcessIdentity {
  return findProcess(process.pid) ?? { pid: process.pid, startedAt: null };
}

/** The command line of a process as one text, null where it cannot be read. */
export function findCommandLine(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'win32') return null;
    return execFileSync('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return null; // gone, or hidden from us: the caller treats both as unknown
  }
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function findOnLinux(pid: number): ProcessIdentity | null {
  try {
    // The name in parentheses may itself hold spaces and parentheses; fields 3 (state) and 22 (start) follow the last.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return { pid, startedAt: `${bootId()}:${fields[19]}` };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' && hasProcess(pid) ? { pid, startedAt: null } : null;
  }
}

function findByPs(pid: number): ProcessIdentity | null {
  try {
    const line = execFileSync('/bin/ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C' },
    }).trim();
    if (line === '' || line.startsWith('Z')) return null;
    return { pid, startedAt: line.replace(/^\S+\s+/, '') };
  } catch {
    return null; // ps ends with an error when there is no such process
  }
}

/** Starts are counted from the boot, so only with it do they tell one process from another. */
function bootId(): string {
  return (boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
}
let boot: string | undefined;
