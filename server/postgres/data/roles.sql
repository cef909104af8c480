-- The least that a Candor server needs in its Postgres database. Run it once the tables exist, as
-- their owner or a superuser, and again after an upgrade that changed them:
--
--   psql "$OWNER_ADDRESS" -v ON_ERROR_STOP=1 -f roles.sql
--
-- Then give each server a user of its own: create role candor_1 login password '…' in role candor_server;
-- Such a user creates, drops and alters nothing, and deletes no commit.
begin;

do $$
begin
	if not exists (select from pg_roles where rolname = 'candor_server') then
		create role candor_server nologin;
	end if;
end
$$;

revoke all on all tables in schema candor from public, candor_server;
grant usage on schema candor to candor_server;
grant select on candor.layout to candor_server;
grant select, update on candor.log to candor_server;
-- An update replaces the words of a redaction.
grant select, insert, update on candor.commits to candor_server;
grant select, insert, update, delete on candor.private_records to candor_server;
-- Copies of what the log says, which are removed and written again.
grant select, insert, update, delete on candor.checkpoint, candor.checkpoint_parts to candor_server;
-- Writes the tables into new files after a redaction, as their owner.
grant execute on function candor.rewrite_tables() to candor_server;

commit;
