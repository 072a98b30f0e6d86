/* What `make lint` holds of our scripts. */
import js from "@eslint/js";
import globals from "globals";

const OURS = { strategyKit: "writable", strategyKitAssets: "writable", strategyKitFirst: "writable" };

export default [
  {
    ignores: ["**/*.min.js", ".venv", "build", "dist"],
  },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-implicit-globals": "error",
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "max-lines": ["error", 350],
      "no-restricted-properties": ["error", { property: "outerHTML" }, { object: "document", property: "write" }],
      "no-restricted-globals": ["error", "event", "name", "length", "top", "parent"],
    },
  },
  {
    files: ["strategy_kit/**/*.js", "benchmarks/**/*.js"],
    languageOptions: { globals: { ...globals.browser, ...OURS } },
  },
  {
    files: ["strategy_kit/server/static/*.js", "benchmarks/**/*.js"],
    languageOptions: { sourceType: "script" },
  },
  {
    files: ["tests/**/*.{js,mjs}"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
