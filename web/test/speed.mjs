// How fast the desk answers a hand, with 50,000 claims in view. usage: node test/speed.mjs LEDGER
// The ledger comes from build/make_ledger. Prints milliseconds: from an event to the next painted frame (what a person feels), and
// until the count of the new query stands there.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { launch, open, ROOT } from "./server.mjs";

const ROUNDS = 20;
const server = spawn(process.env.DATELINE ?? join(ROOT, "build/dateline"), ["serve", process.argv[2], "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
const base = await new Promise((done) => server.stdout.on("data", (data) => done(String(data).match(/http:\/\/127\.0\.0\.1:\d+/)[0])));
const browser = await launch();
const { page } = await open(browser, base);
await page.waitForSelector('.map[data-ready="true"]', { timeout: 60000 });
await page.waitForTimeout(5000);
console.log(`${await page.locator("[data-testid=total]").innerText()} claims in view`);

async function measure(name, act) {
  const painted = [];
  const answered = [];
  for (let round = 0; round < ROUNDS; ++round) {
    const before = await page.locator("[data-testid=total]").innerText();
    const times = await page.evaluate(
      ([source, round, before]) =>
        new Promise((done) => {
          const begin = performance.now();
          new Function("round", source)(round);
          let paint = 0;
          requestAnimationFrame(() => requestAnimationFrame(() => (paint = performance.now() - begin)));
          const look = () => {
            const now = document.querySelector("[data-testid=total]")?.textContent;
            if ((now !== before && paint) || performance.now() - begin > 5000) done([paint, performance.now() - begin]);
            else setTimeout(look, 4);
          };
          look();
        }),
      [act, round, before],
    );
    painted.push(times[0]);
    answered.push(times[1]);
  }
  const middle = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)].toFixed(0);
  console.log(`${name.padEnd(24)} frame ${middle(painted, 0.5)} / ${middle(painted, 0.95)} ms, answer ${middle(answered, 0.5)} / ${middle(answered, 0.95)} ms (50 % / 95 %)`);
}

await measure("slider, a day", `
  const slider = document.querySelector(".timeline input");
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(slider, String(300 - 7 * round));
  slider.dispatchEvent(new Event("input", { bubbles: true }));`);
await measure("chip, a kind of claim", `document.querySelectorAll(".chips .chip")[round % 6].click();`);
await browser.close();
server.kill("SIGTERM");
