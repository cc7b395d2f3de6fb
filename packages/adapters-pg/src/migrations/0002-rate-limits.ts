import type { Knex } from "knex";

// Attempts counted by all processes together. Losing the counts with a crash of the server is no loss.
const RATE_LIMITS = `create unlogged table rate_limits (
  key text collate "C" primary key,
  count integer not null,
  resets_at timestamptz not null
)`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(RATE_LIMITS);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw("drop table rate_limits");
};
