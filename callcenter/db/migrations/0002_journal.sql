-- the journal: facts as they were recorded, and what follows from them
-- depends: 0001_people

-- migrate: apply

-- Everything that was recorded, once. Only ever added to.
--   boot    the server's run that recorded it, or witness:<pbx>:<file>:<fingerprint>
--   seq     its place in that run; for a witness its place in the file
--   source  live     heard as it happened
--           witness  read later in Asterisk's own files
--   kind    the fact's name, e.g. CallerJoined; body is the fact, whole
CREATE TABLE facts (
    boot     text        NOT NULL,
    seq      bigint      NOT NULL,
    source   text        NOT NULL,
    at       timestamptz NOT NULL,
    kind     text        NOT NULL,
    call_id  text,
    leg_id   text,
    agent_id text,
    queue    text,
    body     jsonb       NOT NULL,
    PRIMARY KEY (boot, seq)
);
CREATE INDEX facts_of_call ON facts (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX facts_of_links ON facts (at) WHERE kind IN ('LinkLost', 'LinkRestored', 'PbxShutDown');
CREATE INDEX facts_of_starts ON facts (at) WHERE kind = 'LegStarted';

-- Which call a leg was said to belong to. More than one row for a leg: those calls were merged.
CREATE TABLE leg_calls (
    leg_id  text NOT NULL,
    call_id text NOT NULL,
    PRIMARY KEY (leg_id, call_id)
);

-- A call that was merged into another. `canonical` is the oldest of all that were merged.
CREATE TABLE call_alias (
    call_id   text PRIMARY KEY,
    canonical text NOT NULL
);
CREATE INDEX call_alias_of ON call_alias (canonical);

-- One row per contact, from its facts. Durations are NULL where they have no meaning.
--   direction    inbound, outbound, internal
--   number_kind  e164, short, internal, hidden
--   outcome      ''          still going on
--                answered    somebody talked with the caller
--                abandoned   the caller hung up while waiting or while a phone rang
--                flow_out    the queue let the caller go: timeout, full, a key, a callback asked
--                lost        our system ended it: Asterisk restarted, or nobody saw the end
--                not_queued  the caller hung up in the dialplan, before any queue
--                unanswered  outbound or internal, nobody took it
--   why          detail of flow_out (timeout, full, callback_asked, …) and of lost (restart, unseen)
--   stage        where it was when it ended: entered, notice, waiting, ringing, talking
--   ended_by     caller, agent, system, or '' where nobody knows
--   recovered    part of it is known only from Asterisk's own files
CREATE TABLE calls (
    call_id     text PRIMARY KEY,
    pbx         text        NOT NULL,
    direction   text        NOT NULL,
    number_kind text        NOT NULL,
    number      text        NOT NULL,
    name        text        NOT NULL,
    did         text        NOT NULL,
    started_at  timestamptz NOT NULL,
    answered_at timestamptz,
    ended_at    timestamptz,
    outcome     text        NOT NULL,
    why         text        NOT NULL,
    stage       text        NOT NULL,
    ended_by    text        NOT NULL,
    queue       text        NOT NULL,
    agent_id    text        NOT NULL,
    waited      interval,
    talked      interval,
    held        interval,
    recordings  text[]      NOT NULL,
    recovered   boolean     NOT NULL
);
CREATE INDEX calls_by_start ON calls (started_at);
CREATE INDEX calls_of_number ON calls (number, started_at) WHERE number <> '';

-- One row per channel of a call.
--   role      caller, agent, other
--   agent_id  whose phone it was, '' if nobody's
CREATE TABLE legs (
    leg_id      text PRIMARY KEY,
    call_id     text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    device      text        NOT NULL,
    role        text        NOT NULL,
    agent_id    text        NOT NULL,
    started_at  timestamptz NOT NULL,
    answered_at timestamptz,
    ended_at    timestamptz,
    cause       integer     NOT NULL,
    rang        interval,
    talked      interval,
    held        interval,
    recovered   boolean     NOT NULL
);
CREATE INDEX legs_of_call ON legs (call_id);
CREATE INDEX legs_of_agent ON legs (agent_id, started_at) WHERE agent_id <> '';

-- One row for each time that a caller entered a queue; a caller leaves it in exactly one way.
--   outcome  '' (still waiting), answered, abandoned, flow_out, lost: as in calls
CREATE TABLE queue_visits (
    call_id     text        NOT NULL REFERENCES calls ON DELETE CASCADE,
    ordinal     integer     NOT NULL,
    leg_id      text        NOT NULL,
    queue       text        NOT NULL,
    joined_at   timestamptz NOT NULL,
    left_at     timestamptz,
    answered_at timestamptz,
    outcome     text        NOT NULL,
    why         text        NOT NULL,
    stage       text        NOT NULL,
    position    integer     NOT NULL,
    agent_id    text        NOT NULL,
    waited      interval,
    rang        interval,
    rings       integer     NOT NULL,
    missed      integer     NOT NULL,
    recovered   boolean     NOT NULL,
    PRIMARY KEY (call_id, ordinal)
);
CREATE INDEX queue_visits_by_join ON queue_visits (queue, joined_at);

-- How each contact ended, written when it ended; removed only if it turns out to be part of
-- another call. Later facts may correct it: then revision counts up, and was is what stood here.
CREATE TABLE outcomes (
    call_id    text PRIMARY KEY,
    outcome    text        NOT NULL,
    why        text        NOT NULL,
    ended_at   timestamptz NOT NULL,
    recovered  boolean     NOT NULL,
    revision   integer     NOT NULL DEFAULT 0,
    was        text        NOT NULL DEFAULT '',
    decided_at timestamptz NOT NULL DEFAULT now()
);

-- What each agent did when, gapless from one change to the next.
--   state  offline, ready, paused, ringing, talking, wrap_up
--   until  NULL while it lasts
CREATE TABLE agent_spans (
    boot     text        NOT NULL,
    seq      bigint      NOT NULL,
    agent_id text        NOT NULL,
    phone    text        NOT NULL,
    state    text        NOT NULL,
    reason   text        NOT NULL,
    call_id  text        NOT NULL,
    since    timestamptz NOT NULL,
    until    timestamptz,
    PRIMARY KEY (boot, seq)
);
CREATE INDEX agent_spans_of_agent ON agent_spans (agent_id, since);
CREATE INDEX agent_spans_open ON agent_spans (agent_id) WHERE until IS NULL;
CREATE INDEX agent_spans_of_call ON agent_spans (call_id) WHERE call_id <> '';
CREATE INDEX agent_spans_of_phone ON agent_spans (phone, since);

-- An agent's own record of a call. The browser draws the key: the same key again is the same save.
CREATE TABLE dispositions (
    key       uuid PRIMARY KEY,
    call_id   text        NOT NULL,
    agent_id  text        NOT NULL,
    code      text        NOT NULL,
    note      text        NOT NULL,
    body_hash bytea       NOT NULL,
    saved_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX dispositions_of_call ON dispositions (call_id, saved_at);

-- How far each of Asterisk's own files has been read.
--   file         queue_log, cdr, cel
--   fingerprint  of the file's beginning: another one means that the file was rotated
CREATE TABLE witness_positions (
    pbx         text        NOT NULL,
    file        text        NOT NULL,
    fingerprint text        NOT NULL,
    place       bigint      NOT NULL,
    read_at     timestamptz NOT NULL,
    PRIMARY KEY (pbx, file)
);

-- migrate: rollback
DROP TABLE witness_positions, dispositions, agent_spans, outcomes, queue_visits, legs, calls,
    call_alias, leg_calls, facts;
