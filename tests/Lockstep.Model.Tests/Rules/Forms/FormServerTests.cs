using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>Forms on servers: nothing fails, nobody waits for long work, and the schema at the end is the one that was wanted; Down takes all of it back. A class a version, so that they run side by side.</summary>
/// <param name="version">The server's major version.</param>
public abstract class FormServerTests(int version)
{
    // Names that hold at the end of both ways; what a transaction makes for itself is not in it.
    private const string Catalog = """
        SELECT 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attidentity::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
        UNION ALL SELECT 'index ' || pg_get_indexdef(indexrelid) || ' ' || indisvalid FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE c.relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'sequence ' || s.seqrelid::regclass || ' ' || s.seqtypid::regtype || ' ' || concat_ws(' ', s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle, d.deptype::text, d.refobjid::regclass, a.attname)
        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid AND c.relnamespace = 'public'::regnamespace
        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT 'view ' || pg_get_viewdef(oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
        UNION ALL SELECT 'partition ' || inhrelid::regclass || ' ' || coalesce(pg_get_expr(c.relpartbound, c.oid), '') FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
        UNION ALL SELECT 'label ' || enumlabel FROM pg_enum
        ORDER BY 1
        """;

    // Tables that were there before and that the transaction reads whole, or writes anew, while it keeps others from writing.
    private const string Held = """
        SELECT DISTINCT l.relation::regclass::text FROM pg_locks l JOIN before b ON b.oid = l.relation LEFT JOIN pg_class c ON c.oid = l.relation
        WHERE l.pid = pg_backend_pid() AND l.granted AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        -- Nobody writes to a materialized view.
        AND (b.kind <> 'm' OR l.mode = 'AccessExclusiveLock')
        AND (c.relfilenode <> b.file OR pg_stat_get_xact_numscans(b.oid) > b.scans)
        """;

    [Fact]
    public async Task Forms_do_what_they_promise()
    {
        var wrong = new List<string>();
        var tried = 0;
        foreach (var one in FormCases.All.Where(one => version >= one.Since && version < one.Before))
        {
            tried++;
            try
            {
                if (await TryAsync(one, version) is { } problem) wrong.Add($"{one.Rule} {one.Statement}\n  {problem}");
            }
            catch (PostgresException refused)
            {
                wrong.Add($"{one.Rule} {one.Statement}\n  {refused.SqlState} {refused.MessageText} {refused.Where}");
            }
        }

        Assert.True(tried > 30);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<string?> TryAsync(FormCase one, int version)
    {
        await using var ofDangerous = await Servers.DatabaseAsync(version);
        await using var ofSafe = await Servers.DatabaseAsync(version);
        await using var dangerous = await OpenAsync(ofDangerous, one);
        await using var safe = await OpenAsync(ofSafe, one);
        var start = await LinesAsync(safe, Catalog);
        var (form, operation) = one.Form(version);

        var seen = new List<string>();
        if (!one.IsRefused)
        {
            seen = await RunAsync(dangerous, SqlReader.Read(one.Statement));
            foreach (var beyond in SqlReader.Read(one.Beyond)) await ExecuteAsync(dangerous, beyond.Sql);
            if (one.IsSeen && seen.Count == 0) return "the server shows no work of the statement under a lock";
        }

        var held = await RunAsync(safe, one.First(version));
        foreach (var during in SqlReader.Read(one.During)) await ExecuteAsync(safe, during.Sql);
        foreach (var later in form.Later) held.AddRange(await RunAsync(safe, later.Up));
        // What a statement's name or type has to do with is no lock: those stay as they are, and are other rules' matter.
        if (one.Rule is "LS5012" || (one.Rule is "LS5011" && operation.Operation is not AddConstraint)) held = [.. held.Except(seen)];
        if (held.Count > 0) return "read or written anew under a lock: " + string.Join(", ", held);
        if (await LinesAsync(safe, one.Holds) is not ["True"]) return "does not hold: " + one.Holds;
        var (wanted, now) = (await LinesAsync(dangerous, Catalog), await LinesAsync(safe, Catalog));
        if (!one.Differs && !wanted.SequenceEqual(now)) return "another schema:\n    " + string.Join("\n    ", wanted.Except(now).Select(line => "- " + line).Concat(now.Except(wanted).Select(line => "+ " + line)));

        // And back.
        foreach (var later in form.Later.Reverse()) await RunAsync(safe, later.Down);
        foreach (var undo in SqlReader.Read(one.Undo)) await ExecuteAsync(safe, undo.Sql);
        if (form.Instead.IsEmpty || one.Rule is "LS2002" or "LS2003" or "LS2010" or "LS2030" or "LS2080" or "LS4020") return null;
        var inverse = Inverse.Of(operation.Operation, operation.Before).Operations;
        if (form.Down.IsEmpty && inverse is null) return null;
        await RunAsync(safe, form.Down.IsEmpty ? inverse! : form.Down);
        var back = await LinesAsync(safe, Catalog);
        var left = start.Except(back).Select(line => "- " + line).Concat(back.Except(start).Select(line => "+ " + line)).ToList();
        return left.Count == 0 || one.Rule is "LS2018" ? null : "Down leaves:\n    " + string.Join("\n    ", left);
    }

    /// <summary>Runs operations in transactions as Lockstep does.</summary>
    /// <returns>What is read or written anew while others wait.</returns>
    internal static async Task<List<string>> RunAsync(NpgsqlConnection connection, IEnumerable<Operation> operations)
    {
        var held = new List<string>();
        var isOpen = false;
        foreach (var operation in operations)
        {
            if (isOpen && (operation.StartsStep || !operation.Transactional)) await CommitAsync();
            if (!isOpen && operation.Transactional)
            {
                await ExecuteAsync(connection, "SELECT pg_stat_force_next_flush()");
                await ExecuteAsync(connection, "DROP TABLE IF EXISTS before; CREATE TEMP TABLE before AS SELECT oid, relfilenode AS file, relkind AS kind, coalesce(pg_stat_get_xact_numscans(oid), 0) AS scans FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm', 'p'); BEGIN");
                isOpen = true;
            }

            await ExecuteAsync(connection, SqlWriter.Write(operation));
        }

        if (isOpen) await CommitAsync();
        return held;

        async Task CommitAsync()
        {
            held.AddRange(await LinesAsync(connection, Held));
            await ExecuteAsync(connection, "COMMIT");
            isOpen = false;
        }
    }

    internal static async Task<NpgsqlConnection> OpenAsync(TestDatabase database, FormCase one)
    {
        var connection = await database.OpenAsync();
        await ExecuteAsync(connection, one.Schema);
        return connection;
    }

    internal static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    internal static async Task<List<string>> LinesAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetValue(0).ToString()!);
        return lines;
    }
}

public sealed class Forms15Tests() : FormServerTests(15);

public sealed class Forms16Tests() : FormServerTests(16);

public sealed class Forms17Tests() : FormServerTests(17);

public sealed class Forms18Tests() : FormServerTests(18);
