-- ticket: OBS-264
--
-- An index over the addresses that security events came from.
-- Why: an investigation starts from an address, and read all events of an organisation for it.
-- Rollback: drops the index.
-- Impact: the index is built outside a transaction while everyone works, in minutes on a large table.

-- up
CREATE INDEX CONCURRENTLY ix_security_events_source_ip ON security_events (source_ip, occurred_at DESC) WHERE source_ip IS NOT NULL;

-- down
DROP INDEX CONCURRENTLY ix_security_events_source_ip;
