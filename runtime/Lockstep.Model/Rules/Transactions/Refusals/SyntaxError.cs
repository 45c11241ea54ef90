using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>What is no SQL.</summary>
internal static class SyntaxError
{
    public static Refusal? Check(SqlText text)
    {
        // What means something has been read.
        if (!text.Meaning.IsEmpty || text.Incomplete || SqlParser.Parse(text.Sql).Statements.FirstOrDefault() is not ErrorStatement error) return null;
        return new(error.Message, text.Sql[0] == '\\' ? "psql's own commands are no SQL; take it out" : "correct it");
    }
}
