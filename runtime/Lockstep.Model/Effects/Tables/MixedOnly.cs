using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>
/// TRUNCATE and LOCK TABLE with ONLY for some of the tables. Operations have it for all or none, so the reader keeps such a statement as text; here it
/// stands as if it had none, which may take in children that it spares.
/// </summary>
internal static class MixedOnly
{
    /// <summary>What the text does; null if it is another statement.</summary>
    public static Operation? Of(SqlText text)
    {
        if (!text.Meaning.IsEmpty || text.Problem is not null || text.Kind != StatementKind.Ordinary) return null;
        if (!StartsWith(text.Sql, "truncate") && !StartsWith(text.Sql, "lock")) return null;
        return SqlParser.Parse(text.Sql).Statements.FirstOrDefault() switch
        {
            TruncateStatement truncate => new Truncate(Names(truncate.Relations)) { Cascade = truncate.Cascade, RestartIdentity = truncate.RestartIdentity, Origin = text.Origin },
            LockStatement @lock => new LockTables(Names(@lock.Relations), ((LockMode)(@lock.Mode - 1)).Words()) { NoWait = @lock.NoWait, Origin = text.Origin },
            _ => null,
        };
    }

    private static bool StartsWith(string sql, string word)
    {
        var lexer = new SqlLexer(sql, 0, sql.Length);
        return lexer.Next().Is(sql, word);
    }

    private static EquatableArray<QualifiedName> Names(IReadOnlyList<SqlRelation> relations) =>
        new(relations.Select(relation => new QualifiedName(relation.Name.Qualifier, relation.Name.Name)));
}
