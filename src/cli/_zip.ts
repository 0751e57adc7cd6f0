import { crc32 } from 'node:zlib';

/** One file inside an archive. `name` is relative, with forward slashes. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 1.0 of the format: files are stored, not compressed. */
const NEEDED = 10;
/** General purpose bit 11: names are UTF-8. */
const UTF8 = 0x0800;
/** The first day of 1980, the earliest there is: the same files make the same archive. */
const FIRST_DAY = (1 << 5) | 1;

/**
 * A zip archive of small files, stored uncompressed, the same bytes every time. Up to 65535 entries and 4 GB in all:
 * there is no zip64 (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
 */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const path = Buffer.from(name, 'utf8');
    const facts = factsOf(path, bytes);
    const local = Buffer.concat([number32(LOCAL), facts, path, bytes]);
    files.push(local);
    directory.push(centralOf(facts, path, offset));
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...files, central, endOf(entries.length, central.length, offset)]);
}

/** What the header before a file and the directory at the end both say of it. */
function factsOf(path: Buffer, bytes: Uint8Array): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(NEEDED, 0);
  facts.writeUInt16LE(UTF8, 2);
  facts.writeUInt16LE(FIRST_DAY, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(path.length, 22);
  return facts;
}

function centralOf(facts: Buffer, path: Buffer, offset: number): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(NEEDED, 0);
  // Comment, disk and attributes stay zero.
  const place = Buffer.alloc(14);
  place.writeUInt32LE(offset, 10);
  return Buffer.concat([number32(CENTRAL), madeBy, facts, place, path]);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([number32(END), end]);
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
