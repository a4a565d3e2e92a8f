import { existsSync, readFileSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

// scripts/test.mjs looks for a Chromium and names it in CHROMIUM; "none" says that there is none.
const chromium = process.env.CHROMIUM || "/usr/bin/chromium";
const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync("package.json", "utf8"));
const hostOnly = ["highs", "commander", "linkedom"];

const node: TestProjectConfiguration = {
  test: {
    name: "node",
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.browser.test.ts"],
    setupFiles: ["test/random-seed.ts"],
    testTimeout: 30_000,
  },
};

const types: TestProjectConfiguration = {
  test: {
    name: "types",
    include: [],
    typecheck: {
      enabled: true,
      only: true,
      include: ["test/**/*.test-d.ts"],
      tsconfig: "tsconfig.test.json",
      // `npm run types` checks the rest; here only the type tests speak.
      ignoreSourceErrors: true,
    },
  },
};

const browser: TestProjectConfiguration = {
  optimizeDeps: {
    // HiGHS finds its .wasm beside itself; the others are bundled before the first test, or Vite reloads the page.
    exclude: ["highs"],
    include: [...Object.keys(manifest.dependencies).filter((name) => !hostOnly.includes(name)), "fast-check"],
  },
  test: {
    name: "browser",
    include: ["test/**/*.browser.test.ts"],
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      instances: [{ browser: "chromium" }],
      provider: playwright({
        launchOptions: {
          executablePath: chromium,
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
          ],
        },
      }),
    },
  },
};

export default defineConfig({
  test: { passWithNoTests: false, projects: [node, types, ...(existsSync(chromium) ? [browser] : [])] },
});
