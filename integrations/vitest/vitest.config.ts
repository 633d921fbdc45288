import {defineConfig} from "vitest/config";

// Two workers even on one core: two tests wait for each other.
export default defineConfig({
  test: {
    include: ["tests/*.test.ts"], globalSetup: "tests/global_setup.ts", testTimeout: 120_000,
    hookTimeout: 60_000, pool: "forks", minWorkers: 2, maxWorkers: 2,
  },
});
