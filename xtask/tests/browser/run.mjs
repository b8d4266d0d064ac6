// Runs browser tests: node run.mjs COUNT FILE..., so many files at a time, with what they print as TAP and the
// slowest files at the end.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { lendFirefox } from './firefox.mjs';

/** Files that take long begin first, so that none of them runs on alone at the end. */
const LONG = ['access', 'access-firefox', 'access-states', 'numbers', 'steady', 'keyboard', 'reading', 'inputs', 'pictures', 'offline', 'acts', 'turned', 'webkit', 'arriving', 'views', 'slips', 'guided', 'quiet', 'safe', 'races', 'walk', 'valid'];
const SLOWEST = 10;

// What tests, and the browsers they start, leave behind lies in one folder, which is removed in the end.
const scratch = await mkdtemp(join(tmpdir(), 'browser-tests-'));
process.env.TMPDIR = scratch;

const [count, ...given] = process.argv.slice(2);
const rank = (file) => (LONG.indexOf(basename(file, '.test.mjs')) + 1) || LONG.length + 1;
const files = given.toSorted((one, other) => rank(one) - rank(other));
const took = [];

/** Runs the tests of a file, prints what they say once they have ended, and gives whether all have passed. */
async function run(file, variables) {
  const started = performance.now();
  const child = spawn(process.execPath, ['--test-reporter=tap', file], { env: { ...process.env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
  const code = await new Promise((done) => { child.on('close', done); });
  process.stdout.write(`# ${basename(file)}\n${Buffer.concat(said)}`);
  if (code !== 0) {
    process.exitCode = 1;
    console.log(`not ok ${basename(file)} ended with ${code}`);
  }
  took.push([(performance.now() - started) / 1000, basename(file)]);
  return code === 0;
}

/** Runs one file after another with a Firefox for all of them, and with another once a file may have spoilt it. */
async function runInTurn() {
  let firefox = await lendFirefox();
  for (let file = files.shift(); file; file = files.shift()) {
    if (await run(file, firefox.variables)) continue;
    await firefox.close();
    firefox = await lendFirefox();
  }
  await firefox.close();
}

const started = performance.now();
await Promise.all(Array.from({ length: Math.min(Number(count), files.length) }, runInTurn));
console.log(`# ${took.length} files in ${((performance.now() - started) / 1000).toFixed(0)} s; the slowest:`);
for (const [seconds, name] of took.toSorted(([one], [other]) => other - one).slice(0, SLOWEST)) console.log(`# ${seconds.toFixed(0).padStart(6)} s  ${name}`);
await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
