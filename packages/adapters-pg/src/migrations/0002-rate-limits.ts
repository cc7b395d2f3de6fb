import type { Knex } from "knex";

// Attempts counted by all processes together. Losing the counts with a crash of the server is no loss.
const RATE_LIMITS = `create unlogged table rate_limits (
  key text collate "C" primary key,
  count integer not null,
  resets_at timestamptz not null
)`;

export const rateLimits: Knex.Migration = {
  up: async (knex) => {
    await knex.raw(RATE_LIMITS);
  },
  down: async (knex) => {
    await knex.raw("drop table rate_limits");
  },
};
