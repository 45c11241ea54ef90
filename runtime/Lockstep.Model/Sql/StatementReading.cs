using Lockstep.Model.Operations;

namespace Lockstep.Model.Sql;

/// <summary>Tells whether what was read of a statement is all that it does to the schema.</summary>
internal static class StatementReading
{
    /// <summary>Whether <see cref="SqlText.Meaning"/> holds every object that the statement makes, changes or removes.</summary>
    public static bool IsWhole(SqlText statement) =>
        statement.Kind is StatementKind.Ordinary or StatementKind.OutsideTransaction && !statement.Meaning.IsEmpty;
}
