using Lockstep.Model.Operations;
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
        // With IF NOT EXISTS an invalid index that a failed build left would be taken for the index.
        if (context.Operation.Operation is not CreateIndex { IfNotExists: false }) return null;
        var origin = context.Finding.Origin;
        var lexer = new SqlLexer(context.Source, origin.Start, origin.Start + origin.Length);
        for (var token = lexer.Next(); token.Kind == SqlTokenKind.Identifier; token = lexer.Next())
        {
            if (!token.Is(context.Source, "index")) continue;
            var word = char.IsLower(context.Source[token.Start]) ? " concurrently" : " CONCURRENTLY";
            return new(context.SafeForm.Title, EquatableArray.Of(new SqlEdit(token.End, 0, word)));
        }

        return null;
    }
}
