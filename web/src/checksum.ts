/** Checksum of an export, as `progress_file.py` computes it: CRC-32 of the text without blanks. */
export function checksum(text: string): string {
  let crc = ~0;
  for (const byte of new TextEncoder().encode(text.replace(/[ \t\r\n]+/g, ''))) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return `crc32:${(~crc >>> 0).toString(16).padStart(8, '0')}`;
}
