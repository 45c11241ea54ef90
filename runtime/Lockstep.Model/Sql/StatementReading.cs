using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>Tells whether what was read of a statement is all that it does to the schema.</summary>
internal static class StatementReading
{
    /// <summary>
    /// Whether <see cref="SqlText.Meaning"/> holds every object that the statement makes, changes or removes. Properties of those objects
    /// may still be missing in it.
    /// </summary>
    public static bool IsWhole(SqlText statement)
    {
        if (statement.Kind is not (StatementKind.Ordinary or StatementKind.OutsideTransaction) || statement.Meaning.IsEmpty) return false;
        if (statement.Meaning[0] is not (AddColumn or DropColumn)) return true;

        // ALTER TABLE: one operation for each action, or some were not understood.
        var cursor = new SqlCursor(statement.Sql, new(0, statement.Sql.Length));
        var actions = 1;
        var depth = 0;
        while (!cursor.AtEnd)
        {
            var token = cursor.Take();
            if (token.Is(statement.Sql, '(') || token.Is(statement.Sql, '[')) depth++;
            else if (token.Is(statement.Sql, ')') || token.Is(statement.Sql, ']')) depth--;
            else if (depth == 0 && token.Is(statement.Sql, ',')) actions++;
        }

        return actions == statement.Meaning.Count;
    }
}
