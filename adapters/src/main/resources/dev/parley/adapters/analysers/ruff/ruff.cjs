// Runs ruff's library over the files of a folder and writes what it finds as one JSON object.
// Arguments: the folder the library is installed in, and the folder to look at.
'use strict';
const fs = require('fs');
const path = require('path');

// The library runs once and is large: compiling it well takes far longer than running it.
require('v8').setFlagsFromString('--liftoff-only');

const [home, folder] = process.argv.slice(2);
const ruff = require(path.join(home, 'node_modules/@astral-sh/ruff-wasm-nodejs/ruff_wasm.js'));
const select = ['E9', 'F', 'B', 'S', 'PLE', 'RUF', 'ASYNC', 'E722', 'BLE'];
const workspace = new ruff.Workspace({ lint: { select } }, ruff.PositionEncoding.Utf32);

const results = [];
let scanned = 0;
for (const filename of fs.readdirSync(folder).sort()) {
  const text = fs.readFileSync(path.join(folder, filename), 'utf8');
  for (const found of workspace.check(text)) {
    results.push({
      code: found.code === null ? 'syntax-error' : found.code,
      filename,
      location: { row: found.start_location.row },
      message: found.message,
    });
  }
  scanned++;
}
process.stdout.write(JSON.stringify({ results, scanned }));
