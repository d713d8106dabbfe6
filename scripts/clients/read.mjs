// Read all tables with hyparquet; prints what `digest.py` prints.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const tables = ["articles", "comments", "entity_mentions", "entities"];
const floats = new Set(["confidence", "latitude", "longitude"]);

// Python's json.dumps with sorted keys and ASCII alone.
const ascii = (text) => JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
const digits = (value) => {
  const shown = Number(value.toPrecision(6));
  return String(shown);
};

function plain(value, name) {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return ascii(value).replaceAll("\\u007f", "\u007f");
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (typeof value === "number") return floats.has(name) ? `"${digits(value)}"` : String(value);
  if (value instanceof Date) {
    const text = value.toISOString().slice(0, 19);
    return `"${text.endsWith("T00:00:00") ? text.slice(0, 10) : text}"`;
  }
  if (Array.isArray(value)) return `[${value.map((part) => plain(part, name)).join(", ")}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${ascii(key)}: ${plain(value[key], key)}`).join(", ")}}`;
}

const lines = [];
for (const table of tables) {
  const folder = join(process.argv[2], "data", table);
  for (const name of readdirSync(folder).sort()) {
    const file = await asyncBufferFromFile(join(folder, name));
    for (const row of await parquetReadObjects({ file, compressors })) lines.push(`${table} ${plain(row)}`);
  }
}
// By code point, as Python sorts; ASCII alone stands here.
lines.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(join(require.resolve("hyparquet"), "../../package.json"), "utf8"));
const digest = createHash("sha256").update(lines.join("\n")).digest("hex");
console.log(JSON.stringify({ version: `hyparquet ${version}`, rows: String(lines.length), digest, note: `Node.js ${process.version}` }));
