using Lockstep.History;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>What all transactions of a run have in common.</summary>
/// <param name="Options">How long to wait for locks, and how long statements may take.</param>
/// <param name="ServerVersion">The server's major version.</param>
/// <param name="RunId">The run.</param>
/// <param name="Epoch">What <see cref="Fence.TakeAsync"/> gave the run; null where nobody else can be at work.</param>
/// <param name="Audit">Where it is written down; null in a proof.</param>
internal sealed record StepContext(RunOptions Options, int ServerVersion, Guid RunId, long? Epoch, AuditTrail? Audit);

/// <summary>
/// A step's transaction as it is sent, all of it in one round trip. Worked out without a database, so that it can be while the server is still at the step
/// before.
/// </summary>
internal sealed class StepTransaction
{
    private readonly List<NpgsqlBatchCommand> _work = [];
    private readonly Dictionary<NpgsqlBatchCommand, PlannedStatement> _statements = [];

    private StepTransaction(NpgsqlBatchCommand? fence, bool waitsForDisk, IReadOnlyList<NpgsqlBatchCommand> end) => (Fence, WaitsForDisk, End) = (fence, waitsForDisk, end);

    /// <summary>All of it, up to where it could be committed.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> Work => _work;

    /// <summary>What commits it, and what is to be done behind that.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> End { get; }

    /// <summary>What fails if another runner took over; null where nobody else can be at work.</summary>
    public NpgsqlBatchCommand? Fence { get; }

    /// <summary>
    /// Whether its COMMIT waits until it is on disk. One that only makes, alters and drops objects need not: what a crash of the server takes away is the end of
    /// the log, so of the history and of what it tells of, the same steps. One that runs code may have done what no crash takes back, and a migration that sets
    /// <c>synchronous_commit</c> knows better. <see cref="StepRunner.WaitForDiskAsync"/> waits for the rest.
    /// </summary>
    public bool WaitsForDisk { get; }

    /// <summary>How many rows its statements have inserted, changed or deleted, as PostgreSQL told for each; to be read when they have run.</summary>
    public long Rows => _statements.Keys.Sum(static command =>
        command.StatementType is StatementType.Insert or StatementType.Update or StatementType.Delete or StatementType.Merge or StatementType.Copy ? (long)command.Rows : 0);

    /// <summary>The migration's statement that a command sends; null if it is one of Lockstep's own.</summary>
    public PlannedStatement? StatementOf(System.Data.Common.DbBatchCommand? command) =>
        command is NpgsqlBatchCommand known ? _statements.GetValueOrDefault(known) : null;

    /// <summary>The transaction of a step.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">Its step; null if none is left and only the history is to be written.</param>
    /// <param name="waited">How long earlier tries of the same step have taken.</param>
    /// <param name="context">The run.</param>
    public static StepTransaction Of(PlannedMigration planned, MigrationStep? step, TimeSpan waited, StepContext context)
    {
        var statements = step?.Statements ?? [];
        var done = step?.Number ?? planned.Steps.Count;
        var times = Timeouts.Of(planned, statements, context.Options, context.ServerVersion);
        var mayChangeSession = SessionSettings.MayChange(planned);
        var transaction = new StepTransaction(
            context.Epoch is { } epoch ? Execution.Fence.Check(epoch) : null,
            step?.MayWriteRows == true || (mayChangeSession && Timeouts.Sets(planned, "synchronous_commit")),
            [new("COMMIT"), .. mayChangeSession && done >= planned.Steps.Count ? SessionSettings.Reset() : []]);
        var work = transaction._work;
        work.Add(new("BEGIN"));
        work.Add(context.Epoch is null ? Timeouts.Local("lock_timeout", times.First) : ActivityName.Begin(context.Options.ApplicationName, planned, done, times.First, transaction.WaitsForDisk));
        if (times.Statement is { } limit) work.Add(Timeouts.Local("statement_timeout", limit));
        if (context.Audit is not null) work.AddRange(AuditTrail.Before(step));
        for (var i = 0; i < statements.Count; i++)
        {
            if (times.Before[i] is { } changed) work.Add(Timeouts.Local("lock_timeout", changed));
            var command = new NpgsqlBatchCommand(statements[i].Sql);
            work.Add(command);
            transaction._statements[command] = statements[i];
        }

        if (mayChangeSession) work.AddRange(SessionSettings.OwnForTheRest());
        if (transaction.Fence is { } fence) work.Add(fence);
        work.Add(HistoryWrites.Done(planned, done, TimeSpan.Zero, context.RunId));
        if (context.Audit is { } audit) work.Add(audit.Done(planned, step, TimeSpan.Zero, waited));
        return transaction;
    }

    /// <summary>
    /// What the server may prepare, because all transactions say it with the same words; Npgsql finds it again by its text.
    /// </summary>
    /// <param name="any">One of the migrations.</param>
    /// <param name="context">The run.</param>
    public static IEnumerable<NpgsqlBatchCommand> Preparable(PlannedMigration any, StepContext context)
    {
        var empty = Of(any, step: null, TimeSpan.Zero, context);
        return [.. empty.Work.Where(command => command.Parameters.Count > 0 || command.CommandText == "BEGIN"), empty.End[0]];
    }
}
