using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>LS2001: writes CONCURRENTLY into CREATE INDEX.</summary>
internal sealed class CreateIndexConcurrently : SqlFixer
{
    /// <inheritdoc />
    public override string RuleId => "LS2001";

    /// <inheritdoc />
    public override SqlFix? Fix(SqlFixContext context)
    {
        // With IF NOT EXISTS an invalid index that a failed build left would be taken for the index; one without a name can't be cleared up.
        if (context.Operation.Operation is not CreateIndex { IfNotExists: false, Name: not null } index) return null;
        // In a transaction that the file asks for PostgreSQL refuses CONCURRENTLY, and so it does on a partitioned table.
        if (context.Operation.Statement.TransactionState is TransactionState.Block or TransactionState.Single) return null;
        if (context.Operation.Table(index.Table) is { PartitionBy: not null }) return null;

        var origin = context.Finding.Origin;
        var lexer = new SqlLexer(context.Source, origin.Start, origin.Start + origin.Length);
        for (var token = lexer.Next(); token.Kind == SqlTokenKind.Identifier; token = lexer.Next())
        {
            if (!token.Is(context.Source, "index")) continue;
            var word = char.IsLower(context.Source[token.Start]) ? " concurrently" : " CONCURRENTLY";
            return new("Create it concurrently", EquatableArray.Of(new SqlEdit(token.End, 0, word)));
        }

        return null;
    }
}
