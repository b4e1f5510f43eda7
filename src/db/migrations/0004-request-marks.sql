-- A request whose server died between its commit and its answer must not be done a second time:
-- its own transaction leaves a mark on its idempotency key, and each claim names the process that
-- holds it, so that another one knows whose claims are dead. Adds nullable columns only: a running
-- older version goes on; locks the table for a moment.

alter table idempotency_key
  -- set within the very transaction that wrote what the request asked for
  add column committed_at timestamptz,
  -- the server process that works on it
  add column claimed_by text not null default '';
