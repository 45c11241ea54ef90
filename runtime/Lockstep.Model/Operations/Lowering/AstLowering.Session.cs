using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Operations.Lowering;

/// <content>Rows, transactions, settings and maintenance.</content>
internal sealed partial class AstLowering
{
    private static readonly string[] s_lockModes =
    [
        "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE",
    ];

    private Operation? Session(SqlStatement statement) => statement switch
    {
        SelectStatement => new Query(Text(statement)),
        InsertStatement insert => new InsertRows(Name(insert.Relation), Text(insert)),
        UpdateStatement update => new UpdateRows(Name(update.Relation), Text(update))
        {
            HasWhere = update.Where is not null,
            Columns = new(update.Assignments.SelectMany(assignment => assignment.Targets).Select(target => target.Column.Value)),
        },
        DeleteStatement delete => new DeleteRows(Name(delete.Relation), Text(delete)) { HasWhere = delete.Where is not null },
        MergeStatement merge => new MergeRows(Name(merge.Relation), Text(merge)),
        CopyStatement copy => new CopyRows(copy.Relation is { } relation ? Name(relation) : null, Text(copy)) { From = copy.IsFrom },
        CallStatement call => new CallProcedure(Name(call.Call.Name), Text(call)),
        TransactionStatement transaction => Transaction(transaction),
        SetStatement set => Set(set),
        SetConstraintsStatement set => new SetConstraints(new(set.Constraints.Select(constraint => Name(constraint).ToSql())), set.Deferred),
        DiscardStatement discard => new Discard(discard.Target.ToUpperInvariant()),
        _ => Maintenance(statement),
    };

    private Operation? Maintenance(SqlStatement statement) => statement switch
    {
        // ONLY for some of the tables and not for others is left as text.
        TruncateStatement truncate when AllOrNone(truncate.Relations) => new Truncate(Names(truncate.Relations))
        {
            Only = truncate.Relations[0].Only,
            RestartIdentity = truncate.RestartIdentity,
            Cascade = truncate.Cascade,
        },
        LockStatement @lock when AllOrNone(@lock.Relations) => new LockTables(Names(@lock.Relations), s_lockModes[@lock.Mode - 1])
        {
            Only = @lock.Relations[0].Only,
            NoWait = @lock.NoWait,
        },
        VacuumStatement { IsVacuum: true } vacuum => new Vacuum(Targets(vacuum)) { Options = Options(vacuum.Options) },
        VacuumStatement analyze => new Analyze(Targets(analyze)) { Options = Options(analyze.Options) },
        ReindexStatement reindex => Reindex(reindex),
        ClusterStatement cluster => new Cluster(cluster.Relation is { } table ? Name(table) : null)
        {
            Index = cluster.Index?.Value,
            Verbose = cluster.Options.Any(option => option.Name.Value == "verbose" && IsOn(option)),
        },
        RefreshStatement refresh => new RefreshView(Name(refresh.Relation)) { Concurrently = refresh.Concurrently, WithNoData = refresh.WithNoData },
        CheckpointStatement => new Checkpoint(),
        _ => null,
    };

    private static bool AllOrNone(IReadOnlyList<SqlRelation> relations) => relations.All(relation => relation.Only == relations[0].Only);

    private static bool IsOn(SqlOption option) => option.Value?.Text.ToLowerInvariant() is not ("false" or "off" or "0" or "no");

    private static EquatableArray<MaintenanceTarget> Targets(VacuumStatement vacuum) =>
        new(vacuum.Targets.Select(target => new MaintenanceTarget(Name(target.Relation), Names(target.Columns)) { Only = target.Relation.Only }));

    private Reindex Reindex(ReindexStatement reindex)
    {
        QualifiedName? name = reindex.Relation is { } relation ? Name(relation) : reindex.Name is { } single ? new(null, single.Value) : null;
        var scope = Enum.TryParse<ReindexScope>(reindex.Target, ignoreCase: true, out var known) ? known : ReindexScope.Index;
        return new(scope, name)
        {
            Concurrently = reindex.Options.Any(option => option.Name.Value == "concurrently" && IsOn(option)),
            Options = Options(reindex.Options.Where(option => option.Name.Value != "concurrently")),
        };
    }

    private static TransactionControl? Transaction(TransactionStatement transaction)
    {
        TransactionVerb? verb = transaction.Kind switch
        {
            "BEGIN" or "START" => TransactionVerb.Begin,
            "COMMIT" => TransactionVerb.Commit,
            "ROLLBACK" => TransactionVerb.Rollback,
            "SAVEPOINT" => TransactionVerb.Savepoint,
            "RELEASE" => TransactionVerb.Release,
            "ROLLBACK_TO" => TransactionVerb.RollbackTo,
            "PREPARE" => TransactionVerb.Prepare,
            "COMMIT_PREPARED" => TransactionVerb.CommitPrepared,
            "ROLLBACK_PREPARED" => TransactionVerb.RollbackPrepared,
            _ => null,
        };
        return verb is null
            ? null
            : new(verb.Value)
            {
                Name = transaction.Name,
                Modes = transaction.Modes.Count == 0 ? null : string.Join(", ", transaction.Modes.Select(Mode)),
                Chain = transaction.Chain ?? false,
            };
    }

    private static string Mode(string mode) =>
        (mode is "serializable" or "repeatable read" or "read committed" or "read uncommitted" ? "ISOLATION LEVEL " : string.Empty) + mode.ToUpperInvariant();

    private Operation? Set(SetStatement set) => set switch
    {
        { Kind: "VAR_RESET_ALL" } => new ResetSetting(null),
        { Kind: "VAR_RESET", Name: { } name } => new ResetSetting(name),
        { Kind: "VAR_SET_DEFAULT", Name: { } name } => new SetSetting(name, "DEFAULT") { Local = set.IsLocal },
        { Kind: "VAR_SET_VALUE", Name: { } name } => new SetSetting(name, string.Join(", ", set.Values.Select(Text))) { Local = set.IsLocal },
        { Kind: "VAR_SET_MULTI", Name: "TRANSACTION SNAPSHOT", Values: [var snapshot] } => new SetTransaction("SNAPSHOT " + Text(snapshot)),
        { Kind: "VAR_SET_MULTI" } => new SetTransaction(string.Join(", ", set.Values.Select(value => Mode(value.Text))))
        {
            Session = set.Name == "SESSION CHARACTERISTICS",
        },
        _ => null,
    };
}
