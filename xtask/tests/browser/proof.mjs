// What a test has shown, for the summary at the end of `cargo xtask test`.
import { appendFileSync } from 'node:fs';

/** Notes how many of what were shown; `area` is the line of the summary it stands in. */
export function prove(area, count, what) {
  if (process.env.PROOF) appendFileSync(process.env.PROOF, `${area}\t${count}\t${what}\n`);
}
