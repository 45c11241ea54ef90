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
    /// <summary>In the present copy of the database, which is as the template; null if there is none.</summary>
    private NpgsqlConnection? _session;

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

        await session.RunAsync("SAVEPOINT it", cancellation);
        var refusal = await RefusalAsync(session, statement.Sql);
        if (refusal is { IsOfTransaction: true }) return null;
        if (refusal is not null) await session.RunAsync("ROLLBACK TO it", cancellation);
        var result = await ResultAsync(session, statement, before, refusal);
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
        var result = await UndoneAsync(session, await ResultAsync(session, statement, before, refusal), before);
        // A copy of the template takes long: the next statement gets this one if nothing is changed.
        if (statement.Setup.Count > 0 || statement.Before.Count > 0 || SchemaDiff.Between(start, await server.LoadAsync(session, cancellation)).Count > 0)
        {
            _session = null;
            await server.LeaveAsync(session, cancellation);
        }

        return result;
    }

    private async Task<SchemaResult> ResultAsync(NpgsqlConnection session, CatalogueStatement statement, DatabaseSchema before, Refusal? refusal)
    {
        var operation = Assert.Single(SqlReader.Read(statement.Sql));
        var replay = before.Apply(operation);
        var differences = SchemaDiff.Between(replay.Schema, await server.LoadAsync(session, cancellation));
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
