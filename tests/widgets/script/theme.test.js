import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";

const { coloured, colours } = await import("../../../strategy_kit/widgets/static/script/theme.js");
const paint = (token) => `<${token}>`;

test("tokens are replaced where a colour is meant, at any depth, and nowhere else", () => {
  const figure = { text: ["@s1"], marker: { color: ["@s1", "red"], line: { color: "@s2" } }, font: { color: "@ink" } };

  assert.deepEqual(coloured(figure, paint), {
    text: ["@s1"], marker: { color: ["<@s1>", "red"], line: { color: "<@s2>" } }, font: { color: "<@ink>" },
  });
});

test("the figure itself stays as it was", () => {
  const figure = { marker: { color: "@s1" } };
  coloured(figure, paint);

  assert.deepEqual(figure, { marker: { color: "@s1" } });
});

test("numbers in a typed array are not copied", () => {
  const numbers = new Float64Array([1, 2]);

  assert.equal(coloured({ x: numbers, y: null }, paint).x, numbers);
});

for (const [scheme, colour] of [["light", "#111111"], ["dark", "#eeeeee"]]) {
  test(`a token has the colour of the ${scheme} theme`, (t) => {
    t.mock.method(globalThis, "getComputedStyle", () => ({
      colorScheme: scheme,
      getPropertyValue: (name) => ({ "--s1": " light-dark(#111111, #eeeeee)", "--plain": "#123456" }[name] ?? ""),
    }));
    const pick = colours(document.body);

    assert.deepEqual([pick("@s1"), pick("@plain"), pick("@none")], [colour, "#123456", "@none"]);
  });
}
