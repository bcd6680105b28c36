// The desk in a real browser over a real server: what a person sees, does and can rely on.
// usage: node --test test/      DATELINE names the program, CHROMIUM the browser
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, ROOT, serve } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HOSTILE = {
  name: "hostile.txt",
  text: `Title: Shelling <b>report</b>\nDate: 2022-09-13\nPublisher: Hostile & Sons\n---\nShelling killed two people in Izium on Monday, <script>window.wasRun = 1</script> officials said.\n<img src=x onerror="window.wasRun = 2">\n`,
};
let demo, browser;

before(async () => {
  demo = await serve([{ path: join(ROOT, "examples/kharkiv-2022") }, HOSTILE]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

// Drawing the map in software takes seconds; tests that are not about it leave it out.
const noMap = () => {
  HTMLCanvasElement.prototype.getContext = () => null;
};
const openFlat = (address, options = {}) => open(browser, address, { init: noMap, ...options });

const total = async (page) => Number(await page.locator("[data-testid=total]").innerText());
const settled = (page) => page.waitForFunction(() => document.querySelector("[data-testid=total]") && !document.querySelector(".old"));

async function violations(page) {
  // The page's own policy forbids scripts from elsewhere; the checker is put in by the browser's driver.
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")}`);
}

test("the demo opens with its map, its stream and its timeline, and asks no one else", async () => {
  const { page, troubles, asked, close } = await open(browser, demo.base);
  await page.waitForSelector('.map[data-ready="true"]', { timeout: 60000 });
  await page.waitForSelector(".claim");
  assert.equal(await total(page), (await demo.json("info")).claims);
  assert.ok((await page.locator(".timeline rect").count()) > 5);
  const canvas = await page.locator(".map canvas.maplibregl-canvas").screenshot();
  assert.ok(canvas.length > 20000, "the map is blank");
  const marked = () => page.locator(".map-marks").evaluate((layer) => layer.getContext("2d").getImageData(0, 0, layer.width, layer.height).data.some((byte) => byte > 0));
  assert.ok(await marked(), "no mark is drawn");
  assert.equal(Number(await page.locator(".map").getAttribute("data-claims")), (await demo.json("places")).places.reduce((sum, { claims }) => sum + claims, 0));
  assert.deepEqual(troubles, []);
  assert.deepEqual([...asked], [demo.base]);
  assert.deepEqual(await violations(page), []);
  await close();
});

test("the map and the timeline show shape, colour and outline, each with its words", async (context) => {
  const own = await serve([{ path: join(ROOT, "examples/kharkiv-2022") }]);
  context.after(own.stop);
  const { places } = await own.json("places?marks=true");
  const disputed = places.find(({ mark, lat }) => lat !== null && mark.event?.standing === "disputed");
  const { page, troubles, close } = await open(browser, own.base);
  await page.waitForSelector('.map[data-ready="true"]', { timeout: 60000 });
  // Every mark that the map needs could be drawn, and the list beside it says the same in words.
  assert.deepEqual(troubles, []);
  await page.locator(".in-words summary").click();
  const line = page.locator(".in-words li", { hasText: disputed.name }).first();
  assert.match(await line.innerText(), /disputed.* · not reviewed · \d+ claims?/);
  assert.equal(await line.locator(".mark.ink-disputed .half").count(), 1);
  await line.locator("button").focus();
  assert.match(await page.locator(".tip").innerText(), new RegExp(`${disputed.name}[^]*disputed`));
  // A bar is stacked by standing; the words of the day in hand stand below.
  assert.ok((await page.locator(".bars .tone-fill-disputed").count()) > 2);
  const all = (await own.json("info")).claims - (await own.json("timeline")).undated;
  assert.match(await page.locator(".mix").innerText(), new RegExp(`All days: ${all} claims[^]*disputed`));
  await page.locator("#as-of").focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => location.search.includes("as_of="));
  assert.match(await page.locator("#as-of").getAttribute("aria-valuetext"), /\d+ claims: .*(source|outlet)/);
  assert.match(await page.locator(".kind-names").innerText(), /Control[^]*Violence/);
  assert.ok((await page.locator(".kinds .mark").count()) > 10);
  // A review draws the line around the mark, beside the evidence and on the timeline.
  const { claims } = await own.json("claims?limit=200&as_of=2022-09-10");
  const { id } = claims.find(({ claim }) => claim.happened?.begin === "2022-09-10" && claim.happened.end === "2022-09-11").claim;
  await fetch(`${own.base}/api/v1/reviews`, {
    method: "POST", headers: { Origin: own.base, "Content-Type": "application/json" },
    body: JSON.stringify({ action: "confirm", claim: id, document: "", author: "A Test", reason: "", corrections: [], others: [] }),
  });
  while ((await own.json(`claims/${id}`)).reading !== "confirmed") await new Promise((done) => setTimeout(done, 200));
  await page.goto(`${own.base}/?claim=${id}`);
  await page.waitForSelector(".evidence .ring-confirmed");
  await page.waitForSelector(".kinds .ring-confirmed", { state: "attached" });
  await page.locator(".legend summary").click();
  const legend = await page.locator(".legend").innerText();
  for (const word of ["Movement", "disputed", "single source", "read right", "misread"]) assert.ok(legend.includes(word), word);
  assert.deepEqual(await violations(page), []);
  await close();
});

test("counts of the desk, the list, the map, the timeline and the export are one, for ten queries", async () => {
  const queries = [
    "", "type=control", "type=strike,explosion", "side=UA", "as_of=2022-09-09", "lane=unlocated", "lane=region", "q=electricity",
    "realis=denied", "type=outage,restoration&as_of=2022-09-13",
  ];
  const { page, close } = await openFlat(demo.base);
  for (const query of queries) {
    await page.goto(`${demo.base}/?${query}`);
    await settled(page);
    const list = (await demo.json(`claims?limit=1&${query}`)).total;
    const places = await demo.json(`places?${query}`);
    const exported = (await demo.json(`export?${query}`)).features.length;
    assert.ok(list > 0, query);
    assert.equal(await total(page), list, query);
    assert.equal(places.total, list, query);
    assert.equal(Object.values(places.lanes).reduce((sum, n) => sum + n), list, query);
    assert.equal(exported, list, query);
    if (query.includes("as_of")) continue; // the timeline shows all days
    const timeline = await demo.json(`timeline?${query}`);
    assert.equal(timeline.days.reduce((sum, one) => sum + one.claims, timeline.undated), list, query);
  }
  await close();
});

test("the slider moves the state of Balakliia", async () => {
  const place = (await demo.json("places")).places.find(({ name }) => name === "Balakliia");
  const { page, close } = await openFlat(`${demo.base}/?at=${encodeURIComponent(place.key)}&as_of=2022-09-06`);
  const control = async () => (await page.locator(".states tr", { has: page.locator("th:text-is('control')") }).allInnerTexts()).join("\n");
  await page.waitForSelector(".place");
  assert.doesNotMatch(await control(), /held by UA/);
  const slider = page.locator(".timeline input[type=range]");
  await slider.focus();
  for (let i = 0; i < 20 && !(await page.locator("[data-testid=as-of]").innerText()).startsWith("11 Sep"); ++i) await slider.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".states caption")?.textContent?.includes("11 Sep 2022"));
  assert.match(await control(), /held by UA/);
  assert.match(page.url(), /as_of=2022-09-11/);
  await close();
});

test("claims about long ago do not stretch the timeline; they are told at its end and shown when asked for", async (context) => {
  const old = "Title: Shelling\nDate: 2021-03-02\nPublisher: Example Wire\n---\nShelling killed two people in Izium on Monday, officials said.\n";
  const own = await serve([{ path: join(ROOT, "examples/kharkiv-2022") }, { name: "old.txt", text: old }]);
  context.after(own.stop);
  const { days } = await own.json("timeline");
  const earlier = days.filter(({ day }) => day < "2022-09-01").reduce((sum, { claims }) => sum + claims, 0);
  assert.ok(earlier > 2 && days[0].day < "2021-04-01");
  const { page, troubles, close } = await openFlat(own.base);
  await page.waitForSelector(".bars > g");
  const bars = () => page.locator(".bars > g").count();
  assert.ok((await bars()) < 20, "the days of most claims have room");
  assert.match(await page.locator(".ends .end").innerText(), new RegExp(`earlier: ${earlier}`));
  assert.deepEqual(await violations(page), []);
  await page.locator(".ends .end").click();
  await page.waitForFunction(() => document.querySelectorAll(".bars > g").length > 100);
  assert.ok((await bars()) <= 366, "several days share a bar where there are many");
  assert.match(await page.locator(".ends").innerText(), /1 Mar 2021/);
  await page.locator(".ends .end", { hasText: "most claims" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".bars > g").length < 20);
  // A day in hand that lies among them shows them.
  await page.goto(`${own.base}/?as_of=2021-06-01`);
  await page.waitForFunction(() => document.querySelectorAll(".bars > g").length > 100);
  assert.equal(await total(page), (await own.json("claims?limit=1&as_of=2021-06-01")).total);
  assert.deepEqual(troubles, []);
  await close();
});

test("a type that a reviewer corrected is what chips, list, map, timeline and export go by", async (context) => {
  const own = await serve([{ path: join(ROOT, "examples/kharkiv-2022") }]);
  context.after(own.stop);
  const { claim } = (await own.json("claims?limit=200&type=strike&lane=place")).claims[0];
  const counts = async (type) => {
    const timeline = await own.json(`timeline?type=${type}`);
    return [
      (await own.json(`claims?limit=1&type=${type}`)).total,
      (await own.json(`map?type=${type}`)).total,
      timeline.days.reduce((sum, one) => sum + one.claims, timeline.undated),
      (await own.json(`export?type=${type}`)).features.length,
    ];
  };
  const [strikes, diseases] = [await counts("strike"), await counts("disease")];
  await fetch(`${own.base}/api/v1/reviews`, {
    method: "POST", headers: { Origin: own.base, "Content-Type": "application/json" },
    body: JSON.stringify({ action: "correct", claim: claim.id, document: "", author: "A Test", reason: "", corrections: [{ field: "type", value: "disease" }], others: [] }),
  });
  while ((await own.json(`claims/${claim.id}`)).reading !== "corrected") await new Promise((done) => setTimeout(done, 200));
  assert.deepEqual(await counts("strike"), strikes.map((count) => count - 1));
  assert.deepEqual(await counts("disease"), diseases.map((count) => count + 1));
  const { page, close } = await openFlat(`${own.base}/?type=disease`);
  await page.waitForSelector(".claim");
  assert.equal(await page.locator(`.claim a[href="?claim=${claim.id}"]`).count(), 1);
  await close();
});

test("an event shows who says what, where they differ, and what only copies it", async () => {
  const { events } = await demo.json("events?type=casualty&limit=200");
  const event = events.find(({ disputes }) => disputes.includes("killed"));
  const { page, troubles, close } = await openFlat(`${demo.base}/?event=${event.id}`);
  await page.waitForSelector(".who");
  assert.match(await page.locator(".event h2").innerText(), /Kupiansk/);
  assert.match(await page.locator(".event > p .standing").innerText(), /disputed: .*killed/);
  assert.equal(await page.locator(".who .differs", { hasText: "people" }).count(), 2);
  const sides = await page.locator(".who tbody th .side").allInnerTexts();
  assert.ok(sides.includes("UA") && sides.includes("RU"), sides.join());
  await page.locator(".who .differs").first().click();
  await page.waitForSelector(".evidence .text");
  assert.match(page.url(), /claim=c-/);
  await page.locator(".evidence button", { hasText: "Who else says what" }).click();
  await page.waitForSelector(".who");
  assert.deepEqual(troubles, []);
  await close();
});

test("the strip of an event shows how it came to be known, each step with the claim that made it", async () => {
  const { events } = await demo.json("events?limit=200");
  const all = await Promise.all(events.map(({ id }) => demo.json(`events/${id}`)));
  for (const event of all) {
    assert.ok(event.changes.length > 0, event.id);
    const last = event.changes[event.changes.length - 1];
    assert.deepEqual([last.standing, last.disputes, last.origins], [event.standing, event.disputes, event.origins], event.id);
    for (const step of event.changes) {
      // What a step says is what is answered for that day.
      assert.ok(step.changed.length && step.causes.length, event.id);
    }
  }
  const event = all.find(({ changes }) => changes.length > 1 && changes[0].standing !== changes[changes.length - 1].standing);
  const { page, troubles, close } = await openFlat(`${demo.base}/?event=${event.id}`);
  await page.waitForSelector(".strip li");
  assert.equal(await page.locator(".strip li").count(), event.changes.length);
  assert.ok((await page.locator(".strip li").last().locator(".new").count()) > 0);
  await page.locator(".strip li").last().locator(".causes button").first().click();
  await page.waitForSelector(".evidence .text");
  assert.equal(new URL(page.url()).searchParams.get("claim"), event.changes[event.changes.length - 1].causes[0].claim);
  assert.deepEqual(troubles, []);
  await close();
});

test("one wire story in four outlets is one origin with its copies", async () => {
  const { events } = await demo.json("events?q=izium&type=control.gain&since=2022-09-10&limit=200");
  const printed = [];
  for (const { id } of events) {
    const event = await demo.json(`events/${id}`);
    for (const origin of event.affirming) if (origin.edges.includes("copy")) printed.push({ id, reports: origin.reports.length });
  }
  printed.sort((a, b) => b.reports - a.reports);
  assert.ok(printed[0].reports >= 4, JSON.stringify(printed));
  const { page, close } = await openFlat(`${demo.base}/?event=${printed[0].id}`);
  await page.waitForSelector(".origins li");
  assert.match(await page.locator(".event h3").first().innerText(), /\d outlets, \d independent origins?/);
  assert.match(await page.locator(".origins").innerText(), /← .*Herald[^]*copies of one report/);
  await close();
});

test("the stream lists events with their standing, and the keys walk it", async () => {
  const { page, close } = await openFlat(`${demo.base}/?list=events`);
  await page.waitForSelector(".event-row");
  assert.ok((await page.locator(".event-row .standing").count()) >= 10);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  assert.equal(second, await page.locator(".event-row a").nth(1).getAttribute("href"));
  await page.keyboard.press("e");
  await page.waitForSelector(".who");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".event-row");
  await close();
});

test("as known on is a second time beside as of", async () => {
  const place = (await demo.json("places")).places.find(({ name }) => name === "Balakliia");
  const { page, close } = await openFlat(`${demo.base}/?at=${encodeURIComponent(place.key)}&as_of=2022-09-08`);
  await page.waitForSelector(".states");
  const all = (await demo.json("claims?limit=1&as_of=2022-09-08")).total;
  await page.keyboard.press("w");
  await page.waitForFunction(() => location.search.includes("known_at=2022-09-08"));
  assert.equal(await page.inputValue("[data-testid=known-at]"), "2022-09-08");
  await page.keyboard.press("Escape");
  await settled(page);
  await page.waitForFunction((all) => Number(document.querySelector("[data-testid=total]")?.textContent) < all, all);
  await page.keyboard.press("w");
  await page.waitForFunction(() => !location.search.includes("known_at"));
  await page.fill("[data-testid=known-at]", "2022-09-09");
  await page.waitForFunction(() => location.search.includes("known_at=2022-09-09"));
  await close();
});

test("a place shows its states over time and what nobody reports", async () => {
  const place = (await demo.json("places")).places.find(({ name }) => name === "Balakliia");
  const { page, close } = await openFlat(`${demo.base}/?at=${encodeURIComponent(place.key)}`);
  await page.waitForSelector(".place");
  const text = await page.locator(".place").innerText();
  assert.match(text, /States over time[^]*held by RU[^]*held by UA/);
  assert.match(text, /No report: .*telecom/);
  await close();
});

test("a review by keys waits, can be undone, is written, and outlines the claim", async () => {
  const own = await serve([{ path: join(ROOT, "examples/kharkiv-2022/02-balakliia-taken.txt") }]);
  const { page, troubles, close } = await openFlat(own.base);
  const reading = async () => (await own.json("claims?limit=1")).claims[0].reading;
  await page.waitForSelector(".claim");
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await page.waitForSelector(".in-hand button");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("u");
  await page.waitForSelector(".in-hand:empty", { state: "attached" });
  await page.keyboard.press("a");
  await page.waitForSelector(".claim.reading-confirmed", { timeout: 20000 });
  assert.equal(await reading(), "confirmed");
  await page.keyboard.press("r");
  await page.waitForSelector(".reasons button");
  await page.keyboard.press("3");
  await page.waitForSelector(".evidence.reading-rejected", { timeout: 20000 });
  assert.equal(await reading(), "rejected");
  await page.keyboard.press("c");
  await page.waitForSelector(".correction");
  await page.fill(".correction [name=source_name]", "A Test");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".evidence.reading-corrected", { timeout: 20000 });
  assert.equal((await own.json("claims?limit=1")).claims[0].claim.source_name, "A Test");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".stream:not([hidden])");
  await page.keyboard.press("Shift+j");
  await page.waitForSelector(".claim.picked");
  await page.keyboard.press("g");
  await page.waitForFunction(() => document.querySelector(".in-hand")?.textContent?.includes("one event with"));
  await page.keyboard.press("u");
  assert.deepEqual(troubles, []);
  await close();
  await own.stop();
});

test("evidence shows the sentence, its source and the hash of the report", async () => {
  const { claims } = await demo.json("claims?limit=200");
  const card = claims.find(({ claim }) => claim.source_name && claim.cue && claim.places.length);
  const { page, close } = await openFlat(`${demo.base}/?claim=${card.claim.id}`);
  await page.waitForSelector(".evidence .text");
  assert.equal((await page.locator(".text .span-sentence").allInnerTexts()).join(""), card.claim.sentence_words);
  assert.equal(await page.locator(".text .span-trigger").first().innerText(), card.claim.trigger_words);
  assert.equal(await page.locator(".text .span-cue").first().innerText(), card.claim.cue);
  const facts = await page.locator(".evidence").innerText();
  assert.ok(facts.includes(card.document.replace("sha256:", "")));
  assert.ok(facts.includes(card.claim.grounds[0]));
  await close();
});

test("a place on the map leads to its state, a band to its claim", async () => {
  const place = (await demo.json("places")).places.find(({ name }) => name === "Izium");
  const { page, close } = await openFlat(`${demo.base}/?at=${encodeURIComponent(place.key)}`);
  await page.waitForSelector(".band a");
  await page.locator(".band a").last().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".evidence .text");
  assert.match(page.url(), /claim=c-/);
  await page.goBack();
  await page.waitForSelector(".place");
  await close();
});

test("the keys walk the desk without a mouse, and rest while one types", async () => {
  const { page, close } = await openFlat(demo.base);
  await page.waitForSelector(".claim");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const second = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  assert.equal(second, await page.locator(".claim a").nth(1).getAttribute("href"));
  await page.keyboard.press("e");
  await page.waitForSelector(".evidence .text");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".stream:not([hidden])");
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.id === "search");
  await page.keyboard.type("jkm");
  assert.equal(await page.inputValue("#search"), "jkm");
  await page.fill("#search", "");
  await page.keyboard.press("Escape");
  await settled(page);
  // On a Cyrillic layout the key beside K writes another letter; its place is the same.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyJ", key: "о", bubbles: true })));
  assert.match(await page.evaluate(() => document.activeElement?.getAttribute("href") ?? ""), /claim=c-/);
  await page.keyboard.press("BracketLeft");
  await page.waitForFunction(() => location.search.includes("as_of="));
  await page.keyboard.press("Shift+Slash");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog:not([open])", { state: "attached" });
  await close();
});

test("a report with scripts in it stays text", async () => {
  const { claims } = await demo.json("claims?q=two%20people%20izium&since=2022-09-12&limit=200");
  const card = claims.find(({ publisher }) => publisher === "Hostile & Sons");
  const { page, troubles, close } = await openFlat(`${demo.base}/?claim=${card.claim.id}`);
  await page.waitForSelector(".evidence .text");
  const text = await page.locator(".text").innerText();
  assert.ok(text.includes("<script>window.wasRun = 1</script>"));
  assert.ok(text.includes('onerror="window.wasRun = 2"'));
  assert.equal(await page.evaluate(() => window.wasRun), undefined);
  assert.equal(await page.locator(".text script, .text img").count(), 0);
  assert.deepEqual(troubles, []);
  await close();
});

test("no result says which filter to drop", async () => {
  const { page, close } = await openFlat(`${demo.base}/?q=electricity&type=desertion`);
  await page.waitForSelector(".drops button");
  await page.waitForFunction(() => document.querySelector(".drops")?.textContent?.includes("there are"));
  await page.locator(".drops button", { hasText: "type" }).click();
  await page.waitForSelector(".claim");
  assert.match(page.url(), /q=electricity/);
  assert.doesNotMatch(page.url(), /type=/);
  await close();
});

test("an empty ledger says how to fill it", async () => {
  const empty = await serve([{ name: "empty.txt", text: "Nothing happened.\n" }]);
  const { page, close } = await openFlat(empty.base);
  await page.waitForSelector(".note");
  assert.match(await page.locator(".right").innerText(), /dateline add/);
  assert.deepEqual(await violations(page), []);
  await close();
  await empty.stop();
});

test("without WebGL the list and the timeline still work", async () => {
  const { page, close } = await openFlat(demo.base);
  await page.waitForSelector(".claim");
  assert.match(await page.locator(".left").innerText(), /WebGL is off/);
  assert.ok((await page.locator(".timeline rect").count()) > 5);
  await close();
});

test("when the server has gone the desk says so and tries again", async () => {
  const short = await serve([HOSTILE]);
  const { page, close } = await openFlat(short.base);
  await page.waitForSelector(".claim");
  await short.stop();
  await page.fill("#search", "izium");
  await page.waitForSelector(".trouble button");
  assert.match(await page.locator(".trouble").first().innerText(), /does not answer/);
  assert.deepEqual(await violations(page), []);
  await close();
});

test("a phone shows the map or the list, 390 pixels wide, without sideways scrolling", async () => {
  const { page, close } = await openFlat(demo.base, { viewport: { width: 390, height: 780 } });
  await page.waitForSelector("[data-testid=total]", { state: "attached" });
  assert.ok(await page.locator(".left").isVisible());
  await page.locator(".narrow").click();
  assert.ok(await page.locator(".claim").first().isVisible());
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  assert.deepEqual(await violations(page), []);
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`no screen keeps anyone out (axe-core, ${colorScheme})`, async () => {
    const place = (await demo.json("places")).places.find(({ name }) => name === "Balakliia");
    const claim = (await demo.json("claims?limit=1")).claims[0].claim.id;
    const event = (await demo.json("events?type=casualty&limit=200")).events.find(({ disputes }) => disputes.length).id;
    const { page, close } = await openFlat(demo.base, { colorScheme });
    for (const [address, ready] of [
      ["/", ".claim"], [`/?claim=${claim}`, ".evidence .text"], [`/?at=${encodeURIComponent(place.key)}`, ".place"],
      [`/?event=${event}`, ".who"], ["/?list=events", ".event-row"], ["/?q=nosuchword&type=disease", ".drops"], ["/?as_of=2022-09-09&type=control", ".chips.set"],
    ]) {
      await page.goto(demo.base + address);
      await page.waitForSelector(ready);
      assert.deepEqual(await violations(page), [], address);
    }
    await page.goto(demo.base);
    await page.waitForSelector(".claim");
    await page.keyboard.press("Shift+Slash");
    await page.waitForSelector("dialog[open]");
    assert.deepEqual(await violations(page), [], "help");
    await close();
  });
}
