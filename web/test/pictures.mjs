// Takes the pictures of docs/pictures from the demo corpus. usage: node test/pictures.mjs
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open, ROOT, serve } from "./server.mjs";

const folder = join(ROOT, "docs/pictures");
mkdirSync(folder, { recursive: true });
const demo = await serve([{ path: join(ROOT, "examples/kharkiv-2022") }]);
const browser = await launch();
const place = (await demo.json("places")).places.find(({ name }) => name === "Balakliia");
const { claims } = await demo.json("claims?limit=200&q=electricity");
const claim = (claims.find(({ claim }) => claim.source_name && claim.places.length) ?? claims[0]).claim.id;
const { events } = await demo.json("events?type=casualty&limit=200");
const event = events.find(({ disputes }) => disputes.includes("killed")).id;

for (const [name, address, ready, options] of [
  ["situation", "/", ".claim", {}],
  ["situation-dark", "/?as_of=2022-09-10&type=control", ".claim", { colorScheme: "dark" }],
  ["evidence", `/?claim=${claim}`, ".evidence .text", {}],
  ["place", `/?at=${encodeURIComponent(place.key)}&as_of=2022-09-11`, ".place", {}],
  ["event", `/?event=${event}`, ".who", { viewport: { width: 1280, height: 800 } }],
  ["phone", "/?half=list", ".claim", { viewport: { width: 390, height: 780 } }],
]) {
  const { page, close } = await open(browser, demo.base + address, options);
  await page.waitForSelector(ready);
  if (name !== "phone") await page.waitForSelector('.map[data-ready="true"]', { timeout: 60000 });
  await page.waitForTimeout(4000);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await close();
}
await browser.close();
await demo.stop();
