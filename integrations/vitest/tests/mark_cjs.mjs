// Says to Node that what is built for require() is CommonJS, in a package that else is not.
import {writeFileSync} from "node:fs";

writeFileSync(new URL("../dist/cjs/package.json", import.meta.url), '{"type": "commonjs"}\n');
