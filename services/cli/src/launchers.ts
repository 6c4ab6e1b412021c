import { readFileSync } from 'node:fs';

/** npx, pnpm and the shells between them, as far as they stand between this process and whoever typed the command. */
interface Launcher {
  readonly pid: number;
  readonly startedAt: string;
}

const pollMs = 250;

/**
 * npx and pnpm each run a shell, and a SIGTERM to one of them ends it without reaching us: a supervisor that stops
 * `npx pnpm@10 start` would leave a server behind. So the end of any of them counts as a wish to stop.
 * Where there is no /proc, only signals count.
 */
export function onLauncherGone(stop: () => void): void {
  const launchers = findLaunchers(process.ppid);
  if (launchers.length === 0) return;
  const timer = setInterval(() => {
    if (launchers.every(isRunning)) return;
    clearInterval(timer);
    stop();
  }, pollMs);
  timer.unref();
}

/** The unbroken line of shells and package managers above us, up to the last package manager. */
export function findLaunchers(parentPid: number, read: typeof readProcess = readProcess): Launcher[] {
  const line: { launcher: Launcher; isPackageManager: boolean }[] = [];
  for (let pid = parentPid; pid > 1;) {
    const found = read(pid);
    if (found === null) break;
    const isPackageManager = namesPackageManager(found.args);
    if (!isPackageManager && !isShellCommand(found.args)) break;
    line.push({ launcher: { pid, startedAt: found.startedAt }, isPackageManager });
    pid = found.parentPid;
  }
  const last = line.findLastIndex(({ isPackageManager }) => isPackageManager);
  return line.slice(0, last + 1).map(({ launcher }) => launcher);
}

function isRunning({ pid, startedAt }: Launcher): boolean {
  return readProcess(pid)?.startedAt === startedAt;
}

interface ProcessEntry {
  readonly parentPid: number;
  readonly startedAt: string;
  readonly args: readonly string[];
}

/** Null also for a process that has ended and only waits to be noticed by its parent. */
function readProcess(pid: number): ProcessEntry | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which is in parentheses and may hold any character: state, parent, … and the 20th is the start.
    const [state, parentPid, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return { parentPid: Number(parentPid), startedAt: rest[17] ?? '', args };
  } catch {
    return null;
  }
}

/** npm shows itself as `npm exec …`; pnpm as node with its script. */
function namesPackageManager(args: readonly string[]): boolean {
  return args.slice(0, 2).some((arg) => /^npm |(^|[/\\])p?np[mx](-cli)?(\.[cm]?js)?$/.test(arg));
}

function isShellCommand([program = '', flag]: readonly string[]): boolean {
  return /(^|\/)(sh|dash|bash|zsh|ksh|ash|busybox)$/.test(program) && flag === '-c';
}
