-- who may log in, their sessions, and the audit trail
-- depends:

-- migrate: apply

CREATE SEQUENCE people_revision;

-- role: agent, supervisor, admin; each later one may do what the earlier ones may.
-- phone: the device that rings, as Asterisk names it on that PBX ("PJSIP/1001"); null: none.
-- revision: grows with every change of any person, so that a server sees changes made elsewhere.
CREATE TABLE people (
    id text PRIMARY KEY,
    login text NOT NULL CHECK (login <> ''),
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('agent', 'supervisor', 'admin')),
    phone text,
    pbx text NOT NULL DEFAULT 'main',
    queues text[] NOT NULL DEFAULT '{}',
    locale text NOT NULL DEFAULT 'zh-CN',
    password_hash text NOT NULL,
    disabled_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    revision bigint NOT NULL DEFAULT nextval('people_revision')
);

CREATE UNIQUE INDEX people_login ON people (lower(login));

CREATE UNIQUE INDEX people_phone ON people (pbx, phone)
    WHERE phone IS NOT NULL AND disabled_at IS NULL;

-- One browser's log-in. The browser holds a random token, we its SHA-256 and nothing else.
-- ended_because: logged_out, logged_in_again, password_changed, role_changed, disabled, ended_by_admin.
CREATE TABLE sessions (
    id text PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    person_id text NOT NULL REFERENCES people (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_because text,
    address text NOT NULL DEFAULT ''
);

CREATE INDEX sessions_open ON sessions (person_id) WHERE ended_at IS NULL;

CREATE INDEX sessions_expired ON sessions (expires_at);

-- Who did what to whom, from where. Rows are only ever added. by_id is null where nobody was
-- logged in: the command line, or a log-in that was refused.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    by_id text,
    action text NOT NULL,
    subject text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT '',
    detail jsonb NOT NULL DEFAULT '{}'
);

CREATE INDEX audit_subject ON audit (subject, at);

CREATE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is only ever added to';
END $$;

CREATE TRIGGER audit_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    EXECUTE FUNCTION audit_stands();

-- migrate: rollback

DROP TABLE audit;

DROP FUNCTION audit_stands();

DROP TABLE sessions;

DROP TABLE people;

DROP SEQUENCE people_revision;
