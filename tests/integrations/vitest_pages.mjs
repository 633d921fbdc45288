// Writes each snippet of pages that begins with its file's name, as in `// a.test.ts`, to a folder.
//
//   node vitest_pages.mjs FOLDER PAGE...
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";

const [folder, ...pages] = process.argv.slice(2);
mkdirSync(folder, {recursive: true});
writeFileSync(`${folder}/package.json`, '{"private": true}\n');
for (const page of pages) {
  const snippets = [...readFileSync(page, "utf8").matchAll(/^```[jt]s\n(\/\/ (\S+)\n.*?)^```$/gms)];
  if (snippets.length === 0) throw new Error(`${page} has no snippet that can be run`);
  for (const [, text, name] of snippets) writeFileSync(`${folder}/${name}`, text);
}
