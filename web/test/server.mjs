// A real server over a ledger of its own, and a real browser: what the tests of the desk stand on.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

export const ROOT = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const PROGRAM = process.env.DATELINE ?? join(ROOT, "build/dateline");
// Headless Chromium of Debian: draws WebGL in software, and asks for nothing in the background.
const FLAGS = [
  "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
];

/** Records the files and serves them; `stop` ends it and removes the ledger. */
export async function serve(reports) {
  const folder = mkdtempSync(join(tmpdir(), "dateline-desk-"));
  const ledger = join(folder, "desk.dateline");
  const files = reports.map((report) => {
    if (report.path) return report.path;
    const path = join(folder, report.name);
    writeFileSync(path, report.text);
    return path;
  });
  execFileSync(PROGRAM, ["add", ledger, ...files], { stdio: "pipe" });
  const server = spawn(PROGRAM, ["serve", ledger, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const base = await new Promise((done, failed) => {
    let said = "";
    server.stdout.on("data", (data) => {
      said += data;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) done(found[0]);
    });
    server.on("exit", () => failed(new Error(`the server ended: ${said}`)));
  });
  let isOver = false;
  const stop = () =>
    new Promise((done) => {
      if (isOver) return done();
      isOver = true;
      server.removeAllListeners("exit");
      server.on("exit", () => (rmSync(folder, { recursive: true }), done()));
      server.kill("SIGTERM");
    });
  const json = async (path) => (await fetch(`${base}/api/v1/${path}`)).json();
  return { base, json, stop };
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });

/** A page that remembers what went wrong in it and whom it asked. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  const asked = new Set();
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  if (options.init) await page.addInitScript(options.init);
  await page.goto(address);
  return { page, troubles, asked, close: () => context.close() };
}
