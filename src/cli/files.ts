/** Files that a person names on the command line. */
import { readFile } from 'node:fs/promises';
import { NewsroomError } from '../errors.ts';

/** The file's bytes. Throws `not_found`, with the system's reason, for one that can't be read. */
export async function readNamedFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const reason =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (cause as Error).message;
    throw new NewsroomError('not_found', `${file} can't be read: ${reason}.`, { cause });
  }
}
