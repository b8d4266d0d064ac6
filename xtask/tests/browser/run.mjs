// Runs browser tests: node run.mjs COUNT FILE..., so many files at a time, with what they print as TAP and the
// slowest files at the end.
import { basename } from 'node:path';
import { run } from 'node:test';
import { tap } from 'node:test/reporters';

/** Files that take long begin first, so that none of them runs on alone at the end. */
const LONG = ['access', 'turned', 'steady', 'reading', 'quiet', 'keyboard', 'acts', 'slips', 'offline', 'views', 'safe', 'inputs', 'numbers', 'races', 'pictures', 'walk'];
const SLOWEST = 10;

const [count, ...given] = process.argv.slice(2);
const rank = (file) => (LONG.indexOf(basename(file, '.test.mjs')) + 1) || LONG.length + 1;
const files = given.sort((one, other) => rank(one) - rank(other));

const took = new Map();
const tests = run({ files, concurrency: Number(count) });
tests.on('test:fail', ({ todo }) => { if (!todo) process.exitCode = 1; });
// A file is itself a test, named by its path.
tests.on('test:complete', ({ name, details }) => { if (given.includes(name)) took.set(name, details.duration_ms / 1000); });
for await (const line of tests.compose(tap)) process.stdout.write(line);

const slowest = [...took].sort(([, one], [, other]) => other - one).slice(0, SLOWEST);
console.log(`# the slowest of ${took.size} files`);
for (const [file, seconds] of slowest) console.log(`# ${seconds.toFixed(0).padStart(6)} s  ${basename(file)}`);
