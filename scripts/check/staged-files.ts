import { spawnSync } from 'node:child_process';

/**
 * The files that are to be committed, as they lie in the folder; those that are to be deleted are not there to be judged.
 *
 * @throws Error where git cannot say
 */
export function stagedFiles(folder: string): readonly string[] {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['diff', '--cached', '--name-only', '--diff-filter=d', '-z'],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`git cannot say what is to be committed: ${stderr}`);
  return stdout.split('\0').filter((file) => file !== '');
}
