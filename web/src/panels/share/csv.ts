/** The rows that are shown as a file, written by the server so that they read back to the same bits. */
import { ApiError } from '../../api';
import type { DataDescriptor } from '../../data';

export async function csvOf(data: DataDescriptor): Promise<string> {
  const response = await fetch('api/csv', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
  if (response.ok) return response.text();
  const said = (await response.json().catch(() => ({}))) as { error?: string };
  throw new ApiError(said.error ?? `The server answered ${response.status}.`, response.status);
}
