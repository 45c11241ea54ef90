using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Effects.Tests.Schemas;

/// <summary>Runs statements of the catalogue, each on the catalogue's schema, and loads the schema after it.</summary>
/// <param name="server">The server.</param>
/// <param name="start">The schema that the replay starts from: the catalogue's.</param>
/// <param name="withInverses">Whether each statement is undone, and the schema loaded again.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class SchemaRun(SchemaServer server, DatabaseSchema start, bool withInverses, CancellationToken cancellation) : IAsyncDisposable
{
    // What a transaction has written to catalogs, and what of a session is in its schema.
    private const string Written = """
        SELECT concat_ws(' ', sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)), current_user, current_schemas(false))
        FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'
        """;

    /// <summary>In the present copy of the database, which is as the template; null if there is none.</summary>
    private NpgsqlConnection? _session;

    /// <summary>The schema as it is loaded from such a copy; null until somebody needs it.</summary>
    private DatabaseSchema? _unchanged;

    internal async Task<SchemaResult> RunAsync(CatalogueStatement statement)
    {
        _session ??= await server.FreshAsync(cancellation);
        var before = start.Apply(statement.Setup.Concat(statement.Before).SelectMany(SqlReader.Read)).Schema;
        await _session.RunAsync("BEGIN", cancellation);
        try
        {
            if (await InTransactionAsync(_session, statement, before) is { } result) return result;
        }
        finally
        {
            await _session.RunAsync("ROLLBACK", cancellation);
        }

        return await OnItsOwnAsync(_session, statement, before);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null) await server.LeaveAsync(_session, cancellation);
    }

    /// <summary>Null if the statement, what comes before it or what undoes it can't run in a transaction block.</summary>
    private async Task<SchemaResult?> InTransactionAsync(NpgsqlConnection session, CatalogueStatement statement, DatabaseSchema before)
    {
        foreach (var sql in statement.Setup.Concat(statement.Before))
        {
            if (await RefusalAsync(session, sql) is not null) return null;
        }

        var isAsTheCopy = statement.Setup.Count + statement.Before.Count == 0;
        if (isAsTheCopy) _unchanged ??= await server.LoadAsync(session, cancellation);
        var written = await WrittenAsync(session);
        await session.RunAsync("SAVEPOINT it", cancellation);
        var refusal = await RefusalAsync(session, statement.Sql);
        if (refusal is { IsOfTransaction: true }) return null;
        if (refusal is not null) await session.RunAsync("ROLLBACK TO it", cancellation);
        // To load it takes by far the longest; not needed where nothing was written, or all of it is rolled back.
        var isSame = isAsTheCopy && (refusal is not null || await WrittenAsync(session) == written);
        var result = Result(statement, before, refusal, isSame ? _unchanged! : await server.LoadAsync(session, cancellation));
        return result.Inverse?.All(operation => operation.Transactional) == false ? null : await UndoneAsync(session, result, before);
    }

    private async Task<SchemaResult> OnItsOwnAsync(NpgsqlConnection session, CatalogueStatement statement, DatabaseSchema before)
    {
        // DISCARD takes prepared statements away.
        session.UnprepareAll();
        foreach (var sql in statement.Setup) await session.RunAsync(sql, cancellation);
        if (statement.Before.Count > 0)
        {
            await session.RunAsync("BEGIN", cancellation);
            foreach (var sql in statement.Before) await session.RunAsync(sql, cancellation);
            await session.RunAsync("SAVEPOINT it", cancellation);
        }

        var refusal = await RefusalAsync(session, statement.Sql);
        if (statement.Before.Count > 0 && refusal is not null) await session.RunAsync("ROLLBACK TO it", cancellation);
        var result = await UndoneAsync(session, Result(statement, before, refusal, await server.LoadAsync(session, cancellation)), before);
        // A copy of the template takes long: the next statement gets this one if nothing is changed.
        if (statement.Setup.Count > 0 || statement.Before.Count > 0 || SchemaDiff.Between(start, await server.LoadAsync(session, cancellation)).Count > 0)
        {
            _session = null;
            await server.LeaveAsync(session, cancellation);
        }

        return result;
    }

    private SchemaResult Result(CatalogueStatement statement, DatabaseSchema before, Refusal? refusal, DatabaseSchema real)
    {
        var operation = Assert.Single(SqlReader.Read(statement.Sql));
        var replay = before.Apply(operation);
        var differences = SchemaDiff.Between(replay.Schema, real);
        var inverse = withInverses && refusal is null ? Inverse.Of(operation, before).Operations : null;
        return new(statement, refusal, replay, differences) { Inverse = inverse is { Count: > 0 } ? inverse : null };
    }

    private async Task<SchemaResult> UndoneAsync(NpgsqlConnection session, SchemaResult result, DatabaseSchema before)
    {
        foreach (var operation in result.Inverse ?? [])
        {
            if (await RefusalAsync(session, SqlWriter.Write(operation)) is { } refusal) return result with { InverseRefusal = refusal };
        }

        return result.Inverse is null ? result : result with { Left = SchemaDiff.Between(before, await server.LoadAsync(session, cancellation)) };
    }

    private async Task<string> WrittenAsync(NpgsqlConnection session)
    {
        await using var command = new NpgsqlCommand(Written, session);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<Refusal?> RefusalAsync(NpgsqlConnection session, string sql)
    {
        try
        {
            await session.RunAsync(sql, cancellation);
            return null;
        }
        catch (PostgresException e)
        {
            return new(e.SqlState, e.MessageText);
        }
    }
}
