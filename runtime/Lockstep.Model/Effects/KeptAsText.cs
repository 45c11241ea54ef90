using Lockstep.Model.Operations;
using Lockstep.Model.Operations.Lowering;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>
/// What statements do that the reader keeps as text: EXPLAIN ANALYZE, which runs what it explains, and TRUNCATE and LOCK TABLE with ONLY for some of the
/// tables. Operations have ONLY for all or none, so these stand as if they had none, which may take in children that the statement spares.
/// </summary>
internal static class KeptAsText
{
    /// <summary>What the text does; null if it is another statement.</summary>
    public static Operation? Meaning(SqlText text)
    {
        if (!text.Meaning.IsEmpty || text.Problem is not null || text.Kind != StatementKind.Ordinary) return null;
        var first = new SqlLexer(text.Sql).Next();
        if (!first.Is(text.Sql, "truncate") && !first.Is(text.Sql, "lock") && !first.Is(text.Sql, "explain")) return null;
        return SqlParser.Parse(text.Sql).Statements.FirstOrDefault() switch
        {
            TruncateStatement truncate => new Truncate(Names(truncate.Relations)) { Cascade = truncate.Cascade, RestartIdentity = truncate.RestartIdentity, Origin = text.Origin },
            LockStatement @lock => new LockTables(Names(@lock.Relations), ((LockMode)(@lock.Mode - 1)).Words()) { NoWait = @lock.NoWait, Origin = text.Origin },
            ExplainStatement explain when Runs(explain) && new AstLowering(text.Sql).Lower(explain.Statement) is [var run] => run with { Origin = text.Origin },
            _ => null,
        };
    }

    /// <summary>Whether the statement is run and not only planned.</summary>
    public static bool Runs(ExplainStatement explain) =>
        explain.Options.LastOrDefault(option => option.Name.Value is "analyze" or "analyse") is { } analyze && analyze.Value?.Text.ToLowerInvariant() is not ("false" or "off" or "0");

    private static EquatableArray<QualifiedName> Names(IReadOnlyList<SqlRelation> relations) =>
        new(relations.Select(relation => new QualifiedName(relation.Name.Qualifier, relation.Name.Name)));
}
