// Archives taken apart and put together by code that is not ours, as far as workbooks need it.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const END_LENGTH = 22;

/** The parts of an archive without a comment, by name. */
export function unzipped(bytes) {
  const parts = {};
  const end = bytes.length - END_LENGTH;
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [length, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + length);
    parts[bytes.toString('utf8', at + 46, at + 46 + name)] = bytes.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed;
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** An archive of parts, texts or bytes by name. */
export function zipped(parts) {
  const [files, list] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [plain, path] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(plain);
    const about = Buffer.alloc(26);
    for (const [place, value] of [[0, 20], [2, 1 << 11], [4, 8], [8, 0x21], [22, path.length]]) about.writeUInt16LE(value, place);
    for (const [place, value] of [[10, crc32(plain)], [14, packed.length], [18, plain.length]]) about.writeUInt32LE(value, place);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    files.push(Buffer.from('PK\x03\x04'), about, path, packed);
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, where, path);
    offset += 30 + path.length + packed.length;
  }
  const end = Buffer.alloc(END_LENGTH);
  end.write('PK\x05\x06', 'latin1');
  const count = Object.keys(parts).length;
  for (const place of [8, 10]) end.writeUInt16LE(count, place);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...list, end]);
}
